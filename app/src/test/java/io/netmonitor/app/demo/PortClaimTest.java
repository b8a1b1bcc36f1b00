// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortClaimTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST = 20_862;

    @Test
    void leavesTheClaimedPortItselfToWhomItIsFor() throws Exception {
        try (PortClaim tcp = PortClaim.tcp(LOOPBACK, FIRST);
                PortClaim udp = PortClaim.udp(LOOPBACK, FIRST);
                ServerSocket server = new ServerSocket();
                DatagramSocket datagrams = new DatagramSocket(null)) {
            server.bind(tcp.address());
            datagrams.bind(udp.address());

            assertThat(server.isBound() && datagrams.isBound()).isTrue();
        }
    }

    @Test
    void givesNoPortTwice() throws Exception {
        try (PortClaim one = PortClaim.tcp(LOOPBACK, FIRST);
                PortClaim two = PortClaim.tcp(LOOPBACK, FIRST)) {
            assertThat(two.address().getPort()).isGreaterThan(one.address().getPort());
        }
    }

    @Test
    void leavesATcpAndUdpPortToWhomItIsForAndGivesItNobodyElse() throws Exception {
        try (PortClaim one = PortClaim.tcpAndUdp(LOOPBACK, FIRST);
                PortClaim two = PortClaim.tcpAndUdp(LOOPBACK, FIRST);
                ServerSocket server = new ServerSocket();
                DatagramSocket datagrams = new DatagramSocket(null)) {
            server.bind(one.address());
            datagrams.bind(one.address());

            assertThat(server.isBound() && datagrams.isBound()).isTrue();
            assertThat(two.address()).isNotEqualTo(one.address());
        }
    }

    @Test
    void passesOverAPortThatSomebodyHas() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            InetSocketAddress taken = new InetSocketAddress(LOOPBACK, other.getLocalPort());

            try (PortClaim next = PortClaim.tcp(LOOPBACK, taken.getPort())) {
                assertThat(next.address()).isNotEqualTo(taken);
            }
            assertThatIOException().isThrownBy(() -> PortClaim.exactlyTcp(taken));
        }
    }

    @Test
    void findsAnyPortForPortZero() throws Exception {
        try (PortClaim any = PortClaim.exactlyTcp(new InetSocketAddress(LOOPBACK, 0))) {
            assertThat(any.address().getPort()).isPositive();
        }
    }
}
