// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.Arrival;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request into its reply, in place and of the same length, so that a reply can never be longer. Reused; used by one
 * thread.
 */
final class Reflection {
    private final TlvCursor cursor = new TlvCursor();
    private int replyDscp;

    /**
     * Whether a packet is itself a reply: a request holds zero, or a TWAMP-Light sender's padding, where a reply holds t2 and a
     * TTL between zeros.
     */
    static boolean isReply(ByteBuffer packet, PacketLayout layout) {
        return packet.getLong(layout.received) != 0
                && packet.getShort(layout.senderErrorEstimate + 2) == 0
                && packet.get(layout.senderTtl) != 0
                && (packet.getInt(layout.senderTtl) & 0xFF_FFFF) == 0;
    }

    /** Whether the request asks for t3 of earlier replies, well-formed. */
    boolean wantsFollowUp(ByteBuffer packet, PacketLayout layout, int lengthBytes) {
        cursor.start(packet, layout.baseBytes, lengthBytes);
        while (cursor.next()) {
            if (cursor.type() == Tlv.FOLLOW_UP) {
                return cursor.valueBytes() == Tlv.FOLLOW_UP_VALUE_BYTES;
            }
        }
        return false;
    }

    /**
     * Writes the base of the reply, all but t3.
     *
     * @param sequence the reflector's own number
     * @param t2Ns when the request arrived
     */
    static void base(Arrival request, PacketLayout layout, int sequence, long t2Ns, short errorEstimate) {
        ByteBuffer packet = request.payload();
        packet.putInt(layout.senderSequence, packet.getInt(PacketLayout.SEQUENCE));
        packet.putLong(layout.senderTimestamp, packet.getLong(layout.timestamp));
        packet.putShort(layout.senderErrorEstimate, packet.getShort(layout.errorEstimate));
        packet.putShort(layout.senderErrorEstimate + 2, (short) 0);
        packet.putInt(layout.senderTtl, Math.max(request.hopLimit(), 0) << 24);
        packet.putInt(PacketLayout.SEQUENCE, sequence);
        packet.putLong(layout.received, StampTime.toNtp(t2Ns));
        packet.putShort(layout.errorEstimate, errorEstimate);
        if (layout == PacketLayout.AUTHENTICATED) {
            zerosBetween(packet);
        }
    }

    /** What must be zero in an authenticated reply, whatever the request held. */
    private static void zerosBetween(ByteBuffer packet) {
        packet.putInt(4, 0);
        packet.putLong(8, 0);
        packet.putInt(28, 0);
        packet.putLong(40, 0);
        packet.putInt(52, 0);
        packet.putLong(56, 0);
        packet.putInt(76, 0);
        packet.putInt(84, 0);
        packet.putLong(88, 0);
    }

    /**
     * Answers the extensions (RFC 8972, section 4): what is not understood is marked U, what has a wrong length M, and after a
     * broken one nothing is read. With a key those not covered by a fitting HMAC are all marked I and not read.
     *
     * @param session where stamps wait that can be told; the one that is told is discarded
     */
    void extensions(
            Arrival request,
            PacketLayout layout,
            @Nullable Seal seal,
            ReflectorSession session,
            boolean t2Kernel,
            boolean synchronised) {
        ByteBuffer packet = request.payload();
        replyDscp = Math.max(request.dscp(), 0);
        if (seal != null && !isCovered(packet, layout, request.lengthBytes(), seal)) {
            markAll(packet, layout, request.lengthBytes());
            return;
        }
        cursor.start(packet, layout.baseBytes, request.lengthBytes());
        while (cursor.next()) {
            int value = cursor.value();
            byte flags = switch (cursor.type()) {
                case Tlv.EXTRA_PADDING -> 0;
                case Tlv.TIMESTAMP_INFORMATION -> timestampInformation(packet, value, t2Kernel, synchronised);
                case Tlv.CLASS_OF_SERVICE -> classOfService(packet, value, request);
                case Tlv.FOLLOW_UP -> followUp(packet, value, session);
                case Tlv.HMAC -> hmac(packet, layout, seal);
                default -> Tlv.UNRECOGNISED;
            };
            packet.put(cursor.at(), flags);
        }
        if (cursor.isBroken()) {
            packet.put(cursor.at(), Tlv.MALFORMED);
        }
    }

