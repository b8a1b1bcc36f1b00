// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.NetworkErrorException;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.OutgoingPacket;
import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.ThreadUrgency;
import io.netmonitor.probe.socket.Waiter;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One Basic measurement from the call to its end. Used once, by one platform thread. */
final class BasicMeasurement {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** The prototype's server waits so long for stragglers. */
    private static final Duration GRACE = Duration.ofMillis(100);
    /** After the server's last word, for replies that it overtook. */
    private static final long STRAGGLERS_NS = 30_000_000;

    private static final long SPIN_NS = 60_000;
    private static final long READ_NS = 2_000_000;
    /** With less time than this to the next probe nobody reads. */
    private static final long LEAST_READ_NS = 300_000;

    private static final long TURN_NS = 50_000_000;

    private final TestNetwork network;
    private final InetSocketAddress server;
    private final Call call;
    private final BasicOrder order;
    private final long id;
    private final Tally tally;
    private final Map<Integer, Integer> indexOfStamp = new HashMap<>();
    private final SystemTime time = new SystemTime();
    private long lastReadNs;

    BasicMeasurement(TestNetwork network, InetSocketAddress server, Call call, BasicOrder order, long id) {
        this.network = network;
        this.server = server;
        this.call = call;
        this.order = order;
        this.id = id;
        this.tally = new Tally(id, order.count());
    }

    BasicRun run() throws IOException, InterruptedException {
        ThreadUrgency.raise();
        SourcePort port = SourcePort.any(server.getAddress() instanceof Inet6Address);
        // Opened first: the server's time runs from its leave to begin.
        try (TestSocket socket = network.open(port);
                Waiter waiter = network.waiter();
                call) {
            waiter.add(socket);
            try {
                return run(socket, waiter);
            } catch (IOException e) {
                throw call.explained(e);
            }
        }
    }

    private BasicRun run(TestSocket socket, Waiter waiter) throws IOException, InterruptedException {
        ControlLine line = call.enter();
        line.send(
                new TaskMeta(id, order.count(), order.durationUs(), (int) order.intervalUs(), TaskMeta.BASIC).octets());
        byte[] go = line.readSome(Words.GO.bytes(), PATIENCE);
        if (go.length == 0) {
            throw new EOFException("the server closed the connection instead of letting the client begin");
        }
        long startedNs = time.nowNs();
        long beganNs = System.nanoTime();
        Duration longest = Duration.ofNanos(order.durationUs() * 1_000L + call.roundTripNs())
                .plus(GRACE)
                .plus(PATIENCE);
        try (Verdict verdict = Verdict.await(line, go, longest, waiter::wake)) {
            send(socket, waiter, verdict, beganNs);
            awaitReplies(socket, waiter, verdict);
            return new BasicRun(
                    EpochNanos.toInstant(startedNs),
                    Duration.ofNanos(System.nanoTime() - beganNs),
                    tally.sent(),
                    arrived(verdict),
                    tally.forwardNs(),
                    tally.backwardNs(),
                    tally.roundTripNs());
        }
    }

    private void send(TestSocket socket, Waiter waiter, Verdict verdict, long beganNs)
            throws IOException, InterruptedException {
        OutgoingPacket packet = new OutgoingPacket(server, order.payloadBytes());
        for (int i = 0; i < order.count(); i++) {
            awaitInstant(beganNs + i * order.intervalUs() * 1_000, socket, waiter, verdict);
            long nowNs = time.nowNs();
            ProbePacket.write(packet.buffer(), id, nowNs / 1_000, i + 1);
            tally.sent(i, nowNs, nowNs / 1_000);
            int place = socket.queue(packet, order.payloadBytes());
            socket.flush();
            int stamp = socket.stampId(place);
            if (stamp >= 0) {
                indexOfStamp.put(stamp, i);
            }
            IOException failure = socket.failure(place);
            // What the network refuses is lost; what this host refuses it will refuse again.
            if (failure != null && !(failure instanceof NetworkErrorException)) {
                throw new PerfTraceException(Outcome.FAILED, String.valueOf(failure.getMessage()), failure);
            }
        }
    }

    private void awaitInstant(long atNs, TestSocket socket, Waiter waiter, Verdict verdict)
            throws IOException, InterruptedException {
        long leftNs = atNs - System.nanoTime();
        if (leftNs > LEAST_READ_NS || System.nanoTime() - lastReadNs > READ_NS) {
            read(socket);
            leftNs = atNs - System.nanoTime();
        }
        while (leftNs > SPIN_NS) {
            requireGoingOn(verdict);
            long waitNs = leftNs - SPIN_NS;
            // Linux lets a poll be late by a thousandth of its time, whatever the thread's timer slack.
            waiter.await(waitNs - waitNs / 1_000, !socket.hasKernelStamps());
            read(socket);
            leftNs = atNs - System.nanoTime();
        }
        while (atNs - System.nanoTime() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void requireGoingOn(Verdict verdict) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the measurement was given up");
        }
        if (verdict.isDone()) {
            throw new EOFException("the server ended the measurement before the last probe");
        }
    }

    private void awaitReplies(TestSocket socket, Waiter waiter, Verdict verdict)
            throws IOException, InterruptedException {
        read(socket);
        while (!verdict.isDone() || mayCome(verdict)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement was given up");
            }
            waiter.await(TURN_NS, true);
            read(socket);
        }
    }

    private boolean mayCome(Verdict verdict) {
        long untilNs = verdict.doneNs() + Math.min(call.roundTripNs(), PATIENCE.toNanos()) + STRAGGLERS_NS;
        return tally.returned() < tally.sent() && untilNs - System.nanoTime() > 0;
    }

    private void read(TestSocket socket) throws IOException {
        lastReadNs = System.nanoTime();
        int noticed = TestSocket.BATCH;
        while (noticed == TestSocket.BATCH) {
            noticed = socket.readNotices();
            for (int i = 0; i < noticed; i++) {
                Notice notice = socket.notice(i);
                Integer index = notice == null || !notice.isStamp() ? null : indexOfStamp.get(notice.stampId());
                if (notice != null && index != null && notice.kernelNs() != Arrival.UNKNOWN) {
                    tally.left(index, notice.kernelNs());
                }
            }
        }
        int received = TestSocket.BATCH;
        while (received == TestSocket.BATCH) {
            received = socket.receive();
            for (int i = 0; i < received; i++) {
                tally.take(socket.arrival(i), time.nowNs());
            }
        }
    }

    /** The server's word, as far as it can be true. */
    private int arrived(Verdict verdict) throws IOException {
        if (tally.returned() == 0 && tally.senseless() > 0) {
            throw new PerfTraceException(
                    Outcome.FAILED, call.where() + " answers with packets that make no sense: " + tally.senseless());
        }
        IOException failure = verdict.failure();
        if (failure == null) {
            return Math.clamp(verdict.arrived(), tally.returned(), tally.sent());
        }
        if (tally.returned() == tally.sent()) {
            return tally.sent();
        }
        throw failure;
    }
}
