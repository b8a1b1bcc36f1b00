// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A probe and the reply to it by index, little-endian whatever the buffer was before.
 *
 * <pre>
 *                          probe       reply
 *  0  id                   8           8
 *  8  send time            8           8       microseconds since 1970
 * 16  send sequence        4           4       from 1
 * 20  reply sequence       (padding)   4       from 1
 * 24  arrival time         (filler)    8       microseconds since 1970
 * </pre>
 */
final class ProbePacket {
    /** Shortest probe. */
    static final int PROBE_BYTES = 24;

    static final int REPLY_BYTES = 32;
    /** IPv4 and UDP headers, by which the prototype counts lengths. */
    static final int HEADER_BYTES = 28;

    private ProbePacket() {}

    static void write(ByteBuffer packet, long id, long sendTimeUs, int sequence) {
        packet.order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, id)
                .putLong(8, sendTimeUs)
                .putInt(16, sequence)
                .putInt(20, 0);
    }

    /** Makes the reply of a probe where it stands. */
    static void answer(ByteBuffer probe, int replySequence, long arrivalTimeUs) {
        probe.order(ByteOrder.LITTLE_ENDIAN).putInt(20, replySequence).putLong(24, arrivalTimeUs);
    }

    static long id(ByteBuffer packet) {
        return packet.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }

    static long sendTimeUs(ByteBuffer packet) {
        return packet.order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    }

    static int sequence(ByteBuffer packet) {
        return packet.order(ByteOrder.LITTLE_ENDIAN).getInt(16);
    }

    static int replySequence(ByteBuffer reply) {
        return reply.order(ByteOrder.LITTLE_ENDIAN).getInt(20);
    }

    static long arrivalTimeUs(ByteBuffer reply) {
        return reply.order(ByteOrder.LITTLE_ENDIAN).getLong(24);
    }
}
