// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;

/** Writes session-sender packets: base, timestamp information, follow-up telemetry, extra padding up to the size. */
final class Request {
    /** Base packet with the two extensions that every request carries. */
    static final int MIN_BYTES = PacketLayout.BASE_BYTES
            + Tlv.HEADER_BYTES
            + Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES
            + Tlv.HEADER_BYTES
            + Tlv.FOLLOW_UP_VALUE_BYTES;

    private Request() {}

    /** The UDP payload that a wanted size leads to: at least {@link #MIN_BYTES}, and room for the padding's header. */
    static int lengthBytes(int wantedBytes) {
        return wantedBytes <= MIN_BYTES ? MIN_BYTES : Math.max(wantedBytes, MIN_BYTES + Tlv.HEADER_BYTES);
    }

    /** Writes all that is the same in every packet of a session; the rest becomes zero. */
    static void prepare(ByteBuffer packet, int lengthBytes, int sessionId, short errorEstimate) {
        for (int i = 0; i < lengthBytes; i++) {
            packet.put(i, (byte) 0);
        }
        packet.putShort(PacketLayout.ERROR_ESTIMATE, errorEstimate);
        packet.putShort(PacketLayout.SESSION_ID, (short) sessionId);
        int at = PacketLayout.BASE_BYTES;
        at = header(packet, at, Tlv.TIMESTAMP_INFORMATION, Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES);
        at = header(packet, at, Tlv.FOLLOW_UP, Tlv.FOLLOW_UP_VALUE_BYTES);
        if (lengthBytes > at) {
            header(packet, at, Tlv.EXTRA_PADDING, lengthBytes - at - Tlv.HEADER_BYTES);
        }
    }

    /** Writes what differs from packet to packet. */
    static void stamp(ByteBuffer packet, int sequence, long t1Ntp) {
        packet.putInt(PacketLayout.SEQUENCE, sequence);
        packet.putLong(PacketLayout.TIMESTAMP, t1Ntp);
    }

    /** A sender sets U; a reflector that knows the type clears it. */
    private static int header(ByteBuffer packet, int at, byte type, int valueBytes) {
        packet.put(at, Tlv.UNRECOGNISED);
        packet.put(at + 1, type);
        packet.putShort(at + Tlv.LENGTH, (short) valueBytes);
        return at + Tlv.HEADER_BYTES + valueBytes;
    }
}
