// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Gives arbitrary octets to the readers of control messages; the kernel writes them, and yet nothing may be read beyond. */
public final class ControlFuzz {
    private ControlFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try (Arena arena = Arena.ofConfined()) {
            MessageBatch batch = new MessageBatch(arena, 2, 64);
            MemorySegment control = batch.control(0);
            int bytes = (int) Math.min(input.length, control.byteSize());
            MemorySegment.copy(input, 0, control, JAVA_BYTE, 0, bytes);
            batch.headers.set(JAVA_LONG, 40, bytes);
            Arrival arrival = new Arrival(0, ByteBuffer.allocate(64), new PacketInfo());
            arrival.reset();

            ControlMessages.read(batch, 0, arrival);
            Notice notice = new Notice();
            if (ControlMessages.read(batch, 0, notice) && notice.words().isEmpty()) {
                throw new AssertionError("an error without words");
            }

            if (arrival.hopLimit() < -1 || arrival.hopLimit() > 255 || arrival.dscp() < -1 || arrival.dscp() > 63) {
                throw new AssertionError("hop limit " + arrival.hopLimit() + ", DSCP " + arrival.dscp());
            }
            int end = arrival.info.write(batch.control(1), 0);
            if (end > 64) {
                throw new AssertionError("packet info of " + end + " octets");
            }
        }
    }
}
