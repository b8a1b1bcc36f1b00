// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import java.util.Arrays;

/**
 * A train as both ends saw it. The two ends' clocks need not agree: only differences are used. Not changed once made.
 */
public final class Train {
    /** Instead of an arrival: the packet did not come. */
    public static final long LOST = Long.MIN_VALUE;

    private final TrainOrder order;
    private final long[] sentNs;
    private final long[] arrivedNs;
    private final long overflows;

    /**
     * Takes over both arrays.
     *
     * @param sentNs when each packet was sent, by the sender's clock
     * @param arrivedNs when each packet arrived, by the receiver's clock, or {@link #LOST}; as many as were sent
     * @param overflows how many packets the receiving host dropped for want of room
     */
    public Train(TrainOrder order, long[] sentNs, long[] arrivedNs, long overflows) {
        if (sentNs.length != arrivedNs.length || sentNs.length > order.packets()) {
            throw new IllegalArgumentException(sentNs.length + " packets sent and " + arrivedNs.length
                    + " looked for, of a train of " + order.packets());
        }
        this.order = order;
        this.sentNs = sentNs;
        this.arrivedNs = arrivedNs;
        this.overflows = overflows;
    }

    /** The same train as if its first packets had been a burst. */
    public Train without(int packets) {
        int burst = Math.min(packets, order.packets() - 1);
        return new Train(
                new TrainOrder(order.number(), burst, order.packets() - burst, order.rateBps(), order.packetBytes()),
                sentNs,
                arrivedNs,
                overflows);
    }

    public TrainOrder order() {
        return order;
    }

    /** How many packets were sent. */
    public int sent() {
        return sentNs.length;
    }

    /** How many packets arrived. */
    public int arrived() {
        int arrived = 0;
        for (long each : arrivedNs) {
            arrived += each == LOST ? 0 : 1;
        }
        return arrived;
    }

    /** How many packets the receiving host dropped for want of room. */
    public long overflows() {
        return overflows;
    }

    /** Whether a packet arrived; packets count from 0. */
    public boolean arrived(int packet) {
        return arrivedNs[packet] != LOST;
    }

    /** When a packet was sent, by the sender's clock. */
    public long sentNs(int packet) {
        return sentNs[packet];
    }

    /** When a packet arrived, by the receiver's clock, or {@link #LOST}. */
    public long arrivedNs(int packet) {
        return arrivedNs[packet];
    }

    /** One-way delay, by two clocks: only differences mean something. */
    public long delayNs(int packet) {
        return arrivedNs[packet] - sentNs[packet];
    }

    /** The least delay of all packets, or {@link Long#MAX_VALUE} when none arrived. */
    public long leastDelayNs() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < sentNs.length; i++) {
            if (arrived(i)) {
                least = Math.min(least, delayNs(i));
            }
        }
        return least;
    }

    /** Bits at the IP layer of so many packets. */
    public double bits(double packets) {
        return packets * order.packetBytes() * 8;
    }

    /** Median delay of the packets from one to another, or {@link #LOST} when none of them arrived. */
    public long medianDelayNs(int from, int to) {
        long[] delays = new long[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (arrived(i)) {
                delays[count++] = delayNs(i);
            }
        }
        Arrays.sort(delays, 0, count);
        return count == 0 ? LOST : delays[count / 2];
    }
}