    /** The DSCP with which the reply to the request just answered is to leave. */
    int replyDscp() {
        return replyDscp;
    }

    /** Whether all extensions but padding are covered by an HMAC that fits; it may be followed by padding alone. */
    private boolean isCovered(ByteBuffer packet, PacketLayout layout, int lengthBytes, Seal seal) {
        boolean needed = false;
        boolean covered = false;
        cursor.start(packet, layout.baseBytes, lengthBytes);
        while (cursor.next()) {
            switch (cursor.type()) {
                case Tlv.EXTRA_PADDING -> {
                    // May be anywhere; needs no protection.
                }
                case Tlv.HMAC -> {
                    if (covered
                            || cursor.valueBytes() != Seal.BYTES
                            || !seal.fits(packet, layout.baseBytes, cursor.at() - layout.baseBytes, cursor.value())) {
                        return false;
                    }
                    covered = true;
                }
                default -> {
                    if (covered) {
                        return false;
                    }
                    needed = true;
                }
            }
        }
        return covered || !needed;
    }

    private void markAll(ByteBuffer packet, PacketLayout layout, int lengthBytes) {
        cursor.start(packet, layout.baseBytes, lengthBytes);
        while (cursor.next()) {
            packet.put(cursor.at(), Tlv.INTEGRITY_FAILED);
        }
    }

    /** Writes when the reply leaves, as late as can be, and seals it. */
    static void departure(ByteBuffer packet, PacketLayout layout, long t3Ns, @Nullable Seal seal) {
        packet.putLong(layout.timestamp, StampTime.toNtp(t3Ns));
        if (seal != null) {
            seal.write(packet, 0, PacketLayout.HMAC, PacketLayout.HMAC);
        }
    }

    private byte timestampInformation(ByteBuffer packet, int value, boolean t2Kernel, boolean synchronised) {
        if (cursor.valueBytes() != Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES) {
            return Tlv.MALFORMED;
        }
        byte source = synchronised ? Tlv.SOURCE_NTP : Tlv.SOURCE_FREE_RUNNING;
        packet.put(value, source);
        packet.put(value + 1, t2Kernel ? Tlv.METHOD_SOFTWARE : Tlv.METHOD_CONTROL_PLANE);
        packet.put(value + 2, source);
        packet.put(value + 3, Tlv.METHOD_CONTROL_PLANE);
        return 0;
    }

    /** Replies with whatever DSCP is wanted: who may use it is the network's matter. */
    private byte classOfService(ByteBuffer packet, int value, Arrival request) {
        if (cursor.valueBytes() != Tlv.CLASS_OF_SERVICE_VALUE_BYTES) {
            return Tlv.MALFORMED;
        }
        int wanted = Tlv.wantedDscp(packet.getShort(value));
        if (request.dscp() < 0) {
            // A socket that does not see classes of service cannot set them for one packet either.
            return Tlv.UNRECOGNISED;
        }
        packet.putInt(value, Tlv.classOfService(wanted, request.dscp(), request.ecn()) << 16);
        replyDscp = wanted;
        return 0;
    }

    private byte followUp(ByteBuffer packet, int value, ReflectorSession session) {
        if (cursor.valueBytes() != Tlv.FOLLOW_UP_VALUE_BYTES) {
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

    /** Covers what was just written before it; flags are written already, but for its own. */
    private byte hmac(ByteBuffer packet, PacketLayout layout, @Nullable Seal seal) {
        if (seal == null) {
            return Tlv.UNRECOGNISED;
        }
        seal.write(packet, layout.baseBytes, cursor.at() - layout.baseBytes, cursor.value());
        return 0;
    }
}
