// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestSocketTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1", "0.0.0.0, ::1"})
    void carriesPacketsBothWaysWithAllThatTheKernelKnows(String listen, String connect) throws IOException {
        try (TestSocket server = TestSocket.listen(new InetSocketAddress(listen, 0));
                TestSocket client = TestSocket.connect(
                        new InetSocketAddress(connect, server.localAddress().getPort()), 46)) {
            untilTheKernelStamps(server, client);
            client.outgoing().putLong(0, 0x1122334455667788L);
            int requestId = client.send(100);
            Arrival request = awaitArrival(server);

            assertThat(request.lengthBytes()).isEqualTo(100);
            assertThat(request.payload().getLong(0)).isEqualTo(0x1122334455667788L);
            assertThat(request.peerPort()).isEqualTo(client.localAddress().getPort());
            assertThat(request.hopLimit()).isEqualTo(255);
            assertThat(request.dscp()).isEqualTo(46);
            long t1Ns = awaitStamp(client, requestId);
            assertThat(request.kernelNs()).isBetween(t1Ns, t1Ns + SECOND_NS);

            int replyId = server.reply(request, true);
            Arrival reply = awaitArrival(client);

            assertThat(reply.lengthBytes()).isEqualTo(100);
            assertThat(reply.hopLimit()).isEqualTo(255);
            assertThat(reply.dscp()).isEqualTo(46);
            assertThat(reply.kernelNs()).isGreaterThanOrEqualTo(awaitStamp(server, replyId));
        }
    }

    @Test
    void stampsAreNumberedInTheOrderOfSending() throws IOException {
        try (TestSocket server = TestSocket.listen(ANY_PORT);
                TestSocket client = TestSocket.connect(server.localAddress(), 0)) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(44)).isEqualTo(i);
            }

            long lastNs = 0;
            for (int i = 0; i < 5; i++) {
                long stampNs = awaitStamp(client, i);
                assertThat(stampNs).isGreaterThan(lastNs);
                lastNs = stampNs;
            }
        }
    }

    @Test
    void repliesAreStampedOnlyWhenAskedFor() throws IOException {
        try (TestSocket server = TestSocket.listen(ANY_PORT);
                TestSocket client = TestSocket.connect(server.localAddress(), 0)) {
            client.send(44);
            server.reply(awaitArrival(server), false);
            awaitArrival(client);

            assertThat(server.nextNotice()).isNull();
        }
    }

    @Test
    void stampsStillMatchAfterTheNetworkRefusedPackets() throws IOException {
        InetSocketAddress address;
        try (TestSocket closed = TestSocket.listen(ANY_PORT)) {
            address = closed.localAddress();
        }
        try (TestSocket client = TestSocket.connect(address, 0)) {
            client.send(44);
            // Its refusal is pending and eats the next send once.
            int id = client.send(44);
            assertThat(id).isEqualTo(1);

            boolean refused = false;
            boolean stamped = false;
            for (Notice notice = client.nextNotice(); notice != null; notice = client.nextNotice()) {
                refused |= notice.isRefusal();
                stamped |= notice.isStamp() && notice.stampId() == id;
            }
            assertThat(refused).isTrue();
            assertThat(stamped).isTrue();
        }
    }

    @Test
    void isDeafToStrangersOnceConnected() throws IOException {
        try (TestSocket server = TestSocket.listen(ANY_PORT);
                TestSocket client = TestSocket.connect(server.localAddress(), 0);
                TestSocket stranger = TestSocket.connect(client.localAddress(), 0)) {
            stranger.send(44);
            client.await(50_000_000);

            assertThat(client.receive()).isNull();
        }
    }

    @Test
    void waitsAsLongAsItIsTold() throws IOException {
        try (TestSocket server = TestSocket.listen(ANY_PORT)) {
            long startNs = System.nanoTime();

            server.await(30_000_000);

            assertThat(System.nanoTime() - startNs).isBetween(30_000_000L, SECOND_NS);
        }
    }

    @Test
    @Timeout(5)
    void isWokenByAnotherThread() throws Exception {
        try (TestSocket server = TestSocket.listen(new InetSocketAddress("::", 0))) {
            Thread waker = Thread.ofPlatform().start(server::wake);

            server.await(TimeUnit.SECONDS.toNanos(60));

            waker.join();
        }
    }

    @Test
    void itsClockIsTheSystems() throws IOException {
        try (TestSocket server = TestSocket.listen(ANY_PORT)) {
            assertThat(server.clock().nowNs() / 1_000_000).isCloseTo(System.currentTimeMillis(), within(1_000L));
        }
    }

    @Test
    void saysHowToGetALowPort() throws IOException {
        assertThat(LinuxSockets.bindFailure(new InetSocketAddress("0.0.0.0", 862), Errno.EACCES))
                .hasMessage("cannot listen on udp 0.0.0.0:862: this user may not open ports below 1024; run as root or"
                        + " with CAP_NET_BIND_SERVICE, or `sysctl net.ipv4.ip_unprivileged_port_start=862`, or choose"
                        + " a port above 1023");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 22, 90, 97, 98, 99, 100, 101, 105, 111, 112, 113, 71, 5})
    void everyErrorHasWords(int errno) {
        assertThat(Errno.words(errno)).isNotBlank();
    }

    @Test
    void refusesAPacketThatIsLongerThanTheWay() throws IOException {
        try (TestSocket client = TestSocket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), 63)) {
            assertThatThrownBy(() -> client.send(70_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("choose a smaller size");
        }
    }

    /** The kernel begins to stamp a moment after the first socket asked for it. */
    private static void untilTheKernelStamps(TestSocket server, TestSocket client) throws IOException {
        for (int i = 0; i < 1_000; i++) {
            int id = client.send(44);
            boolean stamped = awaitArrival(server).kernelNs() != Arrival.UNKNOWN;
            awaitStamp(client, id);
            if (stamped) {
                return;
            }
            client.await(1_000_000);
        }
        throw new AssertionError("no receive stamp within a second");
    }

    private static Arrival awaitArrival(TestSocket socket) throws IOException {
        Arrival arrival = socket.receive();
        for (int i = 0; arrival == null && i < 100; i++) {
            socket.await(10_000_000);
            arrival = socket.receive();
        }
        return Objects.requireNonNull(arrival, "nothing arrived within a second");
    }

    private static long awaitStamp(TestSocket socket, int id) throws IOException {
        for (int i = 0; i < 100; i++) {
            Notice notice = socket.nextNotice();
            if (notice != null && notice.isStamp() && notice.stampId() == id) {
                return notice.kernelNs();
            }
            if (notice == null) {
                socket.await(10_000_000);
            }
        }
        throw new AssertionError("no transmit stamp within a second");
    }
}
