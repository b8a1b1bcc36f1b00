// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import java.util.List;

/** Tasks: list, read, create, apply, delete. */
final class TasksApi {
    private final Tasks tasks;

    TasksApi(Tasks tasks) {
        this.tasks = tasks;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/tasks", "Lists the tasks by creation number", Items.QUERY, Items.class, this::list),
                Route.get("/api/v1/tasks/{name}", "Shows a task", List.of(), TaskView.class, this::show),
                Route.post("/api/v1/tasks", "Creates a task", TaskSpec.class, TaskView.class, this::create),
                Route.put(
                        "/api/v1/tasks/{name}",
                        "Makes a task be what is written, whether it is there or not",
                        TaskSpec.class,
                        TaskView.class,
                        this::apply),
                Route.delete("/api/v1/tasks/{name}", "Deletes a task; its results stay", this::delete));
    }

    private void list(Context context) {
        context.json(Items.page(
                context, tasks.all().stream().map(TaskView::of).toList(), task -> Long.toString(task.number())));
    }

    private void show(Context context) {
        context.json(TaskView.of(find(context)));
    }

    private void create(Context context) {
        Task task = tasks.create(Json.readStrictly(context.body(), TaskSpec.class), by(context));
        context.status(201).json(TaskView.of(task));
    }

    private void apply(Context context) {
        TaskSpec spec = Json.readStrictly(context.body(), TaskSpec.class);
        String name = context.pathParam("name");
        if (!spec.name().equals(name)) {
            throw new InvalidInputException(
                    List.of(new Fault("name", "differs from the path's " + name + ": " + spec.name())));
        }
        context.json(TaskView.of(tasks.apply(spec, by(context))));
    }

    private void delete(Context context) {
        if (!tasks.delete(context.pathParam("name"), by(context))) {
            throw absent(context.pathParam("name"));
        }
        context.status(204);
    }

    /** Who asks; there are no accounts yet, so it is where they ask from. */
    private static String by(Context context) {
        return context.ip();
    }

    private Task find(Context context) {
        String name = context.pathParam("name");
        return tasks.find(name).orElseThrow(() -> absent(name));
    }

    static ProblemException absent(String name) {
        return new ProblemException(new Problem(404, "There is no such task", "no task is named " + name, List.of()));
    }
}
