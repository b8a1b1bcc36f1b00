// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.query.Charts;
import io.netmonitor.controller.query.Mesh;
import io.netmonitor.controller.query.Why;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Metric;
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

    private static final List<Parameter> RESULT_QUERY = List.of(
            Parameter.text("task", "name of the task"),
            Parameter.text("kind", "name of the probe type"),
            Parameter.text("source", "one end"),
            Parameter.text("destination", "the other end"),
            Parameter.of("family", "ipv4 or ipv6", Family.class),
            Parameter.of("outcome", "how the measurement ended", Outcome.class),
            Parameter.of("from", "started at this instant or later", Instant.class),
            Parameter.of("to", "started before this instant", Instant.class),
            Parameter.of("limit", "at most this many, 1 to 5000; 100 when absent", int.class),
            Parameter.text("cursor", "next of the page before"));
    private static final List<Parameter> SERIES_QUERY = List.of(
            Parameter.text("task", "name of the task; the oldest one when absent"),
            Parameter.text("source", "where the paths start, as the reader looks at them; anywhere when absent"),
            Parameter.text("destination", "where the paths end; anywhere when absent"),
            Parameter.of("family", "ipv4 or ipv6; the task's when absent", Family.class),
            Parameter.text(
                    "metric", "names of metrics, separated by commas; when absent all of one path, the first of many"),
            Parameter.of("from", "first instant; an hour before to when absent", Instant.class),
            Parameter.of("to", "instant after the last; now when absent", Instant.class),
            Parameter.text("level", "raw, 5m or 1h; chosen by the span when absent"));
    private static final List<Parameter> WHY_QUERY = List.of(
            Parameter.needed("task", "name of the task"),
            Parameter.needed("source", "where the path starts"),
            Parameter.needed("destination", "where it ends"),
            Parameter.of("family", "ipv4 or ipv6; the task's when absent", Family.class),
            Parameter.of("at", "instant that is asked about; now when absent", Instant.class));
    private static final List<Parameter> MESH_QUERY = List.of(
            Parameter.text("task", "name of the task; the oldest one when absent"),
            Parameter.of("at", "as it was at this instant; as it is when absent", Instant.class));

    private final Tasks tasks;
    private final ResultStore results;
    private final Charts charts;
    private final Mesh mesh;
    private final Why why;
    private final ProbeCatalog catalog;
    private final WallClock clock;

    ResultsApi(
            Tasks tasks,
            ResultStore results,
            Charts charts,
            Mesh mesh,
            Why why,
            ProbeCatalog catalog,
            WallClock clock) {
        this.tasks = tasks;
        this.results = results;
        this.charts = charts;
        this.mesh = mesh;
        this.why = why;
        this.catalog = catalog;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/v1/results",
                                "Lists results, newest first",
                                Success.json(200, new Items.Of(Result.class)),
                                this::results)
                        .asking(RESULT_QUERY),
                Route.get(
                                "/api/v1/series",
                                "Gives metrics of a path over time, oldest first",
                                Success.json(200, Charts.View.class),
                                this::series)
                        .asking(SERIES_QUERY),
                Route.get(
                                "/api/v1/mesh",
                                "Gives the newest values of all pairs of a task",
                                Success.json(200, Mesh.View.class),
                                this::mesh)
                        .asking(MESH_QUERY),
                Route.get(
                                "/api/v1/why",
                                "Tells of a path and an instant when it was planned, whether it ran, and if not, why"
                                        + " not",
                                Success.json(200, Why.Answer.class),
                                this::why)
                        .asking(WHY_QUERY));
    }

    private void why(Context context) throws IOException {
        Query query = new Query(context, WHY_QUERY);
        String task = query.needed("task");
        String source = query.needed("source");
        String destination = query.needed("destination");
        Instant at = Objects.requireNonNullElseGet(query.instant("at"), clock::now);
        Family family = query.read("family", Family::of);
        query.done();
        if (tasks.revisions(task).isEmpty()) {
            throw TasksApi.absent(task);
        }
        context.json(why.answer(new Why.Question(task, source, destination, family, at)));
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
        Task task = task(query.text("task"));
        List<Path> paths = paths(
                task,
                query.text("source"),
                query.text("destination"),
                asked == null ? task.spec().family() : asked);
        context.json(charts.of(task, paths, metrics(task, paths, query.text("metric")), from, to, query.text("level")));
    }

    /** A path that is asked for by both its ends need not be the task's any more: its results stay. */
    private List<Path> paths(Task task, @Nullable String source, @Nullable String destination, Family family) {
        if (source != null && destination != null) {
            return List.of(new Path(source, destination, family));
        }
        return mesh.paths(task).stream()
                .map(path -> new Path(path.source(), path.destination(), family))
                .filter(path -> (source == null || source.equals(path.source()))
                        && (destination == null || destination.equals(path.destination())))
                .toList();
    }

    private List<String> metrics(Task task, List<Path> paths, @Nullable String asked) {
        if (asked != null) {
            return Arrays.asList(asked.split(",", -1));
        }
        return catalog.get(task.spec().kind()).metrics().stream()
                .map(Metric::name)
                .limit(paths.size() == 1 ? Long.MAX_VALUE : 1)
                .toList();
    }

    private void mesh(Context context) throws IOException {
        Query query = new Query(context, MESH_QUERY);
        Instant at = query.instant("at");
        query.done();
        context.json(mesh.of(task(query.text("task")), at));
    }

    private Task task(@Nullable String name) {
        if (name != null) {
            return tasks.find(name).orElseThrow(() -> TasksApi.absent(name));
        }
        return tasks.all().stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        new Problem(404, "There is no task yet", "create one: netmonitor task apply", List.of())));
    }
}
