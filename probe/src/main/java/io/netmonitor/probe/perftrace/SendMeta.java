// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a client says of a train that it has sent, little-endian.
 *
 * <pre>
 *  0  probes        4
 *  4  packet size   4   octets with 28 of headers
 *  8  duration      4   microseconds
 * </pre>
 *
 * @param probes packets that were sent
 * @param packetBytes length of each with its headers
 * @param durationUs how long after the first arrival packets are counted for {@link TrainResult#rateInDurationBps}
 */
record SendMeta(int probes, int packetBytes, int durationUs) {
    static final int BYTES = 12;

    byte[] octets() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(probes)
                .putInt(packetBytes)
                .putInt(durationUs)
                .array();
    }

    /** Reads {@link #BYTES} octets; whether they make sense is for the reader to judge. */
    static SendMeta read(byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        return new SendMeta(in.getInt(0), in.getInt(4), in.getInt(8));
    }
}
