// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Result;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns results into Prometheus' words by the probe types' descriptions alone: delays with quantiles become summaries in
 * seconds, everything else gauges. A backward value is labelled with the path on which it was measured, so that one name
 * serves both directions.
 *
 * <pre>
 * netmonitor_round_trip_delay_seconds{task="wan",source="sh",destination="bj",family="ipv6",quantile="0.5"} 0.0123
 * </pre>
 *
 * <p>What was measured from both ends has the value of the newest result. Immutable.
 */
final class Exposition {
    private final ProbeCatalog catalog;
    private final PrototypeGauge prototype;

    Exposition(ProbeCatalog catalog, ListedNames names) {
        this.catalog = catalog;
        this.prototype = new PrototypeGauge(catalog, names);
    }

    MetricSnapshots snapshots(List<Result> results, Instant now) {
        Map<String, Map<Labels, SummaryDataPointSnapshot>> summaries = new TreeMap<>();
        Map<String, Map<Labels, GaugeDataPointSnapshot>> gauges = new TreeMap<>();
        Map<String, String> help = new LinkedHashMap<>();
        help.put("netmonitor_result_age_seconds", "Time since the newest result of a path started");
        help.put("netmonitor_result_has_value", "Whether the newest measurement of a path gave a value: 1, else 0");
        help.put("netmonitor_clock_synchronized", "Whether both clocks of a path follow a reference: 1, else 0");
        for (Result result : oldestFirst(results)) {
            Optional<ProbeDescription> description = catalog.find(result.kind());
            if (description.isPresent()) {
                addState(result, now, gauges);
                description.get().metrics().forEach(metric -> add(result, metric, summaries, gauges, help));
            }
        }
        List<MetricSnapshot> all = new ArrayList<>();
        summaries.forEach((name, points) -> all.add(new SummarySnapshot(metadata(name, help), points.values())));
        gauges.forEach((name, points) -> all.add(new GaugeSnapshot(metadata(name, help), points.values())));
        all.add(prototype.ofAllTasks(results));
        return new MetricSnapshots(all);
    }

    private static List<Result> oldestFirst(List<Result> results) {
        return results.stream().sorted(Comparator.comparing(Result::startedAt)).toList();
    }

    private static MetricMetadata metadata(String name, Map<String, String> help) {
        return new MetricMetadata(name, help.getOrDefault(name, name));
    }

    private static void addState(Result result, Instant now, Map<String, Map<Labels, GaugeDataPointSnapshot>> gauges) {
        Labels labels = labels(result, Direction.FORWARD);
        double age = Duration.between(result.startedAt(), now).toNanos() / 1e9;
        gauge(gauges, "netmonitor_result_age_seconds", Math.max(0, age), labels);
        gauge(gauges, "netmonitor_result_has_value", result.outcome().hasValue() ? 1 : 0, labels);
        if (result.values().byField().get("clock.synchronized") instanceof Boolean synced) {
            gauge(gauges, "netmonitor_clock_synchronized", synced ? 1 : 0, labels);
        }
    }

    private static void add(
            Result result,
            Metric metric,
            Map<String, Map<Labels, SummaryDataPointSnapshot>> summaries,
            Map<String, Map<Labels, GaugeDataPointSnapshot>> gauges,
            Map<String, String> help) {
        var value = result.values().number(metric.value());
        if (value.isEmpty()) {
            return;
        }
        Labels labels = labels(result, metric.direction());
        String name = "netmonitor_" + metric.exposition() + "_" + suffix(metric.unit());
        help.put(name, helpOf(metric));
        if (metric.quantiles().isEmpty()) {
            gauge(gauges, name, base(metric.unit(), value.getAsDouble()), labels);
        } else {
            summaries.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(labels, summary(result, metric, labels));
        }
        if (metric.error() != null) {
            var error = result.values().number(metric.error());
            if (error.isPresent()) {
                String errorName = "netmonitor_" + metric.exposition() + "_error_" + suffix(metric.unit());
                help.put(errorName, "Bound of the error that the clocks bring into the value, either way");
                gauge(gauges, errorName, base(metric.unit(), error.getAsDouble()), labels);
            }
        }
    }

    private static SummaryDataPointSnapshot summary(Result result, Metric metric, Labels labels) {
        List<Quantile> quantiles = new ArrayList<>();
        new TreeMap<>(metric.quantiles()).forEach((quantile, field) -> {
            var value = result.values().number(field);
            if (value.isPresent()) {
                quantiles.add(new Quantile(quantile, base(metric.unit(), value.getAsDouble())));
            }
        });
        return SummaryDataPointSnapshot.builder()
                .quantiles(Quantiles.of(quantiles))
                .labels(labels)
                .build();
    }

    private static void gauge(
            Map<String, Map<Labels, GaugeDataPointSnapshot>> gauges, String name, double value, Labels labels) {
        gauges.computeIfAbsent(name, key -> new LinkedHashMap<>())
                .put(labels, new GaugeDataPointSnapshot(value, labels, null));
    }

    private static Labels labels(Result result, Direction direction) {
        boolean backward = direction == Direction.BACKWARD;
        return Labels.of(
                "task",
                result.task(),
                "source",
                backward ? result.path().destination() : result.path().source(),
                "destination",
                backward ? result.path().source() : result.path().destination(),
                "family",
                result.path().family().label());
    }

    private static String helpOf(Metric metric) {
        return switch (metric.direction()) {
            case ROUND_TRIP -> metric.title() + " between two nodes";
            case FORWARD, BACKWARD ->
                (metric.mirror().equals(metric.name())
                                ? metric.title() + ","
                                : metric.exposition().replace('_', ' '))
                        + " from source to destination";
        };
    }

    private static String suffix(Unit unit) {
        return switch (unit) {
            case NANOSECONDS -> "seconds";
            case RATIO -> "ratio";
            case BITS_PER_SECOND -> "bps";
            case BYTES -> "bytes";
            case COUNT, NONE -> "value";
            case PARTS_PER_MILLION -> "ppm";
        };
    }

    private static double base(Unit unit, double value) {
        return unit == Unit.NANOSECONDS ? value / 1e9 : value;
    }
}
