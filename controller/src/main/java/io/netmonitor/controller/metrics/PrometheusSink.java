// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.core.time.WallClock;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** What {@code /metrics} tells: the newest result of every path, until it expires. Safe for use by many threads. */
public final class PrometheusSink implements ResultSink {
    /** Content type of {@link #write}. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final Exposition exposition;
    private final WallClock clock;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final NewestResults newest = new NewestResults();
    private volatile boolean closed;

    /** A sink that calls members in the prototype's gauge as they were listed. */
    public PrometheusSink(ProbeCatalog catalog, ListedNames names, WallClock clock) {
        this.exposition = new Exposition(catalog, names);
        this.clock = clock;
    }

    @Override
    public void accept(List<Result> results) throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        results.forEach(newest::add);
    }

    /** Forgets the series of a task that was deleted. */
    public void forget(String task) {
        newest.forget(task);
    }

    /** Writes what has not expired, in the text format of Prometheus. */
    public void write(OutputStream out) throws IOException {
        Instant now = clock.now();
        newest.expire(now);
        writer.write(out, exposition.snapshots(newest.all(), now), EscapingScheme.UNDERSCORE_ESCAPING);
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
}
