// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.store.SeriesPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Part of a roll-up: what one commit added to a window. Partials of a window are merged in any order. Not thread-safe. */
final class Partial {
    private long count;
    private long failed;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable DelayHistogram histogram;

    /** A measurement that gave a value. */
    void add(double value) {
        add(1, 0, value, value, value);
    }

    /** A measurement that gave none. */
    void addFailed() {
        failed++;
    }

    /** The packets of a measurement, or of many. */
    void add(DelayHistogram packets) {
        if (histogram == null) {
            histogram = new DelayHistogram(packets.baseNs());
        }
        histogram.merge(packets);
    }

    /** A partial that was kept; min and max mean nothing when the count is 0. */
    void add(long moreCount, long moreFailed, double moreSum, double otherMin, double otherMax) {
        failed += moreFailed;
        if (moreCount > 0) {
            count += moreCount;
            sum += moreSum;
            min = Math.min(min, otherMin);
            max = Math.max(max, otherMax);
        }
    }

    long count() {
        return count;
    }

    long failed() {
        return failed;
    }

    double sum() {
        return sum;
    }

    /** Smallest value; absent when there is none. */
    @Nullable
    Double min() {
        return count == 0 ? null : min;
    }

    /** Largest value; absent when there is none. */
    @Nullable
    Double max() {
        return count == 0 ? null : max;
    }

    /** The histogram's coding; absent when there is none. */
    byte @Nullable [] histogram() {
        return histogram == null ? null : histogram.encoded();
    }

    SeriesPoint point(Instant at) {
        return new SeriesPoint(
                at,
                count,
                failed,
                min(),
                count == 0 ? null : sum / count,
                max(),
                quantile(0.5),
                quantile(0.95),
                quantile(0.99));
    }

    private @Nullable Double quantile(double quantile) {
        return histogram == null || histogram.count() == 0 ? null : (double) histogram.quantileNs(quantile);
    }
}
