// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;

/**
 * What the paced packets of a train tell, as far as the queue at the tight link was never empty: from one packet to another, the
 * time between their sending and between their arrivals, and the bits in between.
 *
 * <p>Any two packets would do; near both ends the one that was delayed least is taken, since what a host adds to a delay by being
 * slow is never negative. Where the queue ran empty the reading ends. That is a stopping time, so the mean of several readings,
 * each counting by its length, is not biased by it (Wald's identity).
 *
 * @param fromNs when the first of the two packets was sent
 * @param toNs when the second was sent
 * @param waitedNs how long the first of them waited
 * @param outNs time between their arrivals
 * @param bits sent after the first up to and with the second, lost ones too
 * @param held share of the paced part that the reading covers, 0 to 1
 * @param sentBps rate at which the paced part was really sent
 * @param lost share of its packets that did not arrive
 * @param queueNs the longest that a packet of the train waited
 * @param primed whether there was a queue at the beginning
 * @param overflowed whether the link's queue overflowed, which ends a reading, too
 */
record PacedReading(
        long fromNs,
        long toNs,
        long waitedNs,
        long outNs,
        double bits,
        double held,
        double sentBps,
        double lost,
        long queueNs,
        boolean primed,
        boolean overflowed) {
    private static final double END_NS = 60_000;
    private static final int MOST_END_PACKETS = 8;
    private static final int FIRST_PACKETS = 5;
    private static final double NEARLY_EMPTY = 0.25;
    private static final double MUCH_LOST = 0.03;
    private static final double NEARLY_FULL = 0.85;
    private static final long LEAST_OVERFLOW_NS = 3_000_000;

    /**
     * Reads the paced part of a train.
     *
     * @param floorNs delay of a packet that meets no queue
     * @param leastNs a packet that waited less than this found the queue empty; so did, for all that is known, one that waited less
     *     than a quarter of what the first did, since a host's own delays look like a short queue
     * @param beginNs first packets that waited less than this say that the burst before them made no queue
     */
    static PacedReading of(Train train, long floorNs, double leastNs, double beginNs) {
        int begin = Math.min(train.order().burstPackets(), train.sent());
        int end = train.sent();
        int lost = 0;
        int firstLost = -1;
        long queueNs = 0;
        for (int i = begin; i < end; i++) {
            if (train.arrived(i)) {
                queueNs = Math.max(queueNs, train.delayNs(i) - floorNs);
            } else {
                lost++;
                firstLost = firstLost < 0 ? i : firstLost;
            }
        }
        int paced = end - begin;
        double sentBps =
                paced < 2 ? 0 : train.bits(paced - 1) * 1e9 / Math.max(1, train.sentNs(end - 1) - train.sentNs(begin));
        double lostShare = paced == 0 ? 0 : (double) lost / paced;
        boolean overflowed =
                lostShare > MUCH_LOST && firstLost > begin && isFull(train, begin, firstLost, floorNs, queueNs);
        int stop = overflowed ? firstLost : end;
        double firstNs = leastWait(train, begin, stop, floorNs);
        double emptyNs = Math.max(leastNs, NEARLY_EMPTY * firstNs);
        int last = firstNs < beginNs ? begin - 1 : lastHeld(train, begin, stop, floorNs, emptyNs);
        int margin = (int) Math.clamp(END_NS / train.order().gapNs(), 1, MOST_END_PACKETS);
        int from = leastDelayed(train, begin, Math.min(begin + margin, last + 1));
        int to = leastDelayed(train, Math.max(from + 1, last + 1 - margin), last + 1);
        if (from < 0 || to <= from) {
            return new PacedReading(0, 0, 0, 0, 0, 0, sentBps, lostShare, queueNs, firstNs >= beginNs, overflowed);
        }
        return new PacedReading(
                train.sentNs(from),
                train.sentNs(to),
                train.delayNs(from) - floorNs,
                train.arrivedNs(to) - train.arrivedNs(from),
                train.bits(to - from),
                (double) (to - from + 1) / Math.max(1, train.order().pacedPackets()),
                sentBps,
                overflowed ? 0 : lostShare,
                queueNs,
                true,
                overflowed);
    }

    /** Time between the sending of the two packets; 0 when the queue was not held at all. */
    long inNs() {
        return toNs - fromNs;
    }

    /** What the cross traffic left while this was read. */
    double availableBps(double capacityBps) {
        return capacityBps - (capacityBps * outNs - bits * 1e9) / inNs();
    }

    /** What the first packets waited, the least delayed of them. */
    private static double leastWait(Train train, int begin, int stop, long floorNs) {
        int first = leastDelayed(train, begin, Math.min(begin + FIRST_PACKETS, stop));
        return first < 0 ? 0 : train.delayNs(first) - floorNs;
    }

    private static boolean isFull(Train train, int begin, int firstLost, long floorNs, long queueNs) {
        for (int i = firstLost - 1; i >= begin; i--) {
            if (train.arrived(i)) {
                long waitedNs = train.delayNs(i) - floorNs;
                return waitedNs > LEAST_OVERFLOW_NS && waitedNs > NEARLY_FULL * queueNs;
            }
        }
        return false;
    }

    /** The last packet up to which none found the queue empty; before the first when that one did. */
    private static int lastHeld(Train train, int begin, int stop, long floorNs, double emptyNs) {
        int last = begin - 1;
        for (int i = begin; i < stop; i++) {
            if (train.arrived(i)) {
                if (train.delayNs(i) - floorNs < emptyNs) {
                    return last;
                }
                last = i;
            }
        }
        return last;
    }

    private static int leastDelayed(Train train, int from, int to) {
        int least = -1;
        for (int i = from; i < to; i++) {
            if (train.arrived(i) && (least < 0 || train.delayNs(i) < train.delayNs(least))) {
                least = i;
            }
        }
        return least;
    }
}
