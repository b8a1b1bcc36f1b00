// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.time.WallClock;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest result of every path, until it expires. A path expires {@link #ROUNDS_KEPT} of its own rounds after its newest
 * result, but not before {@link #KEPT_AT_LEAST}: a series that nobody feeds any more must not look alive. Safe for use by many
 * threads.
 */
public final class PrometheusSink implements ResultSink {
    /** Content type of {@link #write}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    /** As long as Prometheus itself looks back. */
    private static final Duration KEPT_AT_LEAST = Duration.ofMinutes(5);

    private static final int ROUNDS_KEPT = 3;

    private final Exposition exposition;
    private final WallClock clock;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final Map<Key, Newest> newest = new ConcurrentHashMap<>();
    private volatile boolean closed;

    PrometheusSink(ProbeCatalog catalog, WallClock clock) {
        this.exposition = new Exposition(catalog);
        this.clock = clock;
    }

    @Override
    public void accept(List<Result> results) throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        for (Result result : results) {
            newest.merge(new Key(result.task(), result.path()), Newest.first(result), PrometheusSink::newer);
        }
    }

    /** Forgets the series of a task that was deleted, ended or paused. */
    public void forget(String task) {
        newest.keySet().removeIf(key -> key.task().equals(task));
    }

    /** Writes what has not expired, in the text format of Prometheus. */
    public void write(OutputStream out) throws IOException {
        Instant now = clock.now();
        newest.values().removeIf(entry -> entry.expiresAt().isBefore(now));
        List<Result> results = newest.values().stream().map(Newest::result).toList();
        writer.write(out, exposition.snapshots(results, now), EscapingScheme.UNDERSCORE_ESCAPING);
    }

    @Override
    public Health check() {
        return closed ? Health.down("closed") : Health.up(newest.size() + " paths exposed");
    }

    @Override
    public void close() {
        closed = true;
        newest.clear();
    }

    private static Newest newer(Newest before, Newest now) {
        if (now.result().startedAt().isBefore(before.result().startedAt())) {
            return before;
        }
        Duration apart =
                Duration.between(before.result().plannedAt(), now.result().plannedAt());
        return new Newest(now.result(), apart.isPositive() ? apart : before.apart());
    }

    private record Key(String task, Path path) {}

    private record Newest(Result result, Duration apart) {
        static Newest first(Result result) {
            return new Newest(result, Duration.ZERO);
        }

        Instant expiresAt() {
            Duration rounds = apart.multipliedBy(ROUNDS_KEPT);
            return result.startedAt().plus(rounds.compareTo(KEPT_AT_LEAST) > 0 ? rounds : KEPT_AT_LEAST);
        }
    }
}
