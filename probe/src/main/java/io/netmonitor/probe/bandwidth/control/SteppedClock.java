// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.SystemTime;

/**
 * Notices that the clock by which arrivals are stamped was set: it moves against the clock that only counts. One thread uses it.
 */
final class SteppedClock {
    /** Beyond this it was set: what two readings miss each other by is microseconds. */
    static final long STEP_NS = 1_000_000;

    private static final int TRIES = 5;

    private final StampClock clock;
    private final SystemTime system = new SystemTime();
    private final long atBeginNs;

    SteppedClock(StampClock clock) {
        this.clock = clock;
        this.atBeginNs = apartNs();
    }

    /** Both clocks at the same instant, as nearly as the quickest of some tries. */
    private long apartNs() {
        long apartNs = 0;
        long closestNs = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            long wallNs = clock.readingAt(system.nowNs());
            long after = System.nanoTime();
            if (after - before < closestNs) {
                closestNs = after - before;
                apartNs = wallNs - before;
            }
        }
        return apartNs;
    }

    /** By how much it was set since the beginning. */
    long movedNs() {
        return apartNs() - atBeginNs;
    }
}
