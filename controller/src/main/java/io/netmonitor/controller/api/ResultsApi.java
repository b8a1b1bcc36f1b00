// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.query.Charts;
import io.netmonitor.controller.query.Mesh;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.Page;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was measured: results, series, mesh. */
final class ResultsApi {
    private static final Duration DEFAULT_SPAN = Duration.ofHours(1);
    private static final int DEFAULT_LIMIT = 100;

    private static final List<Route.Parameter> RESULT_QUERY = List.of(
            Route.Parameter.optional("task", "name of the task"),
            Route.Parameter.optional("kind", "name of the probe type"),
            Route.Parameter.optional("source", "one end"),
            Route.Parameter.optional("destination", "the other end"),
            Route.Parameter.optional("family", "ipv4 or ipv6"),
            Route.Parameter.optional("outcome", "how the measurement ended"),
            Route.Parameter.optional("from", "started at this instant or later"),
            Route.Parameter.optional("to", "started before this instant"),
            Route.Parameter.optional("limit", "at most this many, 1 to 5000; 100 when absent"),
            Route.Parameter.optional("cursor", "next of the page before"));
    private static final List<Route.Parameter> SERIES_QUERY = List.of(
            Route.Parameter.required("task", "name of the task"),
            Route.Parameter.required("source", "where the path starts, as the reader looks at it"),
            Route.Parameter.required("destination", "where the path ends"),
            Route.Parameter.optional("family", "ipv4 or ipv6; the task's when absent"),
            Route.Parameter.optional("metric", "names of metrics, separated by commas; all when absent"),
            Route.Parameter.optional("from", "first instant; an hour before to when absent"),
            Route.Parameter.optional("to", "instant after the last; now when absent"),
            Route.Parameter.optional("level", "raw, 5m or 1h; chosen by the span when absent"));
    private static final List<Route.Parameter> MESH_QUERY = List.of(
            Route.Parameter.required("task", "name of the task"),
            Route.Parameter.optional("at", "as it was at this instant; as it is when absent"));

    private final Tasks tasks;
    private final ResultStore results;
    private final Charts charts;
    private final Mesh mesh;
    private final io.netmonitor.core.extension.ProbeCatalog catalog;
    private final WallClock clock;

    ResultsApi(
            Tasks tasks,
            ResultStore results,
            Charts charts,
            Mesh mesh,
            io.netmonitor.core.extension.ProbeCatalog catalog,
            WallClock clock) {
        this.tasks = tasks;
        this.results = results;
        this.charts = charts;
        this.mesh = mesh;
        this.catalog = catalog;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/results", "Lists results, newest first", RESULT_QUERY, Items.class, this::results),
                Route.get(
                        "/api/v1/series",
                        "Gives metrics of a path over time, oldest first",
                        SERIES_QUERY,
                        Charts.View.class,
                        this::series),
                Route.get(
                        "/api/v1/mesh",
                        "Gives the newest values of all pairs of a task",
                        MESH_QUERY,
                        Mesh.View.class,
                        this::mesh));
    }

    private void results(Context context) throws IOException {
        Query query = new Query(context, RESULT_QUERY);
        int limit = query.whole("limit", DEFAULT_LIMIT, 1, ResultQuery.MAX_LIMIT);
        Family family = query.read("family", Family::of);
        Outcome outcome = query.read("outcome", Outcome::of);
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        query.done();
        Page<Result> page = results.find(new ResultQuery(
                query.text("task"),
                query.text("kind"),
                query.text("source"),
                query.text("destination"),
                family,
                outcome,
                from,
                to,
                limit,
                query.text("cursor")));
        context.json(new Items<>(page.items(), page.next()));
    }

    private void series(Context context) throws IOException {
        Query query = new Query(context, SERIES_QUERY);
        Instant to = Objects.requireNonNullElseGet(query.instant("to"), clock::now);
        Instant from = Objects.requireNonNullElseGet(query.instant("from"), () -> to.minus(DEFAULT_SPAN));
        Family asked = query.read("family", Family::of);
        query.done();
        Task task = task(query.required("task"));
        Path path = new Path(
                query.required("source"),
                query.required("destination"),
                asked == null ? task.spec().family() : asked);
        context.json(charts.of(
                task.name(),
                task.spec().kind(),
                path,
                metrics(task.spec().kind(), query.text("metric")),
                from,
                to,
                query.text("level")));
    }

    private List<String> metrics(String kind, @Nullable String asked) {
        return asked == null
                ? catalog.get(kind).metrics().stream()
                        .map(metric -> metric.name())
                        .toList()
                : Arrays.asList(asked.split(",", -1));
    }

    private void mesh(Context context) throws IOException {
        Query query = new Query(context, MESH_QUERY);
        Instant at = query.instant("at");
        query.done();
        context.json(mesh.of(task(query.required("task")), at));
    }

    private Task task(String name) {
        return tasks.find(name).orElseThrow(() -> TasksApi.absent(name));
    }
}
