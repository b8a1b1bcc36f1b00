// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends trains within budget and time, and keeps what came of them. Used by one thread. */
final class TrainLog {
    /** Longest measurement: a node has a slot of five seconds for it. */
    private static final long LONGEST_NS = 4_000_000_000L;

    private static final int MOST_TRAINS = 60;
    /** What the protocol waits before it asks for a result. */
    private static final long REST_NS = 10_000_000;
    /** A host that is busy may need longer to let packets through; then they are late and not lost. */
    private static final long MOST_REST_NS = 40_000_000;

    private static final double SOME_LOST = 0.02;

    private static final long LONGEST_DRAIN_NS = 500_000_000;
    private static final int MOST_IN_ROW = 3;

    private final TrainExchange exchange;
    private final BandwidthOrder order;
    private final Consumer<BandwidthRun.Train> listener;
    private final List<TrainReading> trains = new ArrayList<>();
    private final long beganNs = System.nanoTime();
    private long sentBytes;
    private long plannedNs;
    private long restNs = REST_NS;
    private int lostInRow;
    private int odd;
    private int slow;

    TrainLog(TrainExchange exchange, BandwidthOrder order, Consumer<BandwidthRun.Train> listener) {
        this.exchange = exchange;
        this.order = order;
        this.listener = listener;
    }

    /**
     * Sends a train.
     *
     * @param queueNs how long its queue is expected to drain behind it
     * @return null when budget or time is spent
     */
    @Nullable
    TrainReading send(int burst, int paced, double rateBps, double countedNs, double queueNs)
            throws IOException, InterruptedException {
        TrainOrder next = new TrainOrder(trains.size(), burst, paced, rateBps, order.lengthBytes());
        long bytes = (long) next.packets() * next.packetBytes();
        long usedNs = Math.max(plannedNs, System.nanoTime() - beganNs);
        boolean spent = sentBytes + bytes > order.maxBytes()
                || usedNs + next.pacedNs() > LONGEST_NS
                || trains.size() == MOST_TRAINS;
        if (spent) {
            return null;
        }
        drain();
        sentBytes += bytes;
        plannedNs += (long) (next.pacedNs() + queueNs) + restNs;
        TrainReading reading =
                exchange.send(next, (long) countedNs, restNs + (long) Math.min(queueNs, LONGEST_DRAIN_NS));
        trains.add(reading);
        judge(reading);
        listener.accept(reading.train(isUsable(reading)));
        return reading;
    }

    /** What has not come yet may be on its way still, and would be taken for the next train's. */
    private void drain() throws InterruptedException {
        TrainReading last = trains.isEmpty() ? null : trains.getLast();
        if (last == null || last.arrived() == last.sent()) {
            return;
        }
        double missingBits = (last.sent() - last.arrived()) * last.bits();
        double ns = last.roughBps() > 0 ? missingBits * 1e9 / last.roughBps() : LONGEST_DRAIN_NS;
        long drainNs = (long) Math.min(ns, LONGEST_DRAIN_NS);
        plannedNs += drainNs;
        exchange.rest(drainNs);
    }

    private void judge(TrainReading reading) {
        lostInRow = reading.arrived() == 0 ? lostInRow + 1 : 0;
        restNs = reading.loss() > SOME_LOST ? Math.min(2 * restNs, MOST_REST_NS) : restNs;
        odd += reading.isSane() ? 0 : 1;
        slow += reading.isWhole() ? 0 : 1;
    }

    /** Whether a train may be believed. */
    static boolean isUsable(TrainReading reading) {
        return reading.arrived() > 1 && reading.isSane() && reading.isWhole();
    }

    /** Why it is no use to go on, if it is not. */
    @Nullable
    BandwidthAnswer end() {
        if (lostInRow == MOST_IN_ROW) {
            return BandwidthAnswer.without(
                    Outcome.LOST,
                    "packets of the trains did not arrive; does every firewall on the way let UDP through?",
                    trains);
        }
        if (odd >= MOST_IN_ROW && 2 * odd > trains.size()) {
            return BandwidthAnswer.without(
                    Outcome.FAILED, "the server tells of trains that came faster than they were sent", trains);
        }
        return null;
    }

    /** How many trains this host did not send as they were asked for. */
    int slow() {
        return slow;
    }

    List<TrainReading> trains() {
        return trains;
    }

    /** The fastest that anything sane came; 0 when nothing did. */
    double fastestBps() {
        return trains.stream()
                .filter(train -> train.arrived() > 1 && train.isSane())
                .mapToDouble(train -> Math.min(train.receivedBps(), fastest(train)))
                .max()
                .orElse(0);
    }

    private static double fastest(TrainReading train) {
        return train.order().burstPackets() > 0 ? Double.MAX_VALUE : train.sentBps();
    }
}
