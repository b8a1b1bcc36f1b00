// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RemoteAddressTest {
    private final RemoteAddress address = new RemoteAddress();

    @ParameterizedTest
    @CsvSource({
        "gateway.example:9091, gateway.example, 9091",
        "192.0.2.7:1, 192.0.2.7, 1",
        "[2001:db8::1]:65535, 2001:db8::1, 65535",
        "[fe80::1%eth0]:9091, fe80::1%eth0, 9091"
    })
    void readsHostAndPortWithoutLookingTheNameUp(String text, String host, int port) {
        InetSocketAddress read = address.convert(text);

        assertThat(read.isUnresolved()).isTrue();
        assertThat(read.getHostString()).isEqualTo(host);
        assertThat(read.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", ":9091", "::1:9091", "[::1]", "http://host:9091", "host:9091/x", "a b:1"})
    void refusesAnotherForm(String text) {
        assertThatThrownBy(() -> address.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("is not HOST:PORT, IPv6 in brackets, such as gateway.example:9091 or [2001:db8::1]:9091: "
                        + text);
    }

    @Test
    void refusesAPortThatThereIsNot() {
        assertThatThrownBy(() -> address.convert("host:65536")).hasMessageContaining("is not 1 to 65535");
        assertThatThrownBy(() -> address.convert("host:0")).hasMessageContaining("is not 1 to 65535");
    }
}
