// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.core.time.WallClock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The clock that the kernel stamps packets with, read in user space without allocating. One thread uses an instance. */
public final class SystemTime {
    private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

    /** Nanoseconds since 1970. */
    public long nowNs() {
        if (!Libc.isSupported()) {
            return EpochNanos.of(WallClock.SYSTEM.now());
        }
        Libc.clockGettime(0, timespec);
        return timespec.get(JAVA_LONG, 0) * 1_000_000_000L + timespec.get(JAVA_LONG, 8);
    }
}
