// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.core.statistics.Student;
import java.util.ArrayList;
import java.util.List;

/**
 * All readings of a measurement together. Used by one thread.
 *
 * <p>The capacity comes from the bursts and depends a little on what is available, since cross traffic comes in between a burst's
 * packets; that in turn comes from the capacity. Near the truth both hardly move, so three rounds find it.
 */
final class Balance {
    private static final int ROUNDS = 3;
    /** The interval is never narrower: what stamps and the link's own clockwork are uncertain by. */
    private static final double LEAST_HALF = 0.005;
    /** Below this share of the capacity there is cross traffic, which comes in whole packets. */
    private static final double SOME_CROSS = 0.97;
    /** Twice the standard deviation of how many packets more or fewer than their rate says come in a train. */
    private static final double WHOLE_PACKETS = 0.82;
    /** How far the capacity can be off, as a share. */
    private static final double CAPACITY_ERROR = 0.003;

    private final double bitsPerPacket;
    private final List<BurstReading> bursts = new ArrayList<>();
    private final List<PacedReading> readings = new ArrayList<>();
    private double knownBps;
    private double capacityBps;
    private double availableBps;

    Balance(double bitsPerPacket) {
        this.bitsPerPacket = bitsPerPacket;
    }

    /** Starts from what is known of the path; bursts that tell more take its place. */
    void know(double capacity, double available) {
        knownBps = capacity;
        capacityBps = capacity;
        availableBps = available;
    }

    void add(BurstReading burst) {
        if (burst.tellsCapacity()) {
            bursts.add(burst);
            solve();
        }
    }

    void add(PacedReading reading) {
        if (reading.inNs() > 0) {
            readings.add(reading);
            solve();
        }
    }

    boolean knowsCapacity() {
        return capacityBps > 0;
    }

    double capacityBps() {
        return capacityBps;
    }

    /** How many trains are counted. */
    int trains() {
        return readings.size();
    }

    /** For how long the queue was held, all trains. */
    double heldNs() {
        return readings.stream().mapToDouble(PacedReading::inNs).sum();
    }

    /** Mean of all trains, each counting by its length; what was known when there are none. Within 0 and 1.05 of the capacity. */
    double availableBps() {
        return Math.clamp(availableBps, 0, 1.05 * capacityBps);
    }

    /** Half of the 95 % interval of the mean. */
    double halfBps() {
        int n = readings.size();
        double value = availableBps();
        if (n < 2) {
            return value / 2;
        }
        double total = heldNs();
        double squares = 0;
        double weights = 0;
        for (PacedReading reading : readings) {
            double weight = reading.inNs() / total;
            double off = reading.availableBps(capacityBps) - availableBps;
            squares += weight * off * off;
            weights += weight * weight;
        }
        double error = Math.sqrt(squares * weights / (1 - weights));
        double effective = 1 / weights;
        double random = Student.t95(effective - 1) * error;
        double systematic = CAPACITY_ERROR * Math.abs(meanSentBps() - value);
        double whole =
                value < SOME_CROSS * capacityBps ? WHOLE_PACKETS * Math.sqrt(n) * bitsPerPacket * 1e9 / total : 0;
        return Math.max(LEAST_HALF * value, Math.hypot(Math.hypot(random, systematic), whole));
    }

    private double meanSentBps() {
        double bits = readings.stream().mapToDouble(PacedReading::bits).sum();
        return bits * 1e9 / heldNs();
    }

    private void solve() {
        for (int round = 0; round < ROUNDS; round++) {
            if (!bursts.isEmpty()) {
                double[] each = bursts.stream()
                        .mapToDouble(burst -> burst.capacityBps(bitsPerPacket, knowsCapacity() ? availableBps : 0))
                        .sorted()
                        .toArray();
                capacityBps = (each[(each.length - 1) / 2] + each[each.length / 2]) / 2;
            } else {
                capacityBps = knownBps;
            }
            double total = heldNs();
            if (total > 0) {
                double sum = 0;
                for (PacedReading reading : readings) {
                    sum += reading.availableBps(capacityBps) * reading.inNs();
                }
                availableBps = sum / total;
            }
        }
    }
}
