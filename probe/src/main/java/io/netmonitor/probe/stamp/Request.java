// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes session-sender packets: base, timestamp information, class of service, follow-up telemetry, with a key an HMAC of these,
 * and extra padding up to the size.
 */
final class Request {
    private static final int EXTENSION_BYTES = Tlv.HEADER_BYTES
            + Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES
            + Tlv.HEADER_BYTES
            + Tlv.CLASS_OF_SERVICE_VALUE_BYTES
            + Tlv.HEADER_BYTES
            + Tlv.FOLLOW_UP_VALUE_BYTES;

    private Request() {}

    /** The shortest request with all extensions, UDP payload. */
    static int minBytes(PacketLayout layout) {
        int hmac = layout == PacketLayout.AUTHENTICATED ? Tlv.HEADER_BYTES + Seal.BYTES : 0;
        return layout.baseBytes + EXTENSION_BYTES + hmac;
    }

    /** The UDP payload that a wanted size leads to: at least {@link #minBytes}, and room for the padding's header. */
    static int lengthBytes(PacketLayout layout, int wantedBytes) {
        int min = minBytes(layout);
        return wantedBytes <= min ? min : Math.max(wantedBytes, min + Tlv.HEADER_BYTES);
    }

    /** Writes all that is the same in every packet of a session; the rest becomes zero. */
    static void prepare(
            ByteBuffer packet,
            PacketLayout layout,
            int lengthBytes,
            int sessionId,
            short errorEstimate,
            int dscp,
            @Nullable Seal seal) {
        for (int i = 0; i < lengthBytes; i++) {
            packet.put(i, (byte) 0);
        }
        packet.putShort(layout.errorEstimate, errorEstimate);
        packet.putShort(layout.sessionId, (short) sessionId);
        int at = layout.baseBytes;
        at = header(packet, at, Tlv.TIMESTAMP_INFORMATION, Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES);
        packet.putShort(at + Tlv.HEADER_BYTES, Tlv.classOfService(dscp, 0, 0));
        at = header(packet, at, Tlv.CLASS_OF_SERVICE, Tlv.CLASS_OF_SERVICE_VALUE_BYTES);
        at = header(packet, at, Tlv.FOLLOW_UP, Tlv.FOLLOW_UP_VALUE_BYTES);
        if (seal != null) {
            // Nothing before it changes from packet to packet, so neither does it.
            seal.write(packet, layout.baseBytes, at - layout.baseBytes, at + Tlv.HEADER_BYTES);
            at = header(packet, at, Tlv.HMAC, Seal.BYTES);
        }
        if (lengthBytes > at) {
            header(packet, at, Tlv.EXTRA_PADDING, lengthBytes - at - Tlv.HEADER_BYTES);
        }
    }

    /** Writes what differs from packet to packet. */
    static void stamp(ByteBuffer packet, PacketLayout layout, int sequence, long t1Ntp, @Nullable Seal seal) {
        packet.putInt(PacketLayout.SEQUENCE, sequence);
        packet.putLong(layout.timestamp, t1Ntp);
        if (seal != null) {
            seal.write(packet, 0, PacketLayout.HMAC, PacketLayout.HMAC);
        }
    }

    /** A sender sets U; a reflector that knows the type clears it. */
    private static int header(ByteBuffer packet, int at, byte type, int valueBytes) {
        packet.put(at, Tlv.UNRECOGNISED);
        packet.put(at + 1, type);
        packet.putShort(at + Tlv.LENGTH, (short) valueBytes);
        return at + Tlv.HEADER_BYTES + valueBytes;
    }
}
