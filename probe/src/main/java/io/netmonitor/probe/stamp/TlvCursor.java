// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;

/**
 * Goes over the TLVs of a packet, never past its end: lengths are the peer's word. Type 0 is none but the padding of a TWAMP-Light
 * sender, and ends them. Reused; used by one thread.
 */
final class TlvCursor {
    private ByteBuffer packet = ByteBuffer.allocate(0);
    private int end;
    private int next;
    private int at;
    private int valueBytes;
    private boolean broken;

    /** Goes before the first TLV of a packet. */
    void start(ByteBuffer of, int from, int lengthBytes) {
        packet = of;
        next = from;
        end = lengthBytes;
        broken = false;
    }

    /** Goes to the next TLV; false when there is none, or one whose length is more than there is. */
    boolean next() {
        at = next;
        if (broken || at + Tlv.HEADER_BYTES > end || packet.get(at + 1) == 0) {
            return false;
        }
        valueBytes = packet.getShort(at + Tlv.LENGTH) & 0xFFFF;
        broken = value() + valueBytes > end;
        next = value() + valueBytes;
        return !broken;
    }

    /** Whether it ended before a TLV that is cut off; {@link #at} is where that one begins. */
    boolean isBroken() {
        return broken;
    }

    /** Where it begins. */
    int at() {
        return at;
    }

    byte type() {
        return packet.get(at + 1);
    }

    byte flags() {
        return packet.get(at);
    }

    /** Where its value begins. */
    int value() {
        return at + Tlv.HEADER_BYTES;
    }

    int valueBytes() {
        return valueBytes;
    }
}
