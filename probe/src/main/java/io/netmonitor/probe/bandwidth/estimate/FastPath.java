// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;
import java.io.IOException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A path in which no burst of this host's tells the capacity, since it comes hardly faster than the link sends. Trains at lower and
 * lower rates either meet no queue, and then more is available than was tried; or they do, and two of them at different rates tell
 * capacity and cross traffic together:
 *
 * <pre>
 * out × capacity − in × cross traffic = bits
 * </pre>
 *
 * Used once.
 */
final class FastPath {
    private static final double TRAIN_NS = 20e6;
    private static final double OF_BURST = 0.9;
    private static final long FLAT_NS = 500_000;
    private static final double MUCH_LOST = 0.01;
    private static final int TRIES = 5;
    private static final int FEWEST_PACKETS = 40;
    private static final double LESS = 0.7;
    /** A train a little too fast makes a queue that grows too little to be seen. */
    private static final double SURELY = 1 - FLAT_NS / TRAIN_NS;

    private final Log log;
    private final Limits limits;
    private final double emptyNs;
    private @Nullable PacedReading faster;
    private @Nullable Knowledge found;
    private double bestBps;
    private double loss;

    /**
     * A path to try.
     *
     * @param emptyNs a packet that waited less than this found the queue empty
     */
    FastPath(Log log, Limits limits, double emptyNs) {
        this.log = log;
        this.limits = limits;
        this.emptyNs = emptyNs;
    }

    /**
     * Tries trains.
     *
     * @param burst the longest burst that was sent
     * @return the estimate, or null when the capacity is {@link #found}
     */
    @Nullable
    Estimate run(Train burst) throws IOException, InterruptedException {
        double bits = burst.bits(1);
        long spanNs = Math.max(1, burst.sentNs(burst.sent() - 1) - burst.sentNs(0));
        double rateBps = Math.min(limits.maxBps(), OF_BURST * burst.bits(burst.sent() - 1) * 1e9 / spanNs);
        for (int i = 0; i < TRIES && found == null; i++) {
            int packets = (int) Math.min(Math.max(FEWEST_PACKETS, TRAIN_NS * 1e-9 * rateBps / bits), log.leftPackets());
            if (packets < FEWEST_PACKETS) {
                break;
            }
            Train train = log.send(0, packets, rateBps);
            PacedReading reading = PacedReading.of(train, log.floorNs(), 0, 0);
            log.report(train, reading, OptionalDouble.empty());
            log.drain(train, 0.5);
            bestBps = Math.max(bestBps, reading.sentBps());
            loss = reading.lost();
            boolean keptPace = reading.sentBps() >= Verdict.KEPT_PACE * rateBps;
            if (isFlat(train) && loss < MUCH_LOST && keptPace) {
                return new Verdict(log)
                        .above(SURELY * Math.min(reading.sentBps(), rateBps), OptionalDouble.empty(), 0, loss);
            }
            compare(afterTheFirst(train));
            rateBps *= LESS;
        }
        return found == null ? new Verdict(log).hostLimited(bestBps, 0, 0, loss) : null;
    }

    /** What two trains told together, when they did. */
    @Nullable
    Knowledge found() {
        return found;
    }

    /** The part of a train whose queue had begun to grow. */
    private PacedReading afterTheFirst(Train train) {
        int from = 0;
        while (from < train.sent() && (!train.arrived(from) || train.delayNs(from) - log.floorNs() < 2 * emptyNs)) {
            from++;
        }
        return PacedReading.of(train.without(from), log.floorNs(), emptyNs, 0);
    }

    private void compare(PacedReading reading) {
        if (reading.inNs() <= 0 || reading.held() < 0.2) {
            return;
        }
        PacedReading before = faster;
        faster = reading;
        if (before == null) {
            return;
        }
        double determinant = (double) before.inNs() * reading.outNs() - (double) reading.inNs() * before.outNs();
        double capacity = (before.inNs() * reading.bits() - reading.inNs() * before.bits()) * 1e9 / determinant;
        double cross = (before.outNs() * reading.bits() - reading.outNs() * before.bits()) * 1e9 / determinant;
        double available = capacity - cross;
        if (capacity > 0 && available > 0 && available <= 1.05 * capacity && capacity < 10 * limits.maxBps()) {
            found = new Knowledge(capacity, 0, Math.min(available, capacity));
        }
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
