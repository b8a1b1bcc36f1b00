// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.probe.perftrace.BasicRun;
import java.util.Arrays;

/**
 * Delays of the probes that returned, one way or both, in microseconds; negative where two clocks disagree by more than the way
 * takes.
 *
 * @param jitter RFC 1889's running estimate, seeded with the first difference; 0 for a single probe
 */
record Delay(double min, double mean, double max, double jitter) {
    private static final double NS_PER_US = 1_000;
    private static final int SMOOTHING = 16;

    /**
     * Sums up.
     *
     * @param delaysNs by sequence, of one probe at least, such as {@link BasicRun#forwardNs()}
     */
    static Delay of(long[] delaysNs) {
        double[] us = Arrays.stream(delaysNs).mapToDouble(ns -> ns / NS_PER_US).toArray();
        double min = us[0];
        double max = us[0];
        double sum = us[0];
        double jitter = 0;
        for (int i = 1; i < us.length; i++) {
            double difference = Math.abs(us[i] - us[i - 1]);
            jitter = i == 1 ? difference : jitter + (difference - jitter) / SMOOTHING;
            min = Math.min(min, us[i]);
            max = Math.max(max, us[i]);
            sum += us[i];
        }
        return new Delay(min, sum / us.length, max, jitter);
    }
}
