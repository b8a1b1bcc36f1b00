// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netmonitor.probe.socket.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the kernel says of its own clock, {@code adjtimex(2)}. */
final class KernelClock {
    private static final int TIMEX_BYTES = 208;
    private static final long MAX_ERROR_OFFSET = 24;
    private static final long STATUS_OFFSET = 40;
    private static final int STA_UNSYNC = 0x40;

    private KernelClock() {}

    /**
     * Synchronised when {@code STA_UNSYNC} is not set. The error grows by 0.5 ms a second from one word of the clock's keeper
     * to the next, up to 16 s.
     *
     * @return {@link ClockQuality#UNKNOWN} where the kernel cannot be asked
     */
    static ClockQuality read() {
        if (!Libc.isSupported()) {
            return ClockQuality.UNKNOWN;
        }
        try (Arena arena = Arena.ofConfined()) {
            // All zero: no mode is set, so the call only reads.
            MemorySegment timex = arena.allocate(TIMEX_BYTES, 8);
            if (Libc.adjtimex(Libc.callState(arena), timex) < 0) {
                return ClockQuality.UNKNOWN;
            }
            boolean unsynchronised = (timex.get(JAVA_INT, STATUS_OFFSET) & STA_UNSYNC) != 0;
            long maxErrorUs = Math.max(0, timex.get(JAVA_LONG, MAX_ERROR_OFFSET));
            return new ClockQuality(!unsynchronised, Math.multiplyExact(maxErrorUs, 1_000L));
        }
    }
}
