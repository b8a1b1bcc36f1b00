// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

/**
 * Running jitter as RFC 3550, section 6.4.1 estimates it: J += (|D| − J)/16 over the differences D of successive delays,
 * seeded with the first |D| instead of 0, as the prototype did. Feed it in sending order. Not safe for use by many
 * threads.
 */
public final class Jitter {
    private double jitterNs;
    private long previousNs;
    private int delays;

    /** Takes the next packet's delay in nanoseconds. */
    public void add(long delayNs) {
        if (delays > 0) {
            double distance = Math.abs((double) delayNs - previousNs);
            jitterNs = delays == 1 ? distance : jitterNs + (distance - jitterNs) / 16;
        }
        previousNs = delayNs;
        delays++;
    }

    /** Whether two packets were seen, so that there is a jitter at all. */
    public boolean isKnown() {
        return delays > 1;
    }

    /** The estimate so far, rounded; 0 until {@link #isKnown}. */
    public long jitterNs() {
        return Math.round(jitterNs);
    }
}
