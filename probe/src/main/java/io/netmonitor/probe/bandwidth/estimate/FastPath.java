// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import java.io.IOException;
import java.util.OptionalDouble;

/** A path in which no burst of this host's makes a queue: it carries more than can be tried. Used once. */
final class FastPath {
    private static final double TRAIN_NS = 20e6;
    private static final double OF_BURST = 0.9;
    private static final long FLAT_NS = 500_000;
    private static final double MUCH_LOST = 0.01;
    private static final int TRIES = 4;
    private static final int FEWEST_PACKETS = 12;
    private static final double LESS = 0.7;

    private final Log log;
    private final Limits limits;

    FastPath(Log log, Limits limits) {
        this.log = log;
        this.limits = limits;
    }

    /**
     * The fastest train that meets no queue.
     *
     * @param burst the longest burst that was sent
     */
    Estimate run(Train burst) throws IOException, InterruptedException {
        double bits = burst.bits(1);
        long spanNs = Math.max(1, burst.sentNs(burst.sent() - 1) - burst.sentNs(0));
        double rateBps = Math.min(limits.maxBps(), OF_BURST * burst.bits(burst.sent() - 1) * 1e9 / spanNs);
        double bestBps = 0;
        double loss = 0;
        for (int i = 0; i < TRIES; i++) {
            int packets = (int) Math.min(Math.max(FEWEST_PACKETS, TRAIN_NS * 1e-9 * rateBps / bits), log.leftPackets());
            if (packets < FEWEST_PACKETS) {
                break;
            }
            Train train = log.send(0, packets, rateBps);
            PacedReading reading = PacedReading.of(train, log.floorNs(), 0);
            log.report(train, reading, OptionalDouble.empty());
            log.drain(train, 0.5);
            bestBps = Math.max(bestBps, reading.sentBps());
            loss = reading.lost();
            if (isFlat(train) && loss < MUCH_LOST && reading.sentBps() >= Verdict.KEPT_PACE * rateBps) {
                return new Verdict(log).above(reading.sentBps(), OptionalDouble.empty(), 0, loss);
            }
            rateBps *= LESS;
        }
        return new Verdict(log).hostLimited(bestBps, 0, 0, loss);
    }

    /** Whether packets at the end waited no longer than those at the beginning; single ones may, for the hosts' own reasons. */
    private static boolean isFlat(Train train) {
        int quarter = train.sent() / 4;
        if (quarter == 0) {
            return false;
        }
        long begin = train.medianDelayNs(0, quarter);
        long end = train.medianDelayNs(train.sent() - quarter, train.sent());
        return begin != Train.LOST && end != Train.LOST && end - begin < FLAT_NS;
    }
}
