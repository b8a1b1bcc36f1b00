// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.nio.ByteBuffer;

/**
 * What the client tells of a train that it has sent.
 *
 * <pre>
 *  0 probes (4)   4 packet_size (4)   8 duration_us (4)
 * </pre>
 *
 * @param packetSize bytes of a packet with its 28 of headers
 */
public record SendMeta(int probes, int packetSize, int durationUs) {
    public static final int BYTES = 12;

    byte[] bytes() {
        return Structure.empty(BYTES)
                .putInt(probes)
                .putInt(packetSize)
                .putInt(durationUs)
                .array();
    }

    static SendMeta of(byte[] octets) {
        ByteBuffer in = Structure.of(octets);
        return new SendMeta(in.getInt(), in.getInt(), in.getInt());
    }
}
