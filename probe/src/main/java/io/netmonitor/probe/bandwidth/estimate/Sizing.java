// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.TrainOrder;

/**
 * How long trains may be: what a measurement sends is in proportion to what the path carries. Where the path is known, one a minute
 * takes a five-hundredth of it; the first one may take twice as much.
 */
final class Sizing {
    private static final int TRAINS = 5;
    private static final double SECONDS = 0.112;
    private static final double BUCKETS = 5.5;
    private static final int FIRST_TRAINS = 8;
    private static final double FIRST_SECONDS = 0.23;
    private static final double FIRST_BUCKETS = 7;
    private static final double LEAST_QUEUE_NS = 2.5e6;
    private static final double QUEUE_PACKETS = 2.5;
    private static final double QUEUE_DEVIATIONS = 0.7;
    private static final double MOST_BURST_SHARE = 0.4;
    private static final double SHORTEST_NS = 8e6;
    private static final double LONGEST_NS = 250e6;
    private static final double LONGEST_SHORTEST_S = 0.5;
    /** Fewer packets are no train. */
    static final int FEWEST_PACKETS = 12;

    private final Limits limits;
    private final boolean known;
    private final double bitsPerPacket;

    /** Sizes for a path that is known, or one that is not. */
    Sizing(Limits limits, boolean known) {
        this.limits = limits;
        this.known = known;
        this.bitsPerPacket = limits.packetBytes() * 8.0;
    }

    /** How many trains share what may be sent. */
    int trains() {
        return known ? TRAINS : FIRST_TRAINS;
    }

    /** A train of the fewest packets at this rate lasts as long as any may. */
    double slowestBps() {
        return FEWEST_PACKETS * bitsPerPacket / LONGEST_SHORTEST_S;
    }

    /** Bits that a measurement may send in all. */
    double budgetBits(double capacityBps, double bucketPackets) {
        double seconds = known ? SECONDS : FIRST_SECONDS;
        double buckets = known ? BUCKETS : FIRST_BUCKETS;
        double most = Math.min(capacityBps, limits.maxBps());
        return Math.min(seconds * most + buckets * bucketPackets * bitsPerPacket, limits.maxBytes() * 8.0);
    }

    /**
     * How much cross traffic, if it came at random, would let the available rate of a train of this length vary: its standard
     * deviation as a share.
     */
    double samplingFloor(double capacityBps, double availableBps, double heldNs) {
        double crossBps = Math.max(0, capacityBps - availableBps);
        return Math.sqrt(crossBps * bitsPerPacket * 1e9 / heldNs) / availableBps;
    }

    /**
     * How deep the queue is to be before a train begins, in time: so deep that it seldom runs empty while cross traffic that comes
     * at random leaves the link less to do.
     *
     * @param trainNs how long the train will be
     */
    double queueNs(double capacityBps, double availableBps, double trainNs) {
        double crossBps = Math.max(0, capacityBps - availableBps);
        double deviationNs = Math.sqrt(crossBps * bitsPerPacket * trainNs * 1e-9) / capacityBps * 1e9;
        double packetNs = bitsPerPacket * 1e9 / capacityBps;
        double queueNs = Math.max(LEAST_QUEUE_NS, Math.max(QUEUE_PACKETS * packetNs, QUEUE_DEVIATIONS * deviationNs));
        return Math.min(queueNs, MOST_BURST_SHARE * SECONDS * 1e9 / TRAINS);
    }

    /** Packets of the burst before a train: the bucket's, and those of the queue. */
    int burstPackets(double capacityBps, double bucketPackets, double queueNs) {
        return (int) Math.ceil(bucketPackets + queueNs * capacityBps * 1e-9 / bitsPerPacket);
    }

    /**
     * Packets of the paced part.
     *
     * @param leftBits what the trains may still have
     * @param trainsLeft how many share it
     */
    int pacedPackets(double leftBits, int trainsLeft, int burstPackets, double rateBps) {
        double bits = leftBits / trainsLeft - burstPackets * bitsPerPacket;
        double ns = Math.clamp(bits * 1e9 / rateBps, SHORTEST_NS, LONGEST_NS);
        int packets = (int) Math.max(FEWEST_PACKETS, ns * 1e-9 * rateBps / bitsPerPacket);
        return Math.min(packets, TrainOrder.MAX_PACKETS - burstPackets);
    }

    /** The longest that a train of this rate would be, for want of a better guess. */
    double trainNs(double leftBits, int trainsLeft, double rateBps) {
        return Math.clamp(leftBits / trainsLeft * 1e9 / rateBps, SHORTEST_NS, LONGEST_NS);
    }
}
