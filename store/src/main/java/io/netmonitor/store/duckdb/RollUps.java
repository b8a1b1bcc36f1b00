// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Rolls the metrics of results up into {@link Partial}s, one for each window, path and metric. Used by one thread. */
final class RollUps {
    /** More packets than any measurement has; more would be a coding gone wrong, whose sums could overflow. */
    private static final long MAX_PACKETS = 1_000_000_000L;

    private final ProbeCatalog catalog;
    private final Map<PartialKey, Partial> partials = new HashMap<>();
    private int unreadable;

    private RollUps(ProbeCatalog catalog) {
        this.catalog = catalog;
    }

    /** Rolls up batches; results of kinds that are unknown here have no metrics. */
    static RollUps of(List<Batch> batches, ProbeCatalog catalog) {
        RollUps rollUps = new RollUps(catalog);
        batches.forEach(batch -> batch.results().forEach(rollUps::add));
        return rollUps;
    }

    Map<PartialKey, Partial> partials() {
        return partials;
    }

    /** Histograms that could not be read and were left out. */
    int unreadable() {
        return unreadable;
    }

    private void add(Result result) {
        @Nullable ProbeDescription description = catalog.find(result.kind()).orElse(null);
        if (description == null) {
            return;
        }
        for (Metric metric : description.metrics()) {
            OptionalDouble value = result.values().number(metric.value());
            DelayHistogram histogram = value.isPresent() ? histogram(result, metric) : null;
            for (RollUp level : RollUp.values()) {
                Instant window = level.windowOf(result.startedAt());
                Partial partial = partials.computeIfAbsent(
                        new PartialKey(
                                SeriesTable.of(level, window),
                                EpochNanos.of(window),
                                result.task(),
                                result.kind(),
                                result.path(),
                                metric.name()),
                        key -> new Partial());
                value.ifPresentOrElse(partial::add, partial::addFailed);
                if (histogram != null) {
                    partial.add(histogram);
                }
            }
        }
    }

    private @Nullable DelayHistogram histogram(Result result, Metric metric) {
        String text = metric.histogramField()
                .flatMap(field -> result.values().text(field))
                .orElse(null);
        if (text == null) {
            return null;
        }
        try {
            DelayHistogram histogram = DelayHistogram.decodeText(text);
            long packets = histogram.count();
            if (packets > 0 && packets <= MAX_PACKETS) {
                return histogram;
            }
        } catch (IllegalArgumentException e) {
            // Counted below: a histogram of a later version or a broken one must not hold up the batch.
            unreadable++;
            return null;
        }
        unreadable++;
        return null;
    }
}
