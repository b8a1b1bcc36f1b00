// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressesTest {
    private static final URI LOCAL = URI.create("https://127.0.0.1:3443");
    private static final URI DISTANT = URI.create("https://192.0.2.1:3443");

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 862);
    }

    @Test
    void tellsWhatIsListenedOn() {
        assertThat(HostAddresses.of(List.of(at("192.0.2.7"), at("2001:db8::7"), at("192.0.2.7")), DISTANT))
                .containsExactly("192.0.2.7", "2001:db8:0:0:0:0:0:7");
    }

    @Test
    void beginsWithTheAddressUsedTowardsTheController() {
        assertThat(HostAddresses.of(List.of(at("::")), LOCAL)).startsWith("127.0.0.1");
    }

    @Test
    void tellsNoLoopbackToADistantController() {
        assertThat(HostAddresses.of(List.of(at("::")), DISTANT)).allSatisfy(text -> {
            InetAddress address = InetAddress.ofLiteral(text);
            assertThat(address.isLoopbackAddress()).isFalse();
            assertThat(address.isLinkLocalAddress()).isFalse();
            assertThat(address.isAnyLocalAddress()).isFalse();
        });
    }

    @Test
    void tellsAtMostThirtyTwo() {
        List<InetSocketAddress> many =
                IntStream.range(0, 50).mapToObj(i -> at("192.0.2." + i)).toList();

        assertThat(HostAddresses.of(many, DISTANT)).hasSize(32).startsWith("192.0.2.0", "192.0.2.1");
    }

    @Test
    void isSeenUnderAnAddressThatItHasNot() {
        assertThat(HostAddresses.unlessOwn("203.0.113.77")).isEqualTo("203.0.113.77");
        assertThat(HostAddresses.unlessOwn("2001:db8::77")).isEqualTo("2001:db8:0:0:0:0:0:77");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "127.9.9.9",
                "0.0.0.0",
                "224.0.0.1",
                "fe80::1",
                "",
                "somewhere",
                "::ffff:127.0.0.1"
            })
    void isSeenNowhereElse(@Nullable String address) {
        assertThat(HostAddresses.unlessOwn(address)).isNull();
    }

    @Test
    void knowsItsOwnAddresses() {
        assertThat(HostAddresses.of(List.of(at("::")), DISTANT))
                .allSatisfy(own -> assertThat(HostAddresses.unlessOwn(own)).isNull());
    }

    @Test
    void leavesTheZoneOut() {
        assertThat(HostAddresses.of(List.of(at("fe80::1%1")), DISTANT)).containsExactly("fe80:0:0:0:0:0:0:1");
    }
}
