// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.controller.ingest.Ingest;
import io.netmonitor.controller.plan.PlanCompiler;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.SessionKeys;
import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.store.duckdb.DuckResultStoreType;
import io.netmonitor.store.duckdb.DuckSeriesStoreType;
import io.netmonitor.testkit.store.MemoryStateStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What takes pushes, with real stores; node bj answers nodes of the prototype at 10.77.0.1. Time passes when the test says so. */
final class PushBed implements AutoCloseable {
    static final String OLD = "legacy:10.77.0.2";
    static final String OTHER = "legacy:10.77.0.3";
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Path folder;
    final MemoryStateStore state = new MemoryStateStore();
    Plans plans;
    ResultStore results;
    Ingest ingest;
    PushIntake intake;
    private SeriesStore series;
    private Instant now = START;

    PushBed(Path folder) throws IOException {
        this.folder = folder;
        NodeReport report = new NodeReport(
                "0.2.0", List.of("10.77.0.1"), Map.of("basic", 862, "perftrace", 19_999), null, true, 1_000L, 0, 0);
        state.saveNode(new Node("bj", "bj", now, now, report));
        this.results = new DuckResultStoreType().open(duckdb("results"), PushKinds.catalog());
        this.series = new DuckSeriesStoreType().open(duckdb("series"), PushKinds.catalog());
        this.plans = new Plans(new PlanCompiler(PushKinds.catalog(), SessionKeys.open(state)), state, () -> now);
        LatestResults latest = new LatestResults();
        this.ingest = ingest(latest);
        this.intake = intake(latest);
        plans.recompile();
    }

    private URI duckdb(String name) {
        return URI.create("duckdb:" + folder.resolve(name + ".duckdb"));
    }

    private Ingest ingest(LatestResults latest) {
        return new Ingest(results, series, () -> now, result -> result, arrived -> arrived.forEach(latest::add));
    }

    private PushIntake intake(LatestResults latest) {
        return new PushIntake(state, plans, PushKinds.catalog(), latest, results, ingest, () -> now);
    }

    /** Another controller takes over the stores. */
    void restart() throws IOException {
        ingest.close();
        LatestResults latest = new LatestResults();
        latest.load(results, state.tasks(), now);
        ingest = ingest(latest);
        intake = intake(latest);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Task create(String name, String kind, String... members) {
        return create(new TaskSpec(name, null, null, kind, List.of(members), Family.IPV4, null, null, "60s", Map.of()));
    }

    Task create(TaskSpec spec) {
        Task task = state.createTask(spec, "ann", now);
        plans.recompile();
        return task;
    }

    void change(Task task, TaskState to) {
        state.changeTask(task.spec(), to, state.task(task.name()).orElseThrow().revision(), "bob", now);
        plans.recompile();
    }

    void push(String job, String text) throws IOException, UnknownTaskException {
        push(job, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    void push(String job, String type, byte[] body) throws IOException, UnknownTaskException {
        intake.take(job, type, new ByteArrayInputStream(body), "192.0.2.99");
    }

    /** Of a task, oldest first. */
    List<Result> resultsOf(String task) throws IOException {
        return results.find(ResultQuery.newest(100).ofTask(task)).items().reversed();
    }

    static String series(String sip, String dip, String metric, Object value) {
        return "netmonitor{dip=\"%s\",metric=\"%s\",sip=\"%s\"} %s\n".formatted(dip, metric, sip, value);
    }

    @Override
    public void close() {
        ingest.close();
        plans.close();
        series.close();
        results.close();
        state.close();
    }
}
