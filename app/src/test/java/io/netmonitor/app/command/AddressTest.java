// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,        127.0.0.1, 862",
        "127.0.0.1:5000,   127.0.0.1, 5000",
        "::1,              ::1,       862",
        "[::1],            ::1,       862",
        "[::1]:5000,       ::1,       5000",
        "2001:db8::7,      2001:db8::7, 862"
    })
    void readsAHostWithOrWithoutAPort(String text, String address, int port) {
        assertThat(Address.withDefaultPort(text, 862, null))
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @Test
    void choosesTheAddressOfAFamily() {
        assertThat(Address.withDefaultPort("localhost", 862, Family.IPV4).getAddress())
                .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
        assertThat(Address.withDefaultPort("::1", 862, Family.IPV6).getAddress())
                .isEqualTo(InetAddress.ofLiteral("::1"));
    }

    @Test
    void saysWhenTheHostHasNoAddressOfTheFamily() {
        assertThatThrownBy(() -> Address.withDefaultPort("127.0.0.1", 862, Family.IPV6))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("names a host without an IPv6 address: 127.0.0.1 is 127.0.0.1");
        assertThatThrownBy(() -> Address.withDefaultPort("[::1]:862", 862, Family.IPV4))
                .hasMessageStartingWith("names a host without an IPv4 address: [::1] is ");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:x", "127.0.0.1:-1", "127.0.0.1:65536", "[::1]:"})
    void refusesPortsThatAreNone(String text) {
        assertThatThrownBy(() -> Address.withDefaultPort(text, 862, null))
                .hasMessage("has a port that is not 0 to 65535: " + text);
    }

    @Test
    void saysWhichHostCannotBeResolved() {
        assertThatThrownBy(() -> Address.withDefaultPort("no.such.host.invalid:5", 862, null))
                .hasMessage("names a host that cannot be resolved: no.such.host.invalid");
    }

    @Test
    void givesAllAddressesOfAHost() throws Exception {
        assertThat(Address.allWithDefaultPort("[::1]:5000", 19_999))
                .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("::1"), 5000));
        assertThat(Address.allWithDefaultPort("localhost", 19_999))
                .contains(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 19_999));
        assertThatThrownBy(() -> Address.allWithDefaultPort("no.such.host.invalid:5", 19_999))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("no address is known of no.such.host.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":862", "[]", "[]:862"})
    void refusesAHostThatIsNone(String text) {
        assertThatThrownBy(() -> Address.allWithDefaultPort(text, 862)).hasMessage("names no host: " + text);
        assertThatThrownBy(() -> Address.withDefaultPort(text, 862, null)).hasMessage("names no host: " + text);
    }
}
