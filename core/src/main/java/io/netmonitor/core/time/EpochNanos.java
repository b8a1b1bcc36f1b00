// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import java.time.Instant;

/** Instants as nanoseconds since 1970-01-01T00:00:00Z, the form in which they are computed and stored. Fits until 2262. */
public final class EpochNanos {
    private static final long PER_SECOND = 1_000_000_000L;

    private EpochNanos() {}

    /**
     * Nanoseconds since the epoch.
     *
     * @throws ArithmeticException outside the years 1677 to 2262
     */
    public static long of(Instant instant) {
        long second = instant.getEpochSecond();
        long nano = instant.getNano();
        // Towards zero, because the whole seconds below an instant of 1677 may be out of range when the instant is not.
        if (second < 0) {
            second++;
            nano -= PER_SECOND;
        }
        return Math.addExact(Math.multiplyExact(second, PER_SECOND), nano);
    }

    /** The instant that many nanoseconds after the epoch. */
    public static Instant toInstant(long epochNs) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNs, PER_SECOND), Math.floorMod(epochNs, PER_SECOND));
    }
}
