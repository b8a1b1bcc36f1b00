// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a client says of its measurement once it is let in, little-endian.
 *
 * <pre>
 *  0  id           8
 *  8  probes       4   in a Basic measurement; means nothing for available bandwidth, as the two after it
 * 12  duration     4   microseconds from the first probe to the last
 * 16  interval     4   microseconds from one probe to the next
 * 20  mode         4   1: Basic, 2: available bandwidth
 * </pre>
 *
 * @param id tells the client's probes from others'
 * @param probes number of probes
 * @param durationUs microseconds
 * @param intervalUs microseconds
 * @param mode {@link #BASIC} or {@link #AVAILABLE_BANDWIDTH}, or what nobody knows
 */
record TaskMeta(long id, int probes, int durationUs, int intervalUs, int mode) {
    static final int BYTES = 24;
    static final int BASIC = 1;
    static final int AVAILABLE_BANDWIDTH = 2;

    byte[] octets() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(id)
                .putInt(probes)
                .putInt(durationUs)
                .putInt(intervalUs)
                .putInt(mode)
                .array();
    }

    /** Reads {@link #BYTES} octets; whether they make sense is for the reader to judge. */
    static TaskMeta read(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        return new TaskMeta(in.getLong(0), in.getInt(8), in.getInt(12), in.getInt(16), in.getInt(20));
    }
}
