// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;

/**
 * What the burst of a train tells: how much passes at once, and how fast the tight link sends the rest.
 *
 * <pre>
 *  arrival │            · ·  the tail: one packet every L/C
 *          │        · ·
 *          │  · · ·┘ knee: the bucket is spent
 *          └──────────────── packet
 * </pre>
 *
 * @param bucketPackets how many packets passed before the queue began to grow, in fractions of a packet: the depth of the token
 *     bucket, or 1 when there is none
 * @param tailPackets how many arrived after that
 * @param gapNs time from one packet of the tail to the next, by least squares
 * @param sendGapNs the same at the sender
 * @param uneven how much the rates of the tail's halves differ, a share; 1 when it is too short to have halves
 * @param lostPackets packets of the burst that did not arrive
 * @param arrivedPackets packets of the burst that did
 * @param queueNs how much longer the last packet took than the floor
 */
record BurstReading(
        double bucketPackets,
        int tailPackets,
        double gapNs,
        double sendGapNs,
        double uneven,
        int lostPackets,
        int arrivedPackets,
        long queueNs) {
    private static final int LEAST_PACKETS = 8;
    private static final int LEAST_POINTS = 4;
    private static final double LEAST_TAIL_NS = 1e6;
    private static final double UNEVEN = 0.1;
    /** What a long tail may be uneven by: a host that is busy does not get better with a longer one. */
    private static final double UNEVEN_WHEN_LONG = 0.3;

    private static final double LONG_TAIL_NS = 4e6;
    /** Arrivals later than the tail's line by more than this, or by two packets, are before the knee. */
    private static final double OFF_LINE_NS = 60e3;

    private static final double OFF_LINE_PACKETS = 2;
    private static final int ROUNDS = 4;
    /** The line leaves out this part of the tail next to the knee, where it is not sure which side a packet is on. */
    private static final int CLEAR_OF_KNEE = 5;

    /** A burst that comes hardly faster than the link sends does not show how fast that is. */
    private static final double MOST_SEND_SHARE = 0.7;

    /**
     * Reads the burst of a train.
     *
     * @param floorNs delay of a packet that meets no queue
     */
    static BurstReading of(Train train, long floorNs) {
        Points points = new Points(train);
        int lost = points.looked - points.arrived;
        if (points.arrived < LEAST_PACKETS || points.count < LEAST_POINTS) {
            return new BurstReading(points.arrived, 0, 0, 0, 1, lost, points.arrived, 0);
        }
        int knee = points.count / 2;
        double[] line = points.fit(knee, points.count);
        for (int round = 0; round < ROUNDS; round++) {
            knee = points.kneeBefore(line);
            if (points.count - knee < LEAST_POINTS) {
                break;
            }
            line = points.fit(knee + (points.count - knee) / CLEAR_OF_KNEE, points.count);
        }
        int last = points.count - 1;
        int first = Math.min(knee, last);
        double tail = points.passed[last] - points.passed[first];
        double sendGapNs = tail < 1 ? 0 : (points.sentNs[last] - points.sentNs[first]) / tail;
        // The tail's line, led back to when the last packet before it passed.
        double bucket = Math.clamp((points.arrivedNs[Math.max(0, knee - 1)] - line[0]) / line[1], 0, points.arrived);
        long queueNs = (long) (points.arrivedNs[last] - points.sentNs[last]) + points.baseNs - floorNs;
        return new BurstReading(
                bucket, (int) tail, line[1], sendGapNs, points.uneven(knee), lost, points.arrived, queueNs);
    }

    /** Whether the queue grew long enough to tell the link's rate. */
    boolean tellsCapacity() {
        return tailPackets >= LEAST_PACKETS
                && tailPackets * gapNs >= LEAST_TAIL_NS
                && uneven < (tailPackets * gapNs < LONG_TAIL_NS ? UNEVEN : UNEVEN_WHEN_LONG)
                && sendGapNs < MOST_SEND_SHARE * gapNs;
    }

    /**
     * The tight link's rate.
     *
     * @param bits of a packet
     * @param availableBps what the cross traffic leaves: some of it came in between the packets of the burst
     */
    double capacityBps(double bits, double availableBps) {
        double rawBps = bits * 1e9 / gapNs;
        double corrected = (bits * 1e9 - availableBps * sendGapNs) / (gapNs - sendGapNs);
        return Math.clamp(corrected, rawBps, 2 * rawBps);
    }

    /** Arrivals of a burst, by how many had passed with each. Packets that passed in one piece have one stamp and are one point. */
    private static final class Points {
        final int looked;
        final double[] passed;
        final double[] sentNs;
        final double[] arrivedNs;
        final long baseNs;
        int arrived;
        int count;

        Points(Train train) {
            looked = Math.min(train.order().burstPackets(), train.sent());
            passed = new double[looked];
            sentNs = new double[looked];
            arrivedNs = new double[looked];
            long zeroNs = 0;
            long before = Train.LOST;
            for (int i = 0; i < looked; i++) {
                if (!train.arrived(i)) {
                    continue;
                }
                if (arrived == 0) {
                    zeroNs = train.arrivedNs(i);
                }
                arrived++;
                if (train.arrivedNs(i) != before) {
                    count++;
                }
                before = train.arrivedNs(i);
                passed[count - 1] = arrived;
                sentNs[count - 1] = train.sentNs(i) - train.sentNs(0);
                arrivedNs[count - 1] = before - zeroNs;
            }
            baseNs = looked == 0 ? 0 : zeroNs - train.sentNs(0);
        }

        /** How many points at the beginning are not on the tail's line, led back: they came late for it. */
        int kneeBefore(double[] line) {
            double most = Math.max(OFF_LINE_NS, OFF_LINE_PACKETS * line[1]);
            int knee = count;
            while (knee > 0 && arrivedNs[knee - 1] - line[0] - line[1] * passed[knee - 1] <= most) {
                knee--;
            }
            return knee;
        }

        double uneven(int from) {
            int middle = (from + count) / 2;
            if (middle - from < 2 || count - middle < 2) {
                return 1;
            }
            double first = fit(from, middle)[1];
            double second = fit(middle, count)[1];
            double most = Math.max(first, second);
            return most > 0 ? Math.abs(first - second) / most : 1;
        }

        /** Height and slope of arrivals by packets that passed, by least squares. */
        double[] fit(int from, int to) {
            double n = to - from;
            double sumX = 0;
            double sumY = 0;
            double sumXx = 0;
            double sumXy = 0;
            for (int k = from; k < to; k++) {
                sumX += passed[k];
                sumY += arrivedNs[k];
                sumXx += passed[k] * passed[k];
                sumXy += passed[k] * arrivedNs[k];
            }
            double slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
            return new double[] {(sumY - slope * sumX) / n, slope};
        }
    }
}
