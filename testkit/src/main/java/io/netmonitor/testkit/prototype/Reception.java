// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes the test packets of one session, and answers those of a Basic one. Its methods are safe for many threads. */
final class Reception {
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final int MAX_PACKET_BYTES = 65_507;
    private static final int POLL_MS = 20;
    private static final long DRAIN_NS = 1_000_000_000;
    private static final byte[] NO_REPLY = {1, 2, 3};

    /** A test packet and when it came. */
    record Arrival(TestPacket packet, long atUs) {}

    private final DatagramSocket socket;
    private final TaskMeta task;
    private final ServerFaults faults;
    private final List<TestPacket> packets = new ArrayList<>();
    private final List<Arrival> train = new ArrayList<>();
    private int shortest = Integer.MAX_VALUE;
    private int longest;
    private int foreign;
    private int numbered;
    private int replies;
    private @Nullable SocketAddress lastOfTrain;

    Reception(DatagramSocket socket, TaskMeta task, ServerFaults faults) throws SocketException {
        this.socket = socket;
        this.task = task;
        this.faults = faults;
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(POLL_MS);
    }

    /** Until then, or until the socket is closed. */
    void run(long untilNano) throws IOException {
        run(untilNano, () -> false);
    }

    /** Until so many came, lost ones among them. */
    void awaitLate(int probes, long untilNano) throws IOException {
        run(untilNano, () -> numbered() >= probes);
    }

    private void run(long untilNano, BooleanSupplier enough) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        while (System.nanoTime() - untilNano < 0 && !socket.isClosed() && !enough.getAsBoolean()) {
            try {
                datagram.setLength(MAX_PACKET_BYTES);
                socket.receive(datagram);
                take(datagram, Structure.nowUs());
            } catch (SocketTimeoutException e) {
                // A look at the time, no more.
            } catch (SocketException e) {
                if (!socket.isClosed()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Waits until all that had come when this was called is taken: the client's word of its train overtakes the train where the
     * thread that takes it is held up. A packet from here is the last in the queue; what the queue has no room for is waited for at
     * most a second.
     */
    synchronized void drain() throws IOException, InterruptedException {
        InetSocketAddress here = (InetSocketAddress) socket.getLocalSocketAddress();
        try (DatagramSocket marker = new DatagramSocket(new InetSocketAddress(here.getAddress(), 0))) {
            lastOfTrain = marker.getLocalSocketAddress();
            marker.send(new DatagramPacket(new byte[0], 0, here));
            long untilNano = System.nanoTime() + DRAIN_NS;
            while (lastOfTrain != null && System.nanoTime() - untilNano < 0) {
                TimeUnit.NANOSECONDS.timedWait(this, untilNano - System.nanoTime());
            }
            lastOfTrain = null;
        }
    }

    private synchronized void take(DatagramPacket datagram, long atUs) throws IOException {
        if (datagram.getSocketAddress().equals(lastOfTrain)) {
            lastOfTrain = null;
            notifyAll();
            return;
        }
        byte[] octets = Arrays.copyOf(datagram.getData(), datagram.getLength());
        if (octets.length < TestPacket.BYTES || TestPacket.of(octets).id() != task.id()) {
            foreign++;
            return;
        }
        TestPacket packet = TestPacket.of(octets);
        int number = numbered++;
        packets.add(packet);
        shortest = Math.min(shortest, octets.length);
        longest = Math.max(longest, octets.length);
        if (faults.lost.test(number)) {
            return;
        }
        for (int copy = 0; copy < (faults.doubled.test(number) ? 2 : 1); copy++) {
            train.add(new Arrival(packet, atUs));
            if (task.mode() == TaskMeta.BASIC) {
                answer(packet, atUs, datagram.getSocketAddress());
            }
        }
    }

    private void answer(TestPacket packet, long atUs, SocketAddress client) throws IOException {
        int number = replies++;
        Reply reply = new Reply(packet.id(), packet.sendTimeUs(), packet.sequence(), number + 1, atUs);
        byte[] octets = faults.reply.apply(reply).bytes();
        if (faults.cutReplies.test(number)) {
            octets = Arrays.copyOf(octets, Reply.BYTES - 1);
        }
        if (!faults.lostReplies.test(number)) {
            send(octets, client);
        }
        if (faults.doubledReplies.test(number)) {
            send(octets, client);
        }
        if (faults.foreignReplies) {
            send(new Reply(packet.id() + 1, packet.sendTimeUs(), packet.sequence(), number + 1, atUs).bytes(), client);
            send(NO_REPLY, client);
        }
    }

    private void send(byte[] octets, SocketAddress client) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, client));
    }

    private synchronized int numbered() {
        return numbered;
    }

    synchronized int arrived() {
        return train.size();
    }

    /** What comes from now on is another train; told of it or not, for the client's word may come late to its reader. */
    synchronized TrainResult endTrain(SendMeta sent) {
        TrainResult result = result(sent);
        train.clear();
        return result;
    }

    /** As the prototype computes it, except that a train of nothing is no crash. */
    private TrainResult result(SendMeta sent) {
        if (train.isEmpty()) {
            return new TrainResult(0, 0, 0, 1, 0, 0);
        }
        long first = train.getFirst().atUs();
        long last = train.getLast().atUs();
        long within = train.stream()
                .filter(a -> a.atUs() - first <= sent.durationUs())
                .count();
        return new TrainResult(
                (int) train.stream().mapToLong(Reception::owdUs).average().orElseThrow(),
                jitterUs(),
                train.size(),
                1 - (float) train.size() / sent.probes(),
                rateBps(train.size(), sent.packetSize(), last - first),
                rateBps(within, sent.packetSize(), sent.durationUs()));
    }

    private static long owdUs(Arrival arrival) {
        return arrival.atUs() - arrival.packet().sendTimeUs();
    }

    private static float rateBps(long packets, int bytes, long us) {
        return packets * bytes * 8e6f / us;
    }

    /** RFC 1889's running estimate, seeded with the first difference. */
    private float jitterUs() {
        double jitter = 0;
        for (int i = 1; i < train.size(); i++) {
            double difference = Math.abs(owdUs(train.get(i)) - owdUs(train.get(i - 1)));
            jitter = i == 1 ? difference : jitter + (difference - jitter) / 16;
        }
        return (float) jitter;
    }

    synchronized Served served(List<SendMeta> trains, boolean ended, String ending) {
        return new Served(task, packets, longest == 0 ? 0 : shortest, longest, foreign, trains, ended, ending);
    }
}
