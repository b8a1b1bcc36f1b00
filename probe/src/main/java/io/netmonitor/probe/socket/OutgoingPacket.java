// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A packet to one destination, sent again and again with other octets. Used by one thread; its memory goes with it. */
public final class OutgoingPacket {
    private static final long NAME_BYTES = 32;

    final MemorySegment payload;
    final MemorySegment name;
    final int nameBytes;
    final InetSocketAddress destination;
    private final ByteBuffer buffer;

    /** A packet of zeros. */
    public OutgoingPacket(InetSocketAddress destination, int maxBytes) {
        if (maxBytes < 1 || maxBytes > TestSocket.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "maxBytes outside 1 to " + TestSocket.MAX_PAYLOAD_BYTES + ": " + maxBytes);
        }
        // One piece of memory for both: the collector has each to free by itself.
        MemorySegment both = Arena.ofAuto().allocate(NAME_BYTES + (long) maxBytes, 8);
        this.destination = destination;
        this.name = both.asSlice(0, NAME_BYTES);
        this.payload = both.asSlice(NAME_BYTES);
        this.nameBytes = SocketAddresses.write(name, destination.getAddress(), destination.getPort());
        this.buffer = payload.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    /** Its octets, by index. */
    public ByteBuffer buffer() {
        return buffer;
    }
}
