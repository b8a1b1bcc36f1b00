// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.train.TrainOrder;

/**
 * A train and what the server tells of it. The protocol tells one point of the course of arrivals besides its ends: how many packets
 * came within a time that the client names. What came after that is the train's tail, whose rate owes nothing to a token bucket
 * that the beginning has spent:
 *
 * <pre>
 *  arrived │              ·  arrived, after arrived × size / rate of all
 *          │          ·
 *          │      ·  ← within: rate in duration × duration / size
 *          │  ··
 *          └─────┴──────── time since the first arrival
 *             duration
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped
record TrainReading(TrainOrder order, long[] sentNs, long countedNs, TrainResult result) {
    /** Fewer packets tell no rate. */
    static final int LEAST_TAIL = 6;
    /** A host that reached less of the rate was too slow. */
    private static final double KEPT_PACE = 0.93;

    private static final double HURRIED = 1.25;
    /** The beginning of a train may be held up and come together with the rest, though not by more than this. */
    private static final double MOST_RECEIVED = 1.25;
    /** So much less than was sent is less. */
    private static final double LESS = 0.04;
    /** The same where a bucket may have let some of it through at once. */
    private static final double LESS_IN_ALL = 0.2;

    int sent() {
        return sentNs.length;
    }

    int arrived() {
        return result.arrived();
    }

    double bits() {
        return order.packetBytes() * 8.0;
    }

    /** Share of the packets that did not arrive. */
    double loss() {
        return sent() == 0 ? 0 : 1 - (double) arrived() / sent();
    }

    /** From the first arrival to the last. */
    double spanNs() {
        return result.rateAllBps() > 0 ? arrived() * bits() * 1e9 / result.rateAllBps() : 0;
    }

    /** Packets that came within the time that was named. */
    int within() {
        return Math.clamp(Math.round(result.rateInDurationBps() * (double) countedNs / 1e9 / bits()), 0, arrived());
    }

    private int tail() {
        return arrived() - within();
    }

    double tailNs() {
        return spanNs() - countedNs;
    }

    /** Whether enough came after the time that was named, and all of the burst before. */
    boolean hasTail() {
        boolean pastBurst = order.pacedPackets() == 0 || within() >= order.burstPackets() * (1 - loss()) - 1;
        return tail() >= LEAST_TAIL && tailNs() > 0 && pastBurst;
    }

    /** Rate of the tail. The named time ends half a gap before its first packet, in the mean. */
    double tailBps() {
        return (tail() - 0.5) * bits() * 1e9 / tailNs();
    }

    /** By how much the tail's rate can be off since packets are whole, a share. */
    double grain() {
        return 0.5 / tail();
    }

    /** Rate from the first arrival to the last, whatever a bucket let through; 0 when unknown. */
    double roughBps() {
        return arrived() < 2 ? 0 : result.rateAllBps() * (double) (arrived() - 1) / arrived();
    }

    /** What is known best of the rate at which it came. */
    double receivedBps() {
        return hasTail() ? tailBps() : roughBps();
    }

    /** Rate at which the paced part was sent, or the burst where there is none; 0 when there were too few packets. */
    double sentBps() {
        int from = order.pacedPackets() > 1 ? order.burstPackets() : 0;
        int gaps = sent() - 1 - from;
        long ns = gaps < 1 ? 0 : sentNs[sent() - 1] - sentNs[from];
        return ns <= 0 ? 0 : gaps * bits() * 1e9 / ns;
    }

    private double overallSentBps() {
        long ns = sent() < 2 ? 0 : sentNs[sent() - 1] - sentNs[0];
        return ns <= 0 ? Double.MAX_VALUE : (sent() - 1) * bits() * 1e9 / ns;
    }

    /** The longest time between two packets of the paced part. */
    long longestPauseNs() {
        long longest = 0;
        for (int i = order.burstPackets() + 1; i < sent(); i++) {
            longest = Math.max(longest, sentNs[i] - sentNs[i - 1]);
        }
        return longest;
    }

    /** Whether it came slower than it was sent, by more than few packets may seem to say. */
    boolean cameSlower() {
        double doubt = hasTail() ? Math.max(LESS, 3 * grain()) : LESS_IN_ALL;
        return receivedBps() < (1 - doubt) * sentBps();
    }

    /** Whether this host sent all of it, as fast as it was asked and not in a hurry after a late beginning. */
    boolean isWhole() {
        double pace = order.pacedPackets() < 2 ? 1 : sentBps() / order.rateBps();
        return sent() == order.packets() && pace >= KEPT_PACE && pace <= HURRIED;
    }

    /** Whether it came no faster than it was sent, as far as that is to be expected, and at a rate at all if two came. */
    boolean isSane() {
        return arrived() < 2 || (roughBps() > 0 && roughBps() <= MOST_RECEIVED * overallSentBps());
    }

    /** As listeners and results see it. */
    BandwidthRun.Train train(boolean counted) {
        return new BandwidthRun.Train(
                Math.round(order.rateBps()),
                Math.round(sentBps()),
                Math.round(receivedBps()),
                sent(),
                arrived(),
                counted);
    }
}
