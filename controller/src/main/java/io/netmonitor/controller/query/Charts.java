// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.store.Page;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesPoint;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.task.Task;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Series for charts: raw results for a short time, roll-ups for a long one. Thread-safe. */
public final class Charts {
    /** Up to here a chart shows every measurement. */
    private static final Duration RAW_SPAN = Duration.ofHours(6);

    private static final Duration FIVE_MINUTE_SPAN = Duration.ofDays(8);

    private final ProbeCatalog catalog;
    private final ResultStore results;
    private final SeriesStore series;

    public Charts(ProbeCatalog catalog, ResultStore results, SeriesStore series) {
        this.catalog = catalog;
        this.results = results;
        this.series = series;
    }

    /**
     * Series of some metrics on some paths.
     *
     * @param paths as the reader looks at them
     * @param metrics names of metrics, as seen from each path's source
     * @param level {@code raw}, {@code 5m} or {@code 1h}; chosen by the span when absent
     * @throws InvalidInputException naming an unknown metric or level
     * @throws IOException when the stores cannot be asked
     */
    public View of(Task task, List<Path> paths, List<String> metrics, Instant from, Instant to, @Nullable String level)
            throws IOException {
        ProbeDescription description = catalog.get(task.spec().kind());
        List<Metric> described = metrics.stream()
                .map(name -> description
                        .metric(name)
                        .orElseThrow(() -> new InvalidInputException(
                                "metric", "is not one of " + task.spec().kind() + ": " + name)))
                .toList();
        if (!from.isBefore(to)) {
            throw new InvalidInputException(List.of(new Fault("to", "is not after from " + from + ": " + to)));
        }
        Optional<RollUp> rollUp = rollUp(level, Duration.between(from, to));
        List<Line> lines = new ArrayList<>();
        for (Path path : paths) {
            lines.addAll(
                    rollUp.isPresent()
                            ? rolledUp(task, path, described, rollUp.get(), from, to)
                            : raw(task, path, description, described, from, to));
        }
        return new View(lines, rollUp.map(RollUp::label).orElse("raw"));
    }

    private List<Line> rolledUp(Task task, Path path, List<Metric> metrics, RollUp level, Instant from, Instant to)
            throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Metric metric : metrics) {
            lines.add(Line.of(
                    path,
                    metric,
                    series.points(
                            new SeriesQuery(task.name(), task.spec().kind(), path, metric.name(), level, from, to))));
        }
        return lines;
    }

    private List<Line> raw(
            Task task, Path path, ProbeDescription description, List<Metric> metrics, Instant from, Instant to)
            throws IOException {
        List<Result> found = all(new ResultQuery(
                task.name(),
                task.spec().kind(),
                path.source(),
                path.destination(),
                path.family(),
                null,
                from,
                to,
                ResultQuery.MAX_LIMIT,
                null));
        return metrics.stream()
                .map(metric -> Line.of(path, metric, points(found, path, description, metric)))
                .toList();
    }

    private static Optional<RollUp> rollUp(@Nullable String level, Duration span) {
        return switch (level) {
            case "raw" -> Optional.empty();
            case "5m" -> Optional.of(RollUp.FIVE_MINUTES);
            case "1h" -> Optional.of(RollUp.HOUR);
            case null -> {
                if (span.compareTo(RAW_SPAN) <= 0) {
                    yield Optional.empty();
                }
                yield Optional.of(span.compareTo(FIVE_MINUTE_SPAN) <= 0 ? RollUp.FIVE_MINUTES : RollUp.HOUR);
            }
            default -> throw new InvalidInputException("level", "is none of raw, 5m, 1h: " + level);
        };
    }

    /** Oldest first. Six hours of a round every 100 ms are 216,000 results: paged, but all of them. */
    private List<Result> all(ResultQuery query) throws IOException {
        List<Result> found = new ArrayList<>();
        Page<Result> page = results.find(query);
        found.addAll(page.items());
        while (page.next() != null) {
            page = results.find(query.after(page.next()));
            found.addAll(page.items());
        }
        return found.reversed();
    }

    private static List<SeriesPoint> points(
            List<Result> results, Path path, ProbeDescription description, Metric metric) {
        Metric mirror = description.metric(metric.mirror()).orElse(metric);
        return results.stream()
                .map(result -> point(result, result.path().equals(path) ? metric : mirror))
                .toList();
    }

    private static SeriesPoint point(Result result, Metric metric) {
        var value = result.values().number(metric.value());
        if (value.isEmpty()) {
            return new SeriesPoint(result.startedAt(), 0, 1, null, null, null, null, null, null);
        }
        Optional<DelayHistogram> histogram = metric.histogramField()
                .flatMap(field -> result.values().text(field))
                .flatMap(Charts::decoded);
        double mean = value.getAsDouble();
        return new SeriesPoint(
                result.startedAt(),
                1,
                0,
                histogram.map(all -> (double) all.quantileNs(0)).orElse(mean),
                mean,
                histogram.map(all -> (double) all.quantileNs(1)).orElse(mean),
                quantile(result, metric, 0.5),
                quantile(result, metric, 0.95),
                quantile(result, metric, 0.99));
    }

    private static @Nullable Double quantile(Result result, Metric metric, double quantile) {
        String field = metric.quantiles().get(quantile);
        if (field == null) {
            return null;
        }
        var value = result.values().number(field);
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static Optional<DelayHistogram> decoded(String text) {
        try {
            DelayHistogram histogram = DelayHistogram.decodeText(text);
            return histogram.count() == 0 ? Optional.empty() : Optional.of(histogram);
        } catch (IllegalArgumentException e) {
            // A foreign agent's slip: the chart goes on without the spread.
            return Optional.empty();
        }
    }

    /**
     * Lines of a chart.
     *
     * @param level {@code raw}, {@code 5m} or {@code 1h}
     */
    public record View(List<Line> items, String level) {}

    /** One metric's points on one path, oldest first, in its unit. */
    public record Line(
            String source, String destination, Family family, String metric, Unit unit, List<SeriesPoint> points) {
        static Line of(Path path, Metric metric, List<SeriesPoint> points) {
            return new Line(path.source(), path.destination(), path.family(), metric.name(), metric.unit(), points);
        }
    }
}
