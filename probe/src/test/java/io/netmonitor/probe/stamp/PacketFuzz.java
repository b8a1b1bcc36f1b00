// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.Allocation;
import io.netmonitor.probe.socket.Arrival;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives arbitrary octets to all that reads packets, as a sender and as a reflector. Bit 0 of the first octet makes it an authenticated
 * session; its HMACs fit then unless bit 1 is set, so that what lies behind them is reached.
 */
public final class PacketFuzz {
    private static final SessionKey KEY = SessionKey.of(new byte[32]);
    private static final int UNTOUCHED = 64;
    /** Less than the longest length that fits a TLV. */
    private static final int MAX_ALLOCATED_BYTES = 16_384;

    private PacketFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean sealed = (input[0] & 1) != 0;
        PacketLayout layout = PacketLayout.of(sealed);
        int length = input.length - 1;
        if (length < layout.baseBytes || length > 2_000) {
            return;
        }
        // What lies behind the packet's end must be neither read nor written.
        byte[] octets = Arrays.copyOfRange(input, 1, input.length + UNTOUCHED);
        ByteBuffer packet = ByteBuffer.wrap(octets);
        @Nullable Seal seal = sealed ? new Seal(KEY) : null;
        if (seal != null && (input[0] & 2) == 0) {
            seal(packet, length, seal);
        }
        byte[] before = octets.clone();
        Allocation.atMost(MAX_ALLOCATED_BYTES, () -> {
            ByteBuffer again = ByteBuffer.wrap(before.clone());
            reflect(again, layout, length, seal);
            boolean _ = new Reply().read(again, layout, length, seal);
        });

        reflect(packet, layout, length, seal);
        Reply reply = new Reply();
        boolean genuine = reply.read(packet, layout, length, seal);
        if (!genuine) {
            throw new AssertionError("a reflector's own reply is not genuine");
        }
        ByteBuffer untouched = ByteBuffer.wrap(before);
        boolean _ = reply.read(untouched, layout, length, seal);
        ErrorEstimate.decode(reply.estimate);
        if (reply.followsUp && (reply.followUpSequence < 0 || reply.reflectorSequence < 0)) {
            throw new AssertionError("numbers are unsigned");
        }
        for (int i = length; i < octets.length; i++) {
            if (octets[i] != 0 || before[i] != 0) {
                throw new AssertionError("octet " + i + " behind a packet of " + length + " was written");
            }
        }
    }

    private static void reflect(ByteBuffer packet, PacketLayout layout, int length, @Nullable Seal seal) {
        boolean _ = Reflection.isReply(packet, layout);
        Reflection reflection = new Reflection();
        boolean _ = reflection.wantsFollowUp(packet, layout, length);
        ReflectorSession session = new ReflectorSession();
        session.accept(packet.getInt(0), packet.getLong(layout.timestamp));
        session.addStamp(session.takeSequence(), 1_000_000_007L);
        Arrival arrival = Arrival.of(packet, length, 5, packet.get(3) & 0xFF, packet.get(2) & 0xFF);
        Reflection.base(arrival, layout, session.takeSequence(), 5, (short) 1);
        reflection.extensions(arrival, layout, seal, session, true, true);
        if (reflection.replyDscp() < 0 || reflection.replyDscp() > 63) {
            throw new AssertionError("DSCP " + reflection.replyDscp());
        }
        Reflection.departure(packet, layout, 6, seal);
        boolean _ = new ReplayWindow().accept(packet.getInt(0) & 0xFFFF_FFFFL, packet.getLong(16));
    }

    /** Makes the base's HMAC fit, and that of the first HMAC TLV. */
    private static void seal(ByteBuffer packet, int length, Seal seal) {
        int base = PacketLayout.AUTHENTICATED.baseBytes;
        TlvCursor cursor = new TlvCursor();
        cursor.start(packet, base, length);
        while (cursor.next()) {
            if (cursor.type() == Tlv.HMAC && cursor.valueBytes() == Seal.BYTES) {
                seal.write(packet, base, cursor.at() - base, cursor.value());
                break;
            }
        }
        seal.write(packet, 0, PacketLayout.HMAC, PacketLayout.HMAC);
    }
}
