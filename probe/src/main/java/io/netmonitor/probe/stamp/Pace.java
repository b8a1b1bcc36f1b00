// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

/**
 * How a sender meets its instants: it wakes a little early and spins for the rest. How early is learnt from how late the system
 * wakes it; spinning has a budget, and where packets follow each other too closely for it they are sent when it wakes, with
 * others that are due soon. Used by one thread.
 */
final class Pace {
    /** Spinning costs at most this share of a core. */
    private static final double MAX_SHARE = 0.04;

    private static final long MAX_SAVED_NS = 2_000_000;
    /** Below this distance between packets nobody spins. */
    private static final long DENSE_NS = 300_000;
    /** What is due so soon is sent as well, where nobody spins. */
    private static final long DENSE_AHEAD_NS = 100_000;

    private static final long MIN_LEAD_NS = 6_000;
    private static final long MAX_LEAD_NS = 80_000;
    private static final long LATE_STEP_NS = 900;
    private static final long EARLY_STEP_NS = 150;

    private long leadNs = 60_000;
    private long savedNs = MAX_SAVED_NS;
    private long lastSentNs;
    private long gapNs = MAX_SAVED_NS;

    /** How long before the next instant to wake. */
    long leadNs() {
        return isDense() ? 0 : leadNs;
    }

    /** How far before its instant a packet may be sent. */
    long aheadNs() {
        return isDense() ? DENSE_AHEAD_NS : 0;
    }

    /** Whether packets follow each other so closely that spinning for each would cost too much. */
    private boolean isDense() {
        return gapNs < DENSE_NS;
    }

    /** Learns how late it was woken. */
    void woke(long lateNs) {
        if (isDense()) {
            return;
        }
        long step = lateNs > leadNs ? LATE_STEP_NS : -EARLY_STEP_NS;
        leadNs = Math.clamp(leadNs + step, MIN_LEAD_NS, MAX_LEAD_NS);
    }

    /** Spins until an instant, as far as the budget goes; returns when it ended. */
    long spin(long untilNs) {
        long beganNs = System.nanoTime();
        long nowNs = beganNs;
        long endNs = Math.min(untilNs, beganNs + savedNs);
        while (nowNs < endNs) {
            Thread.onSpinWait();
            nowNs = System.nanoTime();
        }
        savedNs = Math.max(0, savedNs - (nowNs - beganNs));
        return nowNs;
    }

    /** Takes note of a packet that was sent. */
    void sent(long nowNs) {
        long sinceNs = Math.min(nowNs - lastSentNs, MAX_SAVED_NS);
        lastSentNs = nowNs;
        gapNs += (sinceNs - gapNs) / 8;
        savedNs = Math.min(MAX_SAVED_NS, savedNs + (long) (sinceNs * MAX_SHARE));
    }
}
