// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Result;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Turns results into the prototype's one gauge: delays and jitter in ms, loss as a ratio, bandwidth in bit/s, members as they
 * were listed. Immutable.
 *
 * <pre>
 * netmonitor{dip="bj",metric="RTT",sip="sh",task="wan"} 12.3
 * </pre>
 */
public final class PrototypeGauge {
    /** Content type of {@link #write}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;
    private static final MetricMetadata METADATA = new MetricMetadata(
            "netmonitor", "The prototype's metrics: delays and jitter in ms, loss as a ratio, bandwidth in bit/s");

    private final ProbeCatalog catalog;
    private final ListedNames names;

    public PrototypeGauge(ProbeCatalog catalog, ListedNames names) {
        this.catalog = catalog;
        this.names = names;
    }

    /**
     * Writes the results of one task without its name, in the text format of Prometheus; nothing when there is no value among
     * them.
     */
    public void write(List<Result> ofOneTask, OutputStream out) throws IOException {
        GaugeSnapshot gauge = snapshot(ofOneTask, result -> Labels.EMPTY);
        if (!gauge.getDataPoints().isEmpty()) {
            PrometheusTextFormatWriter.create()
                    .write(out, new MetricSnapshots(gauge), EscapingScheme.UNDERSCORE_ESCAPING);
        }
    }

    /** The results of all tasks, each with its task's name. */
    GaugeSnapshot ofAllTasks(List<Result> results) {
        return snapshot(results, result -> Labels.of("task", result.task()));
    }

    /** What was measured from both ends, or is listed alike, has the value of the newest result. */
    private GaugeSnapshot snapshot(List<Result> results, Function<Result, Labels> own) {
        Map<Labels, GaugeDataPointSnapshot> points = new LinkedHashMap<>();
        results.stream().sorted(Comparator.comparing(Result::startedAt)).forEach(result -> {
            Labels labels = own.apply(result);
            catalog.find(result.kind())
                    .ifPresent(description ->
                            description.metrics().forEach(metric -> add(result, metric, labels, points)));
        });
        return new GaugeSnapshot(METADATA, points.values());
    }

    private void add(Result result, Metric metric, Labels own, Map<Labels, GaugeDataPointSnapshot> points) {
        String legacy = metric.legacy();
        OptionalDouble value = result.values().number(metric.value());
        if (legacy == null || value.isEmpty()) {
            return;
        }
        String source = names.listedAs(result.task(), result.path().source());
        String destination = names.listedAs(result.task(), result.path().destination());
        boolean backward = metric.direction() == Direction.BACKWARD;
        Labels labels = own.merge(Labels.of(
                "sip", backward ? destination : source, "dip", backward ? source : destination, "metric", legacy));
        double told = metric.unit() == Unit.NANOSECONDS
                ? value.getAsDouble() / NANOSECONDS_PER_MILLISECOND
                : value.getAsDouble();
        points.put(labels, new GaugeDataPointSnapshot(told, labels, null));
    }
}
