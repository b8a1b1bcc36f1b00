// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.query.RunResults;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.task.Task;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Run now: the paths of a task once, as soon as their nodes are free. */
final class RunsApi {
    private final Tasks tasks;
    private final RunResults runs;
    private final ProbeCatalog catalog;

    RunsApi(Tasks tasks, RunResults runs, ProbeCatalog catalog) {
        this.tasks = tasks;
        this.runs = runs;
        this.catalog = catalog;
    }

    /** Which paths; all of them when nothing is said. */
    record Wanted(@Nullable String source, @Nullable String destination) {}

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/api/v1/tasks/{name}/runs",
                                "Measures a task's paths once, as soon as their nodes are free; results also come as"
                                        + " events",
                                Success.json(201, RunResults.View.class),
                                this::run)
                        .perhapsTaking(Wanted.class),
                Route.get(
                        "/api/v1/runs/{id}",
                        "Shows what was planned for a run and what has come",
                        Success.json(200, RunResults.View.class),
                        this::show));
    }

    private void run(Context context) {
        String name = context.pathParam("name");
        Task task = tasks.find(name).orElseThrow(() -> TasksApi.absent(name));
        Wanted wanted =
                context.body().isBlank() ? new Wanted(null, null) : Json.readStrictly(context.body(), Wanted.class);
        boolean symmetric = catalog.get(task.spec().kind()).symmetric();
        context.status(201).json(runs.follow(tasks.run(task, paths(wanted, symmetric))));
    }

    private static Predicate<Path> paths(Wanted wanted, boolean symmetric) {
        return path -> matches(path, wanted) || (symmetric && matches(path.reversed(), wanted));
    }

    private static boolean matches(Path path, Wanted wanted) {
        return (wanted.source() == null || wanted.source().equals(path.source()))
                && (wanted.destination() == null || wanted.destination().equals(path.destination()));
    }

    private void show(Context context) {
        String id = context.pathParam("id");
        context.json(runs.find(id)
                .orElseThrow(() -> new ProblemException(new Problem(
                        404,
                        "There is no such run",
                        "no run of the last hundred has the id " + id + "; its results, if any, are in the task's",
                        List.of()))));
    }
}
