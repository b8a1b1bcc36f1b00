// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.ByteBuffer;

/**
 * What the client announces on the control connection.
 *
 * <pre>
 *  0 id (8)   8 probes (4)   12 duration_us (4)   16 interval_us (4)   20 mode (4)
 * </pre>
 *
 * @param mode {@link #BASIC} or {@link #BANDWIDTH}, unless somebody lies
 */
public record TaskMeta(long id, int probes, int durationUs, int intervalUs, int mode) {
    public static final int BYTES = 24;
    public static final int BASIC = 1;
    public static final int BANDWIDTH = 2;

    byte[] bytes() {
        return Structure.empty(BYTES)
                .putLong(id)
                .putInt(probes)
                .putInt(durationUs)
                .putInt(intervalUs)
                .putInt(mode)
                .array();
    }

    static TaskMeta of(byte[] octets) {
        ByteBuffer in = Structure.of(octets);
        return new TaskMeta(in.getLong(), in.getInt(), in.getInt(), in.getInt(), in.getInt());
    }
}
