// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinuxNetworkTest extends TestNetworkContract {
    private final Map<TestSocket, Map<Integer, Long>> seen = new HashMap<>();

    @Override
    TestNetwork network() {
        return new LinuxNetwork();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1"})
    void tellsAllThatTheKernelKnows(String listen, String to) throws IOException {
        TestSocket server = listen(new InetSocketAddress(listen, 0));
        InetAddress destination = InetAddress.ofLiteral(to);
        TestSocket client = open(new SourcePort(destination instanceof Inet6Address, 0, 0, 46, false, ""));
        OutgoingPacket packet = new OutgoingPacket(
                new InetSocketAddress(destination, server.localAddress().getPort()), 44);

        client.queue(packet, 44);
        client.flush();
        Arrival request = awaitArrival(server);

        assertThat(request.hopLimit()).isEqualTo(255);
        assertThat(request.dscp()).isEqualTo(46);
        long t1Ns = awaitStamp(client, client.stampId(0));
        assertThat(request.kernelNs()).isBetween(t1Ns, t1Ns + PATIENCE_NS);

        server.queueReply(request, 10, true);
        server.flush();
        Arrival reply = awaitArrival(client);

        assertThat(reply.hopLimit()).isEqualTo(255);
        assertThat(reply.dscp()).isEqualTo(10);
        assertThat(reply.kernelNs()).isGreaterThanOrEqualTo(awaitStamp(server, server.stampId(0)));
    }

    /** A kernel takes no stamps while nobody wants any, and begins to take them a moment after somebody does. */
    @Test
    void theFirstPacketIsStampedThoughNoSocketWasOpenForAWhile() throws IOException {
        network().listen(ANY_PORT).close();
        LockSupport.parkNanos(100_000_000);

        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(SourcePort.any(false));
        client.queue(new OutgoingPacket(server.localAddress(), 44), 44);
        client.flush();

        assertThat(awaitArrival(server).kernelNs()).isNotEqualTo(Arrival.UNKNOWN);
    }

    @Test
    void stampsAreNumberedInTheOrderOfSending() throws IOException {
        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(SourcePort.any(false));
        for (int i = 0; i < 5; i++) {
            client.queue(new OutgoingPacket(server.localAddress(), 44), 44);
        }
        client.flush();
        int[] ids = new int[5];
        for (int i = 0; i < 5; i++) {
            ids[i] = client.stampId(i);
        }

        long lastNs = 0;
        for (int i = 0; i < 5; i++) {
            assertThat(ids[i]).isEqualTo(i);
            long stampNs = stamps(client, i);
            assertThat(stampNs).isGreaterThan(lastNs);
            lastNs = stampNs;
        }
    }

    @Test
    void repliesAreStampedOnlyWhenAskedFor() throws IOException {
        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(SourcePort.any(false));
        client.queue(new OutgoingPacket(server.localAddress(), 44), 44);
        client.flush();

        server.queueReply(awaitArrival(server), 0, false);
        server.flush();
        awaitArrival(client);

        assertThat(server.stampId(0)).isEqualTo(TestSocket.UNSTAMPED);
        assertThat(server.readNotices()).isZero();
    }

    @Test
    void stampsStillMatchAfterTheNetworkRefusedPackets() throws IOException {
        InetSocketAddress address = FreePort.at(ANY_PORT.getAddress());
        TestSocket client = open(SourcePort.any(false));
        OutgoingPacket packet = new OutgoingPacket(address, 44);
        client.queue(packet, 44);
        client.flush();
        // Its refusal is pending and eats the next send once.
        client.queue(packet, 44);
        client.flush();
        int id = client.stampId(0);

        boolean refused = false;
        boolean stamped = false;
        int noticed = client.readNotices();
        for (int i = 0; i < noticed; i++) {
            Notice notice = client.notice(i);
            refused |= notice != null && notice.isRefusal() && notice.peer().port() == address.getPort();
            stamped |= notice != null && notice.isStamp() && notice.stampId() == id;
        }

        assertThat(id).isNotNegative();
        assertThat(refused).isTrue();
        assertThat(stamped).isTrue();
    }

    @Test
    void leavesByTheInterfaceItIsTold() throws IOException {
        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(new SourcePort(false, 0, 0, 0, false, "lo"));
        client.queue(new OutgoingPacket(server.localAddress(), 44), 44);
        client.flush();

        assertThat(awaitArrival(server).lengthBytes()).isEqualTo(44);
        assertThatThrownBy(() -> open(new SourcePort(false, 0, 0, 0, false, "none9")))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot send by network interface none9: there is no such network interface; `ip link`"
                        + " shows them");
    }

    @Test
    void leavesFromThePortItIsTold() throws IOException {
        TestSocket first = open(SourcePort.any(false));
        int port = first.localAddress().getPort();
        first.close();

        assertThat(open(new SourcePort(false, port, 0, 0, false, ""))
                        .localAddress()
                        .getPort())
                .isEqualTo(port);
        assertThatThrownBy(() -> open(new SourcePort(false, port, 0, 0, false, "")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot send from udp 0.0.0.0:" + port + ": another program has it");
    }

    @Test
    void itsClockIsTheSystems() {
        assertThat(new SystemTime().nowNs() / 1_000_000).isCloseTo(System.currentTimeMillis(), within(1_000L));
    }

    @Test
    void saysHowToGetALowPort() throws IOException {
        assertThat(LinuxNetwork.bindFailure("listen on", new InetSocketAddress("0.0.0.0", 862), Errno.EACCES))
                .hasMessage("cannot listen on udp 0.0.0.0:862: this user may not open ports below 1024; run as root or"
                        + " with CAP_NET_BIND_SERVICE, or `sysctl net.ipv4.ip_unprivileged_port_start=862`, or choose"
                        + " a port above 1023");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 19, 22, 90, 97, 98, 99, 100, 101, 105, 111, 112, 113, 71, 5})
    void everyErrorHasWords(int errno) {
        assertThat(Errno.words(errno)).isNotBlank();
    }

    @Test
    void closesTwiceWithoutHarm() throws IOException {
        TestSocket socket = open(SourcePort.any(true));

        socket.close();
        socket.close();
    }

    private long awaitStamp(TestSocket socket, int id) throws IOException {
        try (Waiter waiter = network().waiter()) {
            waiter.add(socket);
            for (int tries = 0; tries < 1_000; tries++) {
                long found = stamps(socket, id);
                if (found != Arrival.UNKNOWN) {
                    return found;
                }
                waiter.await(10_000_000, true);
            }
        }
        throw new AssertionError("no transmit stamp within ten seconds");
    }

    /** Stamps come in batches; those of the same socket that were read on the way are kept. */
    private long stamps(TestSocket socket, int id) throws IOException {
        Map<Integer, Long> known = seen.computeIfAbsent(socket, fresh -> new HashMap<>());
        int noticed = socket.readNotices();
        for (int i = 0; i < noticed; i++) {
            Notice notice = socket.notice(i);
            if (notice != null && notice.isStamp()) {
                known.put(notice.stampId(), notice.kernelNs());
            }
        }
        return known.getOrDefault(id, Arrival.UNKNOWN);
    }
}
