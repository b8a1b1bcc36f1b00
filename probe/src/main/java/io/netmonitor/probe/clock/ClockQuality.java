// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

/**
 * How far this host's clock, or another's, can be trusted.
 *
 * @param synchronised whether something keeps it on time
 * @param maxErrorNs bound of its distance to UTC, nanoseconds
 */
public record ClockQuality(boolean synchronised, long maxErrorNs) {
    /** Nothing is known, so nothing is promised: the kernel's own ceiling. */
    public static final ClockQuality UNKNOWN = new ClockQuality(false, 16_000_000_000L);

    public ClockQuality {
        if (maxErrorNs < 0) {
            throw new IllegalArgumentException("maxErrorNs < 0: " + maxErrorNs);
        }
    }

    /**
     * What the kernel says now and chronyd said lately; the better of them. Never waits, so threads that measure may call
     * it. chronyd is asked in the background from the first call on, so that call knows the kernel's word alone.
     */
    public static ClockQuality read() {
        return ClockWatch.ofThisHost().read();
    }

    /** As {@link #read}, but asks chronyd first and waits for it, half a second at most. */
    public static ClockQuality ask() {
        ClockWatch watch = ClockWatch.ofThisHost();
        watch.ask();
        return watch.read();
    }

    /** Of two true statements about one clock the one that promises more; this one when neither promises anything. */
    ClockQuality orBetter(ClockQuality other) {
        if (!other.synchronised) {
            return this;
        }
        return !synchronised || other.maxErrorNs < maxErrorNs ? other : this;
    }
}
