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
        Arena arena = Arena.ofAuto();
        this.destination = destination;
        this.payload = arena.allocate(maxBytes, 8);
        this.name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
        this.nameBytes = SocketAddresses.write(name, destination.getAddress(), destination.getPort());
        this.buffer = payload.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    /** Its octets, by index. */
    public ByteBuffer buffer() {
        return buffer;
    }
}
