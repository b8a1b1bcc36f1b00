// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;

/**
 * Turns a request into its reply, in place and of the same length, so that a reply can never be longer. Used by one
 * thread.
 */
final class Reflection {
    private Reflection() {}

    /**
     * Whether a packet is itself a reply: a request holds zero, or a TWAMP-Light sender's padding, where a reply holds t2 and a
     * TTL between zeros.
     */
    static boolean isReply(ByteBuffer packet) {
        return packet.getLong(PacketLayout.RECEIVED) != 0
                && packet.getShort(PacketLayout.SENDER_ERROR_ESTIMATE + 2) == 0
                && packet.get(PacketLayout.SENDER_TTL) != 0
                && (packet.getInt(PacketLayout.SENDER_TTL) & 0xFF_FFFF) == 0;
    }

    /** Whether the request asks for t3 of earlier replies, well-formed. */
    static boolean wantsFollowUp(ByteBuffer packet, int lengthBytes) {
        int at = PacketLayout.BASE_BYTES;
        while (at + Tlv.HEADER_BYTES <= lengthBytes && packet.get(at + 1) != 0) {
            int end = at + Tlv.HEADER_BYTES + (packet.getShort(at + Tlv.LENGTH) & 0xFFFF);
            if (packet.get(at + 1) == Tlv.FOLLOW_UP) {
                return end == at + Tlv.HEADER_BYTES + Tlv.FOLLOW_UP_VALUE_BYTES && end <= lengthBytes;
            }
            at = end;
        }
        return false;
    }

    /**
     * Writes the base of the reply, all but t3.
     *
     * @param sequence the reflector's own number
     * @param t2Ns when the request arrived
     * @param hopLimit TTL with which it arrived, −1 when unknown
     */
    static void base(ByteBuffer packet, int sequence, long t2Ns, int hopLimit, short errorEstimate) {
        packet.putInt(PacketLayout.SENDER_SEQUENCE, packet.getInt(PacketLayout.SEQUENCE));
        packet.putLong(PacketLayout.SENDER_TIMESTAMP, packet.getLong(PacketLayout.TIMESTAMP));
        packet.putShort(PacketLayout.SENDER_ERROR_ESTIMATE, packet.getShort(PacketLayout.ERROR_ESTIMATE));
        packet.putShort(PacketLayout.SENDER_ERROR_ESTIMATE + 2, (short) 0);
        packet.putInt(PacketLayout.SENDER_TTL, Math.max(hopLimit, 0) << 24);
        packet.putInt(PacketLayout.SEQUENCE, sequence);
        packet.putLong(PacketLayout.RECEIVED, StampTime.toNtp(t2Ns));
        packet.putShort(PacketLayout.ERROR_ESTIMATE, errorEstimate);
    }

    /**
     * Answers the extensions (RFC 8972, section 4): what is not understood is marked U, what has a wrong length M, and after a
     * broken one nothing is read. Type 0 is no extension but the padding of a TWAMP-Light sender; it goes back as it came.
     *
     * @param session where stamps wait that can be told; the one that is told is discarded
     */
    static void extensions(
            ByteBuffer packet, int lengthBytes, ReflectorSession session, boolean t2Kernel, boolean synchronised) {
        int at = PacketLayout.BASE_BYTES;
        while (at + Tlv.HEADER_BYTES <= lengthBytes && packet.get(at + 1) != 0) {
            int valueBytes = packet.getShort(at + Tlv.LENGTH) & 0xFFFF;
            int value = at + Tlv.HEADER_BYTES;
            if (value + valueBytes > lengthBytes) {
                packet.put(at, Tlv.MALFORMED);
                return;
            }
            byte flags = switch (packet.get(at + 1)) {
                case Tlv.EXTRA_PADDING -> 0;
                case Tlv.TIMESTAMP_INFORMATION ->
                    timestampInformation(packet, value, valueBytes, t2Kernel, synchronised);
                case Tlv.FOLLOW_UP -> followUp(packet, value, valueBytes, session);
                default -> Tlv.UNRECOGNISED;
            };
            packet.put(at, flags);
            at = value + valueBytes;
        }
    }

    /** Writes when the reply leaves, as late as can be. */
    static void departure(ByteBuffer packet, long t3Ns) {
        packet.putLong(PacketLayout.TIMESTAMP, StampTime.toNtp(t3Ns));
    }

    private static byte timestampInformation(
            ByteBuffer packet, int value, int valueBytes, boolean t2Kernel, boolean synchronised) {
        if (valueBytes != Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES) {
            return Tlv.MALFORMED;
        }
        byte source = synchronised ? Tlv.SOURCE_NTP : Tlv.SOURCE_FREE_RUNNING;
        packet.put(value, source);
        packet.put(value + 1, t2Kernel ? Tlv.METHOD_SOFTWARE : Tlv.METHOD_CONTROL_PLANE);
        packet.put(value + 2, source);
        packet.put(value + 3, Tlv.METHOD_CONTROL_PLANE);
        return 0;
    }

    private static byte followUp(ByteBuffer packet, int value, int valueBytes, ReflectorSession session) {
        if (valueBytes != Tlv.FOLLOW_UP_VALUE_BYTES) {
            return Tlv.MALFORMED;
        }
        boolean has = session.hasStamp();
        packet.putInt(value, has ? session.stampSequence() : 0);
        packet.putLong(value + 4, has ? StampTime.toNtp(session.stampNs()) : 0);
        packet.putInt(value + 12, has ? Tlv.METHOD_SOFTWARE << 24 : 0);
        if (has) {
            session.discardStamp();
        }
        return 0;
    }
}
