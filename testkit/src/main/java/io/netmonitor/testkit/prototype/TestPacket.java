// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.ByteBuffer;

/**
 * A test packet, which the prototype calls a probe.
 *
 * <pre>
 *  0 id (8)   8 send_time_us (8)   16 send_sequence (4)   20 padding (4)   24 filler
 * </pre>
 *
 * @param sequence from 1
 */
public record TestPacket(long id, long sendTimeUs, int sequence) {
    public static final int BYTES = 24;

    /** At least 24 bytes. */
    byte[] bytes(int length) {
        return Structure.empty(Math.max(BYTES, length))
                .putLong(id)
                .putLong(sendTimeUs)
                .putInt(sequence)
                .array();
    }

    static TestPacket of(byte[] octets) {
        ByteBuffer in = Structure.of(octets);
        return new TestPacket(in.getLong(), in.getLong(), in.getInt());
    }
}
