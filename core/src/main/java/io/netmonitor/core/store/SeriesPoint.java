// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One point of a series, in the metric's unit.
 *
 * @param at start of the window, or of the measurement
 * @param count measurements that gave a value
 * @param failed measurements that gave none
 * @param min smallest value; absent when none was given, as are the following
 * @param mean mean of the values
 * @param max largest value
 * @param p50 median over all packets where the metric has histograms
 * @param p95 95th percentile likewise
 * @param p99 99th percentile likewise
 */
public record SeriesPoint(
        Instant at,
        long count,
        long failed,
        @Nullable Double min,
        @Nullable Double mean,
        @Nullable Double max,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99) {
    public SeriesPoint {
        requireNonNull(at, "at");
    }
}
