// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reflector's packet, read. Times are nanoseconds since 1970, by the reflector's clock. Reused; used by one thread.
 */
final class Reply {
    /** The number of the request that it answers. */
    int sequence;
    /** The reflector's own number, unsigned. */
    long reflectorSequence;

    int sessionId;
    /** What it repeats of the request: t1 as it stood in there. */
    long echoedNtp;
    /** When the reflector received the request. */
    long t2Ns;
    /** Whether the reflector says that its kernel took t2. */
    boolean t2Kernel;
    /** When the reflector was about to send it. */
    long t3UserNs;
    /** The reflector's word on its clock, as an {@link ErrorEstimate} in two octets. */
    short estimate;
    /** TTL with which the request arrived there, 0 when the reflector did not see it. */
    int forwardHopLimit;
    /** DSCP with which the request arrived there, −1 when the reflector does not say. */
    int forwardDscp;
    /** Whether the reflector says that it sent the reply with the DSCP that was wanted. */
    boolean dscpHonoured;
    /** Whether it tells the t3 of an earlier reply. */
    boolean followsUp;
    /** The reflector's number of that earlier reply, unsigned. */
    long followUpSequence;
    /** When that earlier reply left. */
    long followUpNs;
    /** Whether the reflector's kernel took that. */
    boolean followUpKernel;

    private final TlvCursor cursor = new TlvCursor();

    /**
     * Reads a packet; extensions that are broken, not understood or not genuine are passed over.
     *
     * @param seal of the session, or null when it is not authenticated
     * @return false when it is too short to be a reply, or not genuine
     */
    boolean read(ByteBuffer packet, PacketLayout layout, int lengthBytes, @Nullable Seal seal) {
        if (lengthBytes < layout.baseBytes) {
            return false;
        }
        if (seal != null && !seal.fits(packet, 0, PacketLayout.HMAC, PacketLayout.HMAC)) {
            return false;
        }
        base(packet, layout);
        int extensionsEnd = seal == null ? lengthBytes : genuineEnd(packet, layout, lengthBytes, seal);
        cursor.start(packet, layout.baseBytes, extensionsEnd);
        while (cursor.next()) {
            if ((cursor.flags() & (Tlv.UNRECOGNISED | Tlv.MALFORMED | Tlv.INTEGRITY_FAILED)) == 0) {
                extension(packet);
            }
        }
        return true;
    }

    private void base(ByteBuffer packet, PacketLayout layout) {
        estimate = packet.getShort(layout.errorEstimate);
        sequence = packet.getInt(layout.senderSequence);
        reflectorSequence = Integer.toUnsignedLong(packet.getInt(PacketLayout.SEQUENCE));
        sessionId = packet.getShort(layout.sessionId) & 0xFFFF;
        echoedNtp = packet.getLong(layout.senderTimestamp);
        t2Ns = ErrorEstimate.epochNs(estimate, packet.getLong(layout.received));
        t3UserNs = ErrorEstimate.epochNs(estimate, packet.getLong(layout.timestamp));
        forwardHopLimit = packet.get(layout.senderTtl) & 0xFF;
        t2Kernel = false;
        forwardDscp = -1;
        dscpHonoured = false;
        followsUp = false;
    }

    /** Where the extensions end that the HMAC among them covers; where they begin when there is none or it does not fit. */
    private int genuineEnd(ByteBuffer packet, PacketLayout layout, int lengthBytes, Seal seal) {
        cursor.start(packet, layout.baseBytes, lengthBytes);
        while (cursor.next()) {
            if (cursor.type() == Tlv.HMAC) {
                boolean fits = cursor.valueBytes() == Seal.BYTES
                        && seal.fits(packet, layout.baseBytes, cursor.at() - layout.baseBytes, cursor.value());
                return fits ? cursor.at() : layout.baseBytes;
            }
        }
        return layout.baseBytes;
    }

    private void extension(ByteBuffer packet) {
        int value = cursor.value();
        switch (cursor.type()) {
            case Tlv.TIMESTAMP_INFORMATION -> {
                if (cursor.valueBytes() == Tlv.TIMESTAMP_INFORMATION_VALUE_BYTES) {
                    t2Kernel = Tlv.isKernel(packet.get(value + 1));
                }
            }
            case Tlv.CLASS_OF_SERVICE -> {
                if (cursor.valueBytes() == Tlv.CLASS_OF_SERVICE_VALUE_BYTES) {
                    forwardDscp = Tlv.seenDscp(packet.getShort(value));
                    dscpHonoured = !Tlv.isRefused(packet.getShort(value));
                }
            }
            case Tlv.FOLLOW_UP -> {
                if (cursor.valueBytes() == Tlv.FOLLOW_UP_VALUE_BYTES) {
                    followUp(packet, value);
                }
            }
            default -> {
                // Nothing else was asked for.
            }
        }
    }

    /** All zero means that the reflector has none to give. */
    private void followUp(ByteBuffer packet, int value) {
        long stamp = packet.getLong(value + 4);
        if (stamp != 0) {
            followsUp = true;
            followUpSequence = Integer.toUnsignedLong(packet.getInt(value));
            followUpNs = ErrorEstimate.epochNs(estimate, stamp);
            followUpKernel = Tlv.isKernel(packet.get(value + 12));
        }
    }
}
