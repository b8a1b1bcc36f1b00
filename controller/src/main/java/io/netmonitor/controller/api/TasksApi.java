// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.plan.Preview;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks: list, read, create, apply, try, pause, resume, end, delete, and what was done to them. */
final class TasksApi {
    private static final List<Parameter> DRY_RUN = List.of(Parameter.of(
            "dryRun", "true to be told what it would mean (a Preview), without keeping it", boolean.class));
    private static final List<Parameter> IF_MATCH = List.of(Parameter.header(
            "If-Match", "the revision, as its ETag says it, from which this is done; 412 when it is another by now"));

    private final Tasks tasks;
    private final TaskText text;

    TasksApi(Tasks tasks, TaskText text) {
        this.tasks = tasks;
        this.text = text;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                                "/api/v1/tasks",
                                "Lists the tasks by creation number",
                                Success.json(200, new Items.Of(TaskView.class)),
                                this::list)
                        .asking(Items.QUERY),
                Route.get(
                        "/api/v1/tasks/{name}",
                        "Shows a task; its ETag is its revision",
                        Success.json(200, TaskView.class).tagged(),
                        this::show),
                Route.post(
                                "/api/v1/tasks",
                                "Creates a task",
                                Success.json(201, TaskView.class).tagged(),
                                this::create)
                        .or(Success.json(200, Preview.class))
                        .taking(WrittenTask.class)
                        .asking(DRY_RUN),
                Route.put(
                                "/api/v1/tasks/{name}",
                                "Makes a task be what is written, whether it is there or not",
                                Success.json(200, TaskView.class, Preview.class).tagged(),
                                this::apply)
                        .taking(WrittenTask.class)
                        .asking(DRY_RUN)
                        .asking(IF_MATCH),
                Route.delete("/api/v1/tasks/{name}", "Deletes a task; its results stay", this::delete)
                        .asking(IF_MATCH),
                Route.get(
                                "/api/v1/tasks/{name}/revisions",
                                "Lists what was done to tasks of a name, oldest first: who, when, what",
                                Success.json(200, new Items.Of(TaskRevision.class)),
                                this::revisions)
                        .asking(Items.QUERY),
                verb("pause", "Stops measuring until the task is resumed; its slots stay its own", TaskState.PAUSED),
                verb("resume", "Measures on", TaskState.ACTIVE),
                verb("end", "Stops measuring for good", TaskState.ENDED));
    }

    private Route verb(String word, String summary, TaskState to) {
        return Route.post(
                        "/api/v1/tasks/{name}/" + word,
                        summary,
                        Success.json(200, TaskView.class).tagged(),
                        context -> turn(context, to))
                .asking(IF_MATCH);
    }

    private void list(Context context) {
        context.json(Items.page(
                new Query(context, Items.QUERY),
                tasks.all().stream().map(TaskView::of).toList(),
                TaskView::number,
                Items::number));
    }

    private void show(Context context) {
        answer(context, find(context));
    }

    private void create(Context context) {
        TaskSpec spec = text.read(context.body(), tasks::faults);
        if (isDry(context)) {
            context.json(tasks.preview(spec));
            return;
        }
        context.status(201);
        answer(context, tasks.create(spec, by(context)));
    }

    private void apply(Context context) {
        TaskSpec spec = text.read(context.body(), tasks::faults);
        String name = context.pathParam("name");
        if (!spec.name().equals(name)) {
            throw new InvalidInputException(
                    List.of(new Fault("name", "differs from the path's " + name + ": " + spec.name())));
        }
        if (isDry(context)) {
            Preview preview = tasks.preview(spec);
            context.json(preview);
            return;
        }
        Integer expected = expected(context);
        answer(context, Revisions.orElseFailed(expected, () -> tasks.apply(spec, expected, by(context))));
    }

    private void turn(Context context, TaskState to) {
        String name = context.pathParam("name");
        Integer expected = expected(context);
        answer(
                context,
                Revisions.orElseFailed(
                        expected,
                        () -> tasks.turn(name, to, expected, by(context)).orElseThrow(() -> absent(name))));
    }

    private void delete(Context context) {
        String name = context.pathParam("name");
        Integer expected = expected(context);
        if (!Revisions.orElseFailed(expected, () -> tasks.delete(name, expected, by(context)))) {
            throw absent(name);
        }
        context.status(204);
    }

    private void revisions(Context context) {
        String name = context.pathParam("name");
        List<TaskRevision> all = tasks.revisions(name);
        if (all.isEmpty()) {
            throw absent(name);
        }
        context.json(Items.page(
                new Query(context, Items.QUERY), all, revision -> (long) revision.revision(), Items::number));
    }

    private static void answer(Context context, Task task) {
        context.header("ETag", "\"" + task.revision() + "\"");
        context.json(TaskView.of(task));
    }

    private static boolean isDry(Context context) {
        Query query = new Query(context, DRY_RUN);
        Boolean dry = query.read("dryRun", value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false: " + value);
        });
        query.done();
        return Boolean.TRUE.equals(dry);
    }

    /** Who asks; there are no accounts yet, so it is where they ask from. */
    private static String by(Context context) {
        return context.ip();
    }

    private static @Nullable Integer expected(Context context) {
        return Revisions.expected(context.header("If-Match"));
    }

    private Task find(Context context) {
        String name = context.pathParam("name");
        return tasks.find(name).orElseThrow(() -> absent(name));
    }

    static ProblemException absent(String name) {
        return new ProblemException(new Problem(404, "There is no such task", "no task is named " + name, List.of()));
    }
}
