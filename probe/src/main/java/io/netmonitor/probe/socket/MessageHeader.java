// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code struct msghdr} with the buffers it points to, for one {@code sendmsg} or {@code recvmsg} at a time.
 *
 * <pre>
 * msghdr   0 name | 8 name length (int) | 16 iovec | 24 iovecs | 32 control | 40 control length | 48 flags (int)
 * iovec    0 base | 8 length
 * </pre>
 */
final class MessageHeader {
    private static final int MSG_TRUNC = 0x20;
    private static final int CONTROL_BYTES = 512;

    final MemorySegment header;
    final MemorySegment name;
    final MemorySegment control;
    final MemorySegment payload;
    private final MemorySegment iovec;

    MessageHeader(Arena arena, MemorySegment payload) {
        this.payload = payload;
        this.name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
        this.control = arena.allocate(CONTROL_BYTES, 8);
        this.iovec = arena.allocate(16, 8);
        this.header = arena.allocate(56, 8);
        iovec.set(ADDRESS, 0, payload);
        header.set(ADDRESS, 16, iovec);
        header.set(JAVA_LONG, 24, 1);
    }

    /** Offers all buffers in full; the kernel overwrites the lengths, so this is due before each receive. */
    void offer() {
        header.set(ADDRESS, 0, name);
        header.set(JAVA_INT, 8, (int) name.byteSize());
        iovec.set(JAVA_LONG, 8, payload.byteSize());
        header.set(ADDRESS, 32, control);
        header.set(JAVA_LONG, 40, control.byteSize());
        header.set(JAVA_INT, 48, 0);
    }

    /** Prepares to send to the connected destination, with this one's control messages. */
    void toConnected(int lengthBytes, int controlBytes) {
        header.set(ADDRESS, 0, MemorySegment.NULL);
        header.set(JAVA_INT, 8, 0);
        iovec.set(JAVA_LONG, 8, lengthBytes);
        control(controlBytes);
    }

    /** Prepares to send another header's payload back to where it came from, with this one's control messages. */
    void replyTo(MessageHeader request, int lengthBytes, int controlBytes) {
        header.set(ADDRESS, 0, request.name);
        header.set(JAVA_INT, 8, request.header.get(JAVA_INT, 8));
        iovec.set(ADDRESS, 0, request.payload);
        iovec.set(JAVA_LONG, 8, lengthBytes);
        control(controlBytes);
    }

    /** Takes the last octets off the control messages. */
    void shortenControl(int bytes) {
        control(controlBytes() - bytes);
    }

    private void control(int bytes) {
        header.set(ADDRESS, 32, bytes == 0 ? MemorySegment.NULL : control);
        header.set(JAVA_LONG, 40, bytes);
    }

    int controlBytes() {
        return (int) header.get(JAVA_LONG, 40);
    }

    boolean truncated() {
        return (header.get(JAVA_INT, 48) & MSG_TRUNC) != 0;
    }
}
