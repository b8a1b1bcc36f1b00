// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.probe.train.Train;
import java.nio.ByteBuffer;

/**
 * Instants of a train's packets, in order.
 *
 * <pre>
 *  0  train        4 octets
 *  4  packets      4
 *  8  overflows    4   packets that the host dropped for want of room
 * 12  clock moved  8   nanoseconds by which the wall clock was stepped since the session began
 * 20  base         8   nanoseconds
 * 28  for each packet, 4: nanoseconds after the base, or all ones when there is none
 * </pre>
 */
final class Instants {
    private static final int HEADER = 28;
    private static final int NONE = -1;
    private static final long LONGEST_NS = 0xFFFF_FFFEL;

    private final int train;
    private final long[] ns;
    private final long overflows;
    private final long clockMovedNs;

    /**
     * Takes over the array.
     *
     * @param train number of the train
     * @param ns for each packet, {@link Train#LOST} where there is none
     * @param overflows packets that the host dropped for want of room
     * @param clockMovedNs by how much the wall clock was stepped since the session began
     */
    Instants(int train, long[] ns, long overflows, long clockMovedNs) {
        this.train = train;
        this.ns = ns;
        this.overflows = overflows;
        this.clockMovedNs = clockMovedNs;
    }

    int train() {
        return train;
    }

    /** For each packet, {@link Train#LOST} where there is none; not a copy. */
    long[] ns() {
        return ns;
    }

    long overflows() {
        return overflows;
    }

    long clockMovedNs() {
        return clockMovedNs;
    }

    /**
     * Writes them.
     *
     * @throws IllegalArgumentException when they are more than four seconds apart
     */
    Frame frame(Frame.Type type) {
        long base = Long.MAX_VALUE;
        for (long each : ns) {
            base = each == Train.LOST ? base : Math.min(base, each);
        }
        ByteBuffer body = ByteBuffer.allocate(HEADER + 4 * ns.length)
                .putInt(train)
                .putInt(ns.length)
                .putInt((int) Math.min(overflows, Integer.MAX_VALUE))
                .putLong(clockMovedNs)
                .putLong(base);
        for (long each : ns) {
            if (each != Train.LOST && each - base > LONGEST_NS) {
                throw new IllegalArgumentException("the instants of a train lie " + (each - base) + " ns apart");
            }
            body.putInt(each == Train.LOST ? NONE : (int) (each - base));
        }
        return Frame.of(type, body);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when the message contradicts itself
     */
    static Instants read(ByteBuffer body) {
        if (body.remaining() < HEADER) {
            throw new IllegalArgumentException("instants in " + body.remaining() + " octets");
        }
        int train = body.getInt();
        int count = body.getInt();
        long overflows = Integer.toUnsignedLong(body.getInt());
        long moved = body.getLong();
        long base = body.getLong();
        if (count < 0 || body.remaining() != 4L * count) {
            throw new IllegalArgumentException(count + " instants in " + body.remaining() + " octets");
        }
        long[] ns = new long[count];
        for (int i = 0; i < count; i++) {
            int offset = body.getInt();
            ns[i] = offset == NONE ? Train.LOST : base + Integer.toUnsignedLong(offset);
        }
        return new Instants(train, ns, overflows, moved);
    }
}
