// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Sends trains and keeps what all of them have in common: floor, octets sent, loss, queue, reports. Used by one thread. */
final class Log {
    private static final long FIRST_PATIENCE_NS = 400_000_000;
    private static final long LEAST_PATIENCE_NS = 20_000_000;
    private static final long LONGEST_REST_NS = 250_000_000;
    private static final long MARGIN_NS = 1_000_000;

    private final TrainPath path;
    private final int packetBytes;
    private final long maxBytes;
    private final Consumer<TrainReport> listener;
    private final List<TrainReport> reports = new ArrayList<>();
    private long floorNs = Long.MAX_VALUE;
    private long queueNs;
    private long sentPackets;
    private long overflows;
    private int number;

    Log(TrainPath path, Limits limits, Consumer<TrainReport> listener) {
        this.path = path;
        this.packetBytes = limits.packetBytes();
        this.maxBytes = limits.maxBytes();
        this.listener = listener;
    }

    /** Sends a train; numbers count up by themselves. */
    Train send(int burstPackets, int pacedPackets, double rateBps) throws IOException, InterruptedException {
        TrainOrder order = new TrainOrder(number++, burstPackets, pacedPackets, rateBps, packetBytes);
        // What is still under way has at most the queue ahead of it that packets met so far, and then some.
        long patienceNs = order.number() == 0 ? FIRST_PATIENCE_NS : LEAST_PATIENCE_NS + 2 * queueNs;
        Train train = path.send(order, patienceNs);
        if (train.sent() == 0) {
            throw new IOException("the sending host took none of a train's packets for its own queue was full; does its"
                    + " network interface work, and what else sends there?");
        }
        sentPackets += train.sent();
        overflows += train.overflows();
        floorNs = Math.min(floorNs, train.leastDelayNs());
        if (floorNs != Long.MAX_VALUE) {
            for (int i = 0; i < train.sent(); i++) {
                if (train.arrived(i)) {
                    queueNs = Math.max(queueNs, train.delayNs(i) - floorNs);
                }
            }
        }
        return train;
    }

    /** Waits until the train's queue has drained, which what is available does. */
    void drain(Train train, double availableShare) throws InterruptedException {
        long lastNs = 0;
        for (int i = train.sent() - 1; i >= 0 && lastNs == 0; i--) {
            lastNs = train.arrived(i) ? train.delayNs(i) - floorNs : 0;
        }
        long restNs = MARGIN_NS + (long) (lastNs / Math.clamp(availableShare, 0.05, 1));
        path.rest(Math.min(restNs, LONGEST_REST_NS));
    }

    void report(Train train, Kind kind) {
        report(new TrainReport(
                train.order().number(),
                kind,
                train.sent(),
                0,
                0,
                OptionalDouble.empty(),
                0,
                0,
                0,
                0,
                0,
                queueNs,
                train.sent() - train.arrived()));
    }

    void report(Train train, PacedReading reading, OptionalDouble availableBps) {
        report(new TrainReport(
                train.order().number(),
                Kind.TRAIN,
                train.sent(),
                train.order().rateBps(),
                reading.sentBps(),
                availableBps,
                availableBps.isPresent() ? reading.fromNs() : 0,
                availableBps.isPresent() ? reading.toNs() : 0,
                reading.waitedNs(),
                reading.outNs(),
                reading.held(),
                reading.queueNs(),
                train.sent() - train.arrived()));
    }

    private void report(TrainReport report) {
        reports.add(report);
        listener.accept(report);
    }

    List<TrainReport> reports() {
        return reports;
    }

    /** Delay of a packet that meets no queue: the least so far. */
    long floorNs() {
        return floorNs;
    }

    /** The longest that a packet waited so far. */
    long queueNs() {
        return queueNs;
    }

    /** Packets that the receiving host dropped so far. */
    long overflows() {
        return overflows;
    }

    /** How many packets the measurement may still send, at most a train's. */
    int leftPackets() {
        return (int) Math.min(TrainOrder.MAX_PACKETS, maxBytes / packetBytes - sentPackets);
    }

    int packetBytes() {
        return packetBytes;
    }

    /** IP octets sent so far. */
    long sentBytes() {
        return sentPackets * packetBytes;
    }
}
