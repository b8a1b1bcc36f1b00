// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Peer;
import io.netmonitor.probe.socket.SystemTime;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One client's measurement at the answering side, from {@code accept} to its end. Used by one thread. */
final class ServerConnection {
    static final int MAX_PROBES = 1_000;

    private static final Duration ORDER_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LONGEST_BANDWIDTH = Duration.ofMinutes(2);
    private static final int MAX_DURATION_US = 10_000_000;
    private static final int MAX_PACKET_BYTES = 65_535;
    private static final long LOOK_PATIENCE_NS = 500_000_000;

    private final ControlLine line;
    private final Peer client;
    private final ProbeLoop loop;
    private final ServerCounters counters;

    ServerConnection(ControlLine line, Peer client, ProbeLoop loop, ServerCounters counters) {
        this.line = line;
        this.client = client;
        this.loop = loop;
        this.counters = counters;
    }

    /** Serves until the client has what it wants, leaves or misbehaves; what went wrong is counted. */
    void run() throws InterruptedException {
        try {
            Drop drop = serve();
            if (drop != null) {
                counters.drop(drop);
            }
        } catch (SocketTimeoutException e) {
            counters.drop(Drop.SILENT);
        } catch (IOException e) {
            counters.drop(Drop.CUT);
        }
    }

    private @Nullable Drop serve() throws IOException, InterruptedException {
        line.send(Words.ACCEPT.octets());
        long acceptedNs = System.nanoTime();
        TaskMeta task = TaskMeta.read(line.read(TaskMeta.BYTES, ORDER_PATIENCE));
        Duration roundTrip = Duration.ofNanos(System.nanoTime() - acceptedNs);
        return switch (task.mode()) {
            case TaskMeta.BASIC -> basic(task, shorter(roundTrip, LONGEST_ROUND_TRIP));
            case TaskMeta.AVAILABLE_BANDWIDTH -> bandwidth(task);
            default -> Drop.BAD_ORDER;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private @Nullable Drop basic(TaskMeta task, Duration roundTrip) throws IOException, InterruptedException {
        boolean sane =
                task.probes() >= 1 && task.probes() <= MAX_PROBES && task.durationUs() >= 0 && task.intervalUs() >= 0;
        if (!sane) {
            return Drop.BAD_ORDER;
        }
        ServedBasic session = new ServedBasic(task.id(), client, task.probes());
        if (!loop.add(session)) {
            return Drop.SAME_ID;
        }
        try {
            line.send(Words.GO.octets());
            Duration probing = Duration.ofNanos(task.durationUs() * 1_000L);
            if (leavesWithin(probing.plus(roundTrip).plus(GRACE))) {
                return Drop.CUT;
            }
            loop.awaitLook(LOOK_PATIENCE_NS);
            line.send(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(session.arrived())
                    .array());
            counters.servedBasic();
            return null;
        } finally {
            loop.remove(session);
        }
    }

    /** Waits; a client has nothing to say meanwhile, so one that does is as good as gone. */
    private boolean leavesWithin(Duration time) throws IOException {
        try {
            line.readSome(1, time);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private @Nullable Drop bandwidth(TaskMeta task) throws IOException, InterruptedException {
        ServedBandwidth session = new ServedBandwidth(task.id(), client);
        if (!loop.add(session)) {
            return Drop.SAME_ID;
        }
        try {
            line.send(Words.GO.octets());
            long endNs = System.nanoTime() + LONGEST_BANDWIDTH.toNanos();
            SystemTime time = new SystemTime();
            while (System.nanoTime() < endNs) {
                if (!wantsTrain()) {
                    counters.servedBandwidth();
                    return null;
                }
                session.begin();
                SendMeta sent = SendMeta.read(line.read(SendMeta.BYTES, IDLE));
                if (!isSane(sent)) {
                    return Drop.BAD_ORDER;
                }
                loop.awaitLook(LOOK_PATIENCE_NS);
                TrainArrivals arrivals = session.arrivals();
                session.end(time.nowNs());
                line.send(arrivals.result(sent).octets());
            }
            return Drop.TOO_SLOW;
        } finally {
            loop.remove(session);
        }
    }

    /** Reads {@code measure}, or {@code end}, or the end of the connection. */
    private boolean wantsTrain() throws IOException {
        byte[] first;
        try {
            first = line.read(Words.END.bytes(), IDLE);
        } catch (EOFException e) {
            return false;
        }
        if (Words.END.begin(first)) {
            return false;
        }
        byte[] word = ByteBuffer.allocate(Words.MEASURE.bytes())
                .put(first)
                .put(line.read(Words.MEASURE.bytes() - first.length, IDLE))
                .array();
        if (!Words.MEASURE.begin(word)) {
            throw new IOException("the client said something else than " + Words.MEASURE);
        }
        return true;
    }

    private static boolean isSane(SendMeta sent) {
        return sent.probes() >= 0
                && sent.probes() <= ServedBandwidth.MAX_PACKETS
                && sent.packetBytes() >= 0
                && sent.packetBytes() <= MAX_PACKET_BYTES
                && sent.durationUs() >= 0
                && sent.durationUs() <= MAX_DURATION_US;
    }
}
