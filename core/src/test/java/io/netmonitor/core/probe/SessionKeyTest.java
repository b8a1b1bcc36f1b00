// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionKeyTest {
    private static final String DIGITS = "000102030405060708090a0b0c0d0e0f";

    @Test
    void isTheSameInOctetsDigitsAndJson() {
        SessionKey key = SessionKey.ofHex(DIGITS);

        assertThat(key.octets()).hasSize(16).startsWith(0, 1, 2);
        assertThat(key.hex()).isEqualTo(DIGITS);
        assertThat(Json.read(Json.write(key), SessionKey.class)).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(SessionKey.of(new byte[16])).isNotEqualTo(key);
    }

    @Test
    void isNeverPrinted() {
        SessionKey key = SessionKey.ofHex(DIGITS);

        assertThat(key).hasToString("SessionKey[16 octets]");
        assertThat(new AnsweredSession(3, key)).asString().doesNotContain("0102");
    }

    @Test
    void doesNotChangeWithWhatItWasMadeFromOrGave() {
        byte[] octets = new byte[32];
        SessionKey key = SessionKey.of(octets);
        octets[0] = 1;
        key.octets()[1] = 1;

        assertThat(key).isEqualTo(SessionKey.of(new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0102", "secretsecretsecretsecretsecretse", "000102030405060708090a0b0c0d0e0"})
    void saysWhatIsWrongWithoutRepeatingIt(String digits) {
        assertThatThrownBy(() -> SessionKey.ofHex(digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("a session key")
                .message()
                .doesNotContain("secret")
                .doesNotContain("0102");
    }

    @Test
    void refusesIdsThatAreNone() {
        assertThatThrownBy(() -> new AnsweredSession(65_536, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("session id outside 0 to 65535: 65536");
    }
}
