// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every network's sockets do, whatever the system gives. */
abstract class TestNetworkContract {
    /** Nothing takes so long, even on a host that is held up. */
    static final long PATIENCE_NS = 10_000_000_000L;

    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private final List<AutoCloseable> open = new ArrayList<>();

    abstract TestNetwork network();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    final TestSocket listen(InetSocketAddress address) throws IOException {
        return kept(network().listen(address));
    }

    final TestSocket open(SourcePort port) throws IOException {
        return kept(network().open(port));
    }

    final <T extends AutoCloseable> T kept(T each) {
        open.add(each);
        return each;
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1", "0.0.0.0, ::1"})
    void carriesPacketsThereAndBack(String listen, String to) throws IOException {
        TestSocket server = listen(new InetSocketAddress(listen, 0));
        InetAddress destination = InetAddress.ofLiteral(to);
        TestSocket client = open(SourcePort.any(destination instanceof Inet6Address));
        OutgoingPacket packet = new OutgoingPacket(
                new InetSocketAddress(destination, server.localAddress().getPort()), 100);
        packet.buffer().putLong(0, 0x1122334455667788L);

        client.queue(packet, 100);
        client.flush();
        Arrival request = awaitArrival(server);

        assertThat(request.lengthBytes()).isEqualTo(100);
        assertThat(request.truncated()).isFalse();
        assertThat(request.payload().getLong(0)).isEqualTo(0x1122334455667788L);
        assertThat(request.peer().port()).isEqualTo(client.localAddress().getPort());

        request.payload().putLong(8, 99);
        server.queueReply(request, 0, false);
        server.flush();
        Arrival reply = awaitArrival(client);

        assertThat(reply.lengthBytes()).isEqualTo(100);
        assertThat(reply.payload().getLong(8)).isEqualTo(99);
        Peer wanted =
                Peer.of(new InetSocketAddress(destination, server.localAddress().getPort()));
        assertThat(reply.peer().high()).isEqualTo(wanted.high());
        assertThat(reply.peer().low()).isEqualTo(wanted.low());
        assertThat(reply.peer().port()).isEqualTo(wanted.port());
    }

    @Test
    void aReplyMayBeLongerThanWhatItAnswers() throws IOException {
        TestSocket server = kept(network().listenForTrains(ANY_PORT));
        TestSocket client = open(SourcePort.any(false));
        client.queue(new OutgoingPacket(server.localAddress(), 24), 24);
        client.flush();
        Arrival request = awaitArrival(server);

        request.payload().putLong(24, 77);
        server.queueReply(request, 32, 0, false);
        server.flush();

        Arrival reply = awaitArrival(client);
        assertThat(reply.lengthBytes()).isEqualTo(32);
        assertThat(reply.payload().getLong(24)).isEqualTo(77);
    }

    @Test
    void aBatchArrivesInOrderAndWhole() throws IOException {
        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(SourcePort.any(false));
        for (int i = 0; i < TestSocket.BATCH; i++) {
            OutgoingPacket packet = new OutgoingPacket(server.localAddress(), 44);
            packet.buffer().putInt(0, i);
            assertThat(client.queue(packet, 44)).isEqualTo(i);
        }

        client.flush();

        assertThat(client.queued()).isZero();
        for (int i = 0; i < TestSocket.BATCH; i++) {
            assertThat(client.stampId(i)).isNotIn(TestSocket.DROPPED, TestSocket.FAILED);
            assertThat(client.failure(i)).isNull();
        }
        List<Integer> arrived = new ArrayList<>();
        try (Waiter waiter = network().waiter()) {
            waiter.add(server);
            for (int tries = 0; tries < 1_000 && arrived.size() < TestSocket.BATCH; tries++) {
                int received = server.receive();
                for (int i = 0; i < received; i++) {
                    arrived.add(server.arrival(i).payload().getInt(0));
                }
                waiter.await(received == 0 ? 10_000_000 : 0, true);
            }
            waiter.remove(server);
        }
        assertThat(arrived).hasSize(TestSocket.BATCH).isSorted();
    }

    @Test
    void saysThatAPacketIsTooLong() throws IOException {
        TestSocket server = listen(ANY_PORT);
        try (java.net.DatagramSocket giant = new java.net.DatagramSocket()) {
            byte[] octets = new byte[TestSocket.MAX_PAYLOAD_BYTES + 1];
            giant.send(new java.net.DatagramPacket(octets, octets.length, server.localAddress()));
        }

        Arrival arrival = awaitArrival(server);

        assertThat(arrival.truncated()).isTrue();
        assertThat(arrival.lengthBytes()).isEqualTo(TestSocket.MAX_PAYLOAD_BYTES);
    }

    @Test
    void waitsAsLongAsItIsTold() throws IOException {
        try (Waiter waiter = network().waiter()) {
            long startNs = System.nanoTime();

            waiter.await(30_000_000, true);

            assertThat(System.nanoTime() - startNs).isBetween(29_000_000L, PATIENCE_NS);
        }
    }

    @Test
    @Timeout(50)
    void isWokenByAnotherThread() throws Exception {
        try (Waiter waiter = network().waiter()) {
            Thread waker = Thread.ofPlatform().start(waiter::wake);

            waiter.await(TimeUnit.SECONDS.toNanos(60), false);

            waker.join();
        }
    }

    @Test
    @Timeout(50)
    void aWakeBeforeTheWaitCounts() throws Exception {
        try (Waiter waiter = network().waiter()) {
            waiter.wake();

            waiter.await(TimeUnit.SECONDS.toNanos(60), true);
        }
    }

    final Arrival awaitArrival(TestSocket socket) throws IOException {
        try (Waiter waiter = network().waiter()) {
            waiter.add(socket);
            for (int i = 0; i < 1_000; i++) {
                if (socket.receive() > 0) {
                    waiter.remove(socket);
                    return socket.arrival(0);
                }
                waiter.await(10_000_000, true);
            }
        }
        throw new AssertionError("nothing arrived within ten seconds");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1"})
    void trainsArriveWithTheBeginningOfEachPacket(String listen, String to) throws IOException {
        TrainSocket far = kept(network().trains(new InetSocketAddress(listen, 0)));
        InetAddress destination = InetAddress.ofLiteral(to);
        InetAddress any = InetAddress.ofLiteral(destination instanceof Inet6Address ? "::" : "0.0.0.0");
        TrainSocket near = kept(network().trains(new InetSocketAddress(any, 0)));
        near.aim(new InetSocketAddress(destination, far.localAddress().getPort()), 1_392);
        int packets = 2 * near.maxGroup() + 1;
        awaitStamps(near, far);

        for (int sent = 0; sent < packets; ) {
            int group = Math.min(near.maxGroup(), packets - sent);
            for (int i = 0; i < group; i++) {
                near.header(i).putInt(0, sent + i);
            }
            sent += near.send(group);
        }

        assertThat(beginnings(far, packets))
                .containsExactlyElementsOf(IntStream.range(0, packets).boxed().toList());
    }

    @Test
    void aTrainGoesBackToWhereAPacketCameFrom() throws IOException {
        TrainSocket far = kept(network().trains(new InetSocketAddress("::", 0)));
        TrainSocket near = kept(network().trains(ANY_PORT));
        near.aim(new InetSocketAddress(ANY_PORT.getAddress(), far.localAddress().getPort()), 64);
        int _ = near.send(1);
        assertThat(far.await(PATIENCE_NS)).isTrue();
        assertThat(far.receive()).isEqualTo(1);

        far.aimBack(far.arrival(0), 200);
        far.header(0).putInt(0, 77);
        int _ = far.send(1);

        assertThat(beginnings(near, 1)).containsExactly(77);
        assertThat(near.arrival(0).lengthBytes()).isEqualTo(200);
    }

    /** A kernel that nobody asked for stamps before takes a moment until it takes them. */
    private static void awaitStamps(TrainSocket from, TrainSocket to) {
        await().until(() -> {
            int _ = from.send(1);
            assertThat(to.await(PATIENCE_NS)).isTrue();
            assertThat(to.receive()).isEqualTo(1);
            return to.arrival(0).kernelNs() != Arrival.UNKNOWN;
        });
    }

    /** The first four octets of so many packets, all of which the kernel or the reader stamped. */
    private static List<Integer> beginnings(TrainSocket socket, int packets) throws IOException {
        List<Integer> beginnings = new ArrayList<>();
        while (beginnings.size() < packets && socket.await(PATIENCE_NS)) {
            int received = socket.receive();
            for (int i = 0; i < received; i++) {
                assertThat(socket.arrival(i).kernelNs()).isNotEqualTo(Arrival.UNKNOWN);
                beginnings.add(socket.arrival(i).payload().getInt(0));
            }
        }
        return beginnings;
    }
}
