// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "fd00:213:0:0:0:0:1:1, fd00:213::1:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "2001:DB8:0:0:0:0:0:A, 2001:db8::a"
    })
    void writesTheShortForm(String given, String text) {
        assertThat(AddressText.of(InetAddress.ofLiteral(given))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1:862", "2001:db8:0:0:0:0:0:1, [2001:db8::1]:862"})
    void putsIpv6IntoBracketsBeforeAPort(String given, String text) {
        assertThat(AddressText.of(new InetSocketAddress(InetAddress.ofLiteral(given), 862)))
                .isEqualTo(text);
    }

    @Test
    void leavesANameANameBeforeAPort() throws UnknownHostException {
        InetAddress named = InetAddress.getByAddress("node.example", new byte[16]);

        assertThat(AddressText.of(new InetSocketAddress(named, 862))).isEqualTo("node.example:862");
        assertThat(AddressText.of(InetSocketAddress.createUnresolved("node.example", 862)))
                .isEqualTo("node.example:862");
    }

    @Property
    void isReadBackToTheSameAddress(@ForAll @Size(16) byte[] octets) throws UnknownHostException {
        for (int i = 0; i < octets.length; i++) {
            // Zeros are what the short form is about, so half of the groups shall be zero.
            octets[i] = octets[i - i % 2] < 0 ? 0 : octets[i];
        }
        InetAddress address = InetAddress.getByAddress(octets);

        assertThat(InetAddress.ofLiteral(AddressText.of(address))).isEqualTo(address);
    }
}
