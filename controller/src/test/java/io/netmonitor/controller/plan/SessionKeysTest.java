// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.SessionKey;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionKeysTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Path PATH = new Path("sh", "bj", Family.IPV6);

    @Test
    void everyControllerOfAHouseComesToTheSame() {
        assertThat(SessionKeys.of(new byte[32]).key(1, PATH, DAY))
                .isEqualTo(SessionKeys.of(new byte[32]).key(1, PATH, DAY));
    }

    @Test
    void eachPathTaskDayAndHouseHasAKeyOfItsOwn() {
        SessionKeys keys = SessionKeys.of(new byte[32]);
        byte[] other = new byte[32];
        other[31] = 1;
        Set<SessionKey> all = new HashSet<>();

        assertThat(all.add(keys.key(1, PATH, DAY))).isTrue();
        assertThat(all.add(keys.key(2, PATH, DAY))).isTrue();
        assertThat(all.add(keys.key(1, PATH, DAY.plusDays(1)))).isTrue();
        assertThat(all.add(keys.key(1, new Path("sh", "gz", Family.IPV6), DAY))).isTrue();
        assertThat(all.add(keys.key(1, new Path("bj", "sh", Family.IPV6), DAY))).isTrue();
        assertThat(all.add(keys.key(1, new Path("sh", "bj", Family.IPV4), DAY))).isTrue();
        assertThat(all.add(SessionKeys.of(other).key(1, PATH, DAY))).isTrue();
    }

    @Test
    void refusesASecretThatIsTooShort() {
        assertThatThrownBy(() -> SessionKeys.of(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shorter than 32");
    }
}
