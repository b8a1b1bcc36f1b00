// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr} with what they point to, for {@code sendmmsg} and {@code recvmmsg}.
 *
 * <pre>
 * mmsghdr  0 name | 8 name length (int) | 16 iovec | 24 iovecs | 32 control | 40 control length | 48 flags (int) | 56 length (int)
 * iovec    0 base | 8 length
 * </pre>
 */
final class MessageBatch {
    static final int HEADER_BYTES = 64;

    private static final int MSG_TRUNC = 0x20;
    private static final int CONTROL_BYTES = 256;
    private static final int NAME_BYTES = 32;

    final MemorySegment headers;
    private final MemorySegment[] names;
    private final MemorySegment[] controls;
    private final MemorySegment[] payloads;
    private final MemorySegment iovecs;
    private final int size;

    /** A batch whose messages have buffers of their own, or point elsewhere when {@code payloadBytes} is 0. */
    MessageBatch(Arena arena, int size, int payloadBytes) {
        this.size = size;
        this.headers = arena.allocate((long) size * HEADER_BYTES, 8);
        this.iovecs = arena.allocate(16L * size, 8);
        this.names = slices(arena, size, NAME_BYTES);
        this.controls = slices(arena, size, CONTROL_BYTES);
        this.payloads = payloadBytes == 0 ? new MemorySegment[0] : slices(arena, size, payloadBytes);
        for (int i = 0; i < size; i++) {
            headers.set(ADDRESS, at(i) + 16, iovecs.asSlice(16L * i, 16));
            headers.set(JAVA_LONG, at(i) + 24, 1);
            if (payloadBytes > 0) {
                iovecs.set(ADDRESS, 16L * i, payloads[i]);
                offer(i);
            }
        }
    }

    private static MemorySegment[] slices(Arena arena, int size, int bytes) {
        int step = (bytes + 7) & ~7;
        MemorySegment all = arena.allocate((long) size * step, 8);
        MemorySegment[] slices = new MemorySegment[size];
        for (int i = 0; i < size; i++) {
            slices[i] = all.asSlice((long) i * step, bytes);
        }
        return slices;
    }

    private static long at(int place) {
        return (long) place * HEADER_BYTES;
    }

    int size() {
        return size;
    }

    MemorySegment name(int place) {
        return names[place];
    }

    int nameBytes(int place) {
        return headers.get(JAVA_INT, at(place) + 8);
    }

    MemorySegment control(int place) {
        return controls[place];
    }

    MemorySegment payload(int place) {
        return payloads[place];
    }

    /** Offers all buffers of a message in full; the kernel overwrites the lengths, so this is due after each use. */
    void offer(int place) {
        long at = at(place);
        headers.set(ADDRESS, at, names[place]);
        headers.set(JAVA_INT, at + 8, NAME_BYTES);
        iovecs.set(JAVA_LONG, 16L * place + 8, payloads[place].byteSize());
        headers.set(ADDRESS, at + 32, controls[place]);
        headers.set(JAVA_LONG, at + 40, CONTROL_BYTES);
        headers.set(JAVA_INT, at + 48, 0);
    }

    /** Points a message at what is to be sent where, with this batch's own control messages. */
    void point(int place, MemorySegment name, int nameBytes, MemorySegment payload, int lengthBytes, int controlBytes) {
        long at = at(place);
        headers.set(ADDRESS, at, name);
        headers.set(JAVA_INT, at + 8, nameBytes);
        iovecs.set(ADDRESS, 16L * place, payload);
        iovecs.set(JAVA_LONG, 16L * place + 8, lengthBytes);
        control(place, controlBytes);
    }

    /** Takes the last octets off the control messages. */
    void shortenControl(int place, int bytes) {
        control(place, controlBytes(place) - bytes);
    }

    private void control(int place, int bytes) {
        headers.set(ADDRESS, at(place) + 32, bytes == 0 ? MemorySegment.NULL : controls[place]);
        headers.set(JAVA_LONG, at(place) + 40, bytes);
    }

    int controlBytes(int place) {
        return (int) headers.get(JAVA_LONG, at(place) + 40);
    }

    /** Octets that the kernel sent or received. */
    int lengthBytes(int place) {
        return headers.get(JAVA_INT, at(place) + 56);
    }

    boolean truncated(int place) {
        return (headers.get(JAVA_INT, at(place) + 48) & MSG_TRUNC) != 0;
    }
}
