// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.ByteBuffer;

/**
 * The answer to a test packet of a Basic measurement.
 *
 * <pre>
 *  0 id (8)   8 send_time_us (8)   16 send_sequence (4)   20 reply_sequence (4)   24 arrival_time_us (8)
 * </pre>
 *
 * @param replySequence from 1 in the order of arrival
 */
public record Reply(long id, long sendTimeUs, int sendSequence, int replySequence, long arrivalTimeUs) {
    public static final int BYTES = 32;

    byte[] bytes() {
        return Structure.empty(BYTES)
                .putLong(id)
                .putLong(sendTimeUs)
                .putInt(sendSequence)
                .putInt(replySequence)
                .putLong(arrivalTimeUs)
                .array();
    }

    static Reply of(byte[] octets) {
        ByteBuffer in = Structure.of(octets);
        return new Reply(in.getLong(), in.getLong(), in.getInt(), in.getInt(), in.getLong());
    }
}
