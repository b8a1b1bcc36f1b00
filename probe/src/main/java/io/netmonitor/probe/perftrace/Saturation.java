// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.statistics.Student;
import java.util.ArrayList;
import java.util.List;

/**
 * What primed trains say together. While a train keeps the tight link's queue from running empty, it gets its share of the link: sent at R
 * beside cross traffic X it arrives at r = C · R / (R + X), so that A = C − X = R − C · (R / r − 1), and near R = A an error of the
 * capacity C hardly matters. Used by one thread.
 */
final class Saturation {
    private static final int ROUNDS = 3;
    /** A train slower than this share of the answer may have left the link idle, and would pull it down. */
    private static final double FAST_ENOUGH = 0.97;
    /** The interval is never narrower: the other end's stamps are not known. */
    private static final double LEAST_HALF = 0.01;
    /** Standard deviation of what lies evenly within half of something to both sides, as a share of that half. */
    private static final double EVEN = 0.58;

    private static final double MOST_OF_CAPACITY = 1.05;
    /** Less than this share of what came at too high a rate is not believed at first. */
    private static final double LEAST_OF_TOP = 0.25;

    private final List<TrainReading> bursts;
    private final List<TrainReading> trains = new ArrayList<>();
    private List<TrainReading> counted = List.of();
    private double capacityBps;
    private double availableBps;

    /**
     * Starts from what bursts tell of the tight link's rate.
     *
     * @param bursts one or more, with tails
     * @param top a train that came slower than it was sent
     */
    Saturation(List<TrainReading> bursts, TrainReading top) {
        this.bursts = List.copyOf(bursts);
        double receivedBps = top.receivedBps();
        this.availableBps = receivedBps;
        solveCapacity();
        double shareBps = top.sentBps() * (1 - top.loss());
        double guess = shareBps - capacityBps * (shareBps / receivedBps - 1);
        this.availableBps = Math.clamp(guess, LEAST_OF_TOP * receivedBps, receivedBps);
        solveCapacity();
    }

    void add(TrainReading train) {
        trains.add(train);
        for (int round = 0; round < ROUNDS; round++) {
            counted = trains.stream()
                    .filter(each -> each.sentBps() >= FAST_ENOUGH * availableBps)
                    .toList();
            if (counted.isEmpty()) {
                // All were too slow: what they say is the least that is available.
                availableBps =
                        trains.stream().mapToDouble(this::availableBps).max().orElse(availableBps);
            } else {
                double total = weight();
                availableBps = counted.stream()
                        .mapToDouble(each -> availableBps(each) * each.tailNs() / total)
                        .sum();
            }
            solveCapacity();
        }
    }

    private double weight() {
        return counted.stream().mapToDouble(TrainReading::tailNs).sum();
    }

    private void solveCapacity() {
        double[] each = bursts.stream().mapToDouble(this::capacityBps).sorted().toArray();
        capacityBps = (each[(each.length - 1) / 2] + each[each.length / 2]) / 2;
    }

    /** Cross traffic came in between the burst's packets. */
    private double capacityBps(TrainReading burst) {
        double receivedBps = burst.tailBps();
        double apart = burst.sentBps() - receivedBps;
        double corrected = apart > 0 ? receivedBps * (burst.sentBps() - availableBps) / apart : receivedBps;
        return Math.clamp(corrected, receivedBps, 2 * receivedBps);
    }

    /** What one train says. */
    double availableBps(TrainReading train) {
        double arrive = 1 - train.loss();
        double slope = train.sentBps() * arrive / train.tailBps() - 1;
        return Math.clamp((train.sentBps() - capacityBps * slope) * arrive, 0, MOST_OF_CAPACITY * capacityBps);
    }

    /** Whether a train left the queue to run empty, so that more may be available than it says. */
    boolean mayHaveDrained(TrainReading train) {
        return availableBps(train) > train.sentBps() * (1 + train.grain());
    }

    double availableBps() {
        return availableBps;
    }

    double capacityBps() {
        return capacityBps;
    }

    /** Trains on which the answer rests. */
    List<TrainReading> counted() {
        return counted;
    }

    /** Half of the 95 % interval. */
    double halfBps() {
        int n = counted.size();
        if (n < 2) {
            return availableBps / 2;
        }
        double total = weight();
        double squares = 0;
        double weights = 0;
        double grains = 0;
        for (TrainReading train : counted) {
            double weight = train.tailNs() / total;
            double off = availableBps(train) - availableBps;
            double grain = EVEN * train.grain() * capacityBps;
            squares += weight * off * off;
            weights += weight * weight;
            grains += weight * weight * grain * grain;
        }
        double random = Student.t95(1 / weights - 1) * Math.sqrt(squares * weights / (1 - weights));
        return Math.max(LEAST_HALF * availableBps, Math.hypot(random, 2 * Math.sqrt(grains)));
    }

    /** Standard deviation of what the trains say, as a share of the answer; 0 while there are less than two. */
    double scatter() {
        double squares = counted.stream()
                .mapToDouble(each -> availableBps(each) - availableBps)
                .map(off -> off * off)
                .sum();
        return counted.size() < 2 || availableBps <= 0 ? 0 : Math.sqrt(squares / (counted.size() - 1)) / availableBps;
    }
}
