// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {
    private static final Path PATH = new Path("sh", "bj", Family.IPV6);

    @Test
    void readsWellInMessages() {
        assertThat(PATH).hasToString("sh → bj over ipv6");
    }

    @Test
    void turnsRoundAndBack() {
        assertThat(PATH.reversed()).isEqualTo(new Path("bj", "sh", Family.IPV6)).isNotEqualTo(PATH);
        assertThat(PATH.reversed().reversed()).isEqualTo(PATH);
    }

    @Test
    void refusesANodeThatMeasuresItself() {
        assertThatThrownBy(() -> new Path("sh", "sh", Family.IPV4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("source and destination are the same node: sh");
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheWordOfAFamily(Family family) {
        assertThat(Family.of(family.label())).isSameAs(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IPV4", "ipv5", "4", " ipv4"})
    void refusesOtherFamilies(String label) {
        assertThatThrownBy(() -> Family.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("family is neither ipv4 nor ipv6: " + label);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, IPV4", "2001:db8::1, IPV6", "::1, IPV6", "::ffff:192.0.2.1, IPV4"})
    void tellsTheFamilyOfAnAddress(String address, Family family) {
        assertThat(Family.of(InetAddress.ofLiteral(address))).isSameAs(family);
    }

    @ParameterizedTest
    @CsvSource({"FORWARD, forward, BACKWARD", "BACKWARD, backward, FORWARD", "ROUND_TRIP, roundTrip, ROUND_TRIP"})
    void directionsHaveAWordAndAMirror(Direction direction, String label, Direction mirror) {
        assertThat(direction.label()).isEqualTo(label);
        assertThat(direction.mirrored()).isSameAs(mirror);
        assertThat(direction.mirrored().mirrored()).isSameAs(direction);
    }
}
