// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A STAMP request that was seen on a device.
 *
 * @param timeNs when, since the epoch
 * @param sequence the sender's number, 0 or more
 * @param sessionId 0 to 65535
 */
record CapturedPacket(long timeNs, long sequence, int sessionId) {
    private static final int ETHERNET_BYTES = 14;
    private static final int TYPE = 12;
    private static final int IPV4 = 0x0800;
    private static final int PROTOCOL = 9;
    private static final int UDP = 17;
    private static final int UDP_BYTES = 8;
    private static final int SESSION_ID = 14;
    private static final int STAMP_BYTES = 44;

    /** Reads a frame; nothing when it is not STAMP over IPv4. */
    static Optional<CapturedPacket> of(PcapngFile.Frame frame) {
        ByteBuffer octets = frame.octets();
        if (octets.limit() < ETHERNET_BYTES + 20
                || (octets.getShort(TYPE) & 0xFFFF) != IPV4
                || octets.get(ETHERNET_BYTES + PROTOCOL) != UDP) {
            return Optional.empty();
        }
        int payload = ETHERNET_BYTES + 4 * (octets.get(ETHERNET_BYTES) & 0x0F) + UDP_BYTES;
        if (octets.limit() < payload + STAMP_BYTES) {
            return Optional.empty();
        }
        return Optional.of(new CapturedPacket(
                frame.timeNs(),
                Integer.toUnsignedLong(octets.getInt(payload)),
                octets.getShort(payload + SESSION_ID) & 0xFFFF));
    }
}
