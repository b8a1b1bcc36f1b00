// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One reply as a session-sender received it. Times are nanoseconds since 1970, by the clock of who took them.
 *
 * @param sequence number of the request it answers
 * @param reflectorSequence the reflector's own number of it, as an unsigned int
 * @param t2Ns when the reflector received the request
 * @param t2Kernel whether the reflector says that its kernel took t2
 * @param t3UserNs when the reflector was about to send it
 * @param t4Ns when it arrived here
 * @param t4Kernel whether the kernel took t4
 * @param estimate the reflector's word on its clock
 * @param forwardHopLimit TTL with which the request arrived there, 0 when the reflector did not see it
 * @param backwardHopLimit TTL with which the reply arrived here, −1 when unknown
 * @param followUp the t3 of an earlier reply, or null
 */
public record Reply(
        int sequence,
        long reflectorSequence,
        long t2Ns,
        boolean t2Kernel,
        long t3UserNs,
        long t4Ns,
        boolean t4Kernel,
        ErrorEstimate estimate,
        int forwardHopLimit,
        int backwardHopLimit,
        @Nullable FollowUp followUp) {

    /**
     * What a reflector says of an earlier reply.
     *
     * @param reflectorSequence number of that reply
     * @param t3Ns when it left
     * @param kernel whether the kernel took it
     */
    public record FollowUp(long reflectorSequence, long t3Ns, boolean kernel) {}

    /**
     * Reads a reply of at least 44 octets; extensions that are broken or not understood are passed over.
     *
     * @param t4Ns when it arrived, and whether the kernel says so
     */
    static Reply read(ByteBuffer packet, int lengthBytes, long t4Ns, boolean t4Kernel, int hopLimit) {
        ErrorEstimate estimate = ErrorEstimate.decode(packet.getShort(PacketLayout.ERROR_ESTIMATE));
        boolean t2Kernel = false;
        @Nullable FollowUp followUp = null;
        int at = PacketLayout.BASE_BYTES;
        while (at + Tlv.HEADER_BYTES <= lengthBytes) {
            int valueBytes = packet.getShort(at + Tlv.LENGTH) & 0xFFFF;
            boolean understood = (packet.get(at) & (Tlv.UNRECOGNISED | Tlv.MALFORMED)) == 0;
            if (at + Tlv.HEADER_BYTES + valueBytes > lengthBytes) {
                break;
            }
            int value = at + Tlv.HEADER_BYTES;
            byte type = packet.get(at + 1);
            if (understood && type == Tlv.TIMESTAMP_INFORMATION && valueBytes == 4) {
                t2Kernel = Tlv.isKernel(packet.get(value + 1));
            } else if (understood && type == Tlv.FOLLOW_UP && valueBytes == Tlv.FOLLOW_UP_VALUE_BYTES) {
                followUp = followUp(packet, value, estimate);
            }
            at = value + valueBytes;
        }
        return new Reply(
                packet.getInt(PacketLayout.SENDER_SEQUENCE),
                Integer.toUnsignedLong(packet.getInt(PacketLayout.SEQUENCE)),
                estimate.epochNs(packet.getLong(PacketLayout.RECEIVED)),
                t2Kernel,
                estimate.epochNs(packet.getLong(PacketLayout.TIMESTAMP)),
                t4Ns,
                t4Kernel,
                estimate,
                packet.get(PacketLayout.SENDER_TTL) & 0xFF,
                hopLimit,
                followUp);
    }

    /** All zero means that the reflector has none to give. */
    private static @Nullable FollowUp followUp(ByteBuffer packet, int value, ErrorEstimate estimate) {
        long stamp = packet.getLong(value + 4);
        if (stamp == 0) {
            return null;
        }
        return new FollowUp(
                Integer.toUnsignedLong(packet.getInt(value)),
                estimate.epochNs(stamp),
                Tlv.isKernel(packet.get(value + 12)));
    }
}
