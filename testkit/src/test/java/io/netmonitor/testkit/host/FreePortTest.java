// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FreePortTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void isGivenOnce() throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ports.add(FreePort.find(LOOPBACK));
        }

        assertThat(new HashSet<>(ports)).hasSize(200);
        assertThat(ports).allSatisfy(port -> assertThat(port).isBetween(20_000, 32_767));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void isFreeForBothProtocols(String host) throws Exception {
        try (ServerSocket tcp = FreePort.listen(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
                DatagramSocket udp = new DatagramSocket(tcp.getLocalSocketAddress())) {
            assertThat(udp.getLocalPort()).isEqualTo(tcp.getLocalPort());
        }
    }

    @Test
    void isRefusedWhenEitherProtocolHasIt() throws Exception {
        InetSocketAddress wanted = new InetSocketAddress(LOOPBACK, FreePort.find(LOOPBACK));
        try (DatagramSocket _ = new DatagramSocket(wanted)) {
            assertThatThrownBy(() -> FreePort.listen(wanted)).isInstanceOf(BindException.class);
        }
        try (ServerSocket _ = FreePort.listen(wanted)) {
            assertThatThrownBy(() -> FreePort.listen(wanted)).isInstanceOf(BindException.class);
        }
    }
}
