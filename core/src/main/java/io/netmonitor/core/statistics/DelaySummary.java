// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import java.util.Arrays;

/**
 * Delays of one direction, summed up. Nanoseconds; one-way delays may be negative when clocks disagree.
 *
 * @param minNs smallest
 * @param meanNs arithmetic mean, rounded
 * @param p50Ns median, by nearest rank as are the other percentiles (RFC 2330, section 11.3)
 * @param p95Ns 95th percentile
 * @param p99Ns 99th percentile
 * @param maxNs largest
 * @param stddevNs standard deviation of the sample (divided by n−1), 0 for one packet
 */
public record DelaySummary(long minNs, long meanNs, long p50Ns, long p95Ns, long p99Ns, long maxNs, long stddevNs) {
    /**
     * Sums up delays in any order; the array is not changed.
     *
     * @throws IllegalArgumentException when there are none
     */
    public static DelaySummary of(long[] delaysNs) {
        if (delaysNs.length == 0) {
            throw new IllegalArgumentException("no delays to sum up");
        }
        long[] sorted = delaysNs.clone();
        Arrays.sort(sorted);
        // Relative to the minimum, so that neither the sum nor the squares lose digits.
        double sum = 0;
        for (long delay : sorted) {
            sum += delay - sorted[0];
        }
        double mean = sum / sorted.length;
        double squares = 0;
        for (long delay : sorted) {
            double distance = delay - sorted[0] - mean;
            squares += distance * distance;
        }
        double stddev = sorted.length == 1 ? 0 : Math.sqrt(squares / (sorted.length - 1));
        return new DelaySummary(
                sorted[0],
                sorted[0] + Math.round(mean),
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                sorted[sorted.length - 1],
                Math.round(stddev));
    }

    /** Packet delay variation as RFC 5481 defines it, at the 95th percentile: p95 − min. */
    public long pdvNs() {
        return p95Ns - minNs;
    }

    private static long percentile(long[] sorted, int percent) {
        int rank = (int) (((long) percent * sorted.length + 99) / 100);
        return sorted[Math.max(rank, 1) - 1];
    }
}
