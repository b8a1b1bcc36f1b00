// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.query.DispatchState;
import java.util.List;

/** What nodes of the prototype were told of a task. */
final class DispatchesApi {
    private final Tasks tasks;
    private final Dispatches dispatches;

    DispatchesApi(Tasks tasks, Dispatches dispatches) {
        this.tasks = tasks;
        this.dispatches = dispatches;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/api/v1/tasks/{name}/dispatches",
                        "Lists the prototype's nodes in a task and how far each was told of it",
                        Success.json(200, new Items.Of(DispatchState.class)),
                        this::list),
                Route.post(
                        "/api/v1/tasks/{name}/dispatches/{member}",
                        "Tells a node of the prototype again, such as one that was restarted; one that still has the task"
                                + " may measure twice",
                        Success.empty(),
                        this::tellAgain));
    }

    private void list(Context context) {
        context.json(Items.all(dispatches.states(task(context))));
    }

    private void tellAgain(Context context) {
        String task = task(context);
        String member = context.pathParam("member");
        if (!dispatches.tellAgain(task, member)) {
            throw new ProblemException(new Problem(
                    404,
                    "There is no such node of the prototype in the task",
                    "task " + task + " is not told to " + member + "; an old node is written legacy:HOST",
                    List.of()));
        }
        context.status(204);
    }

    private String task(Context context) {
        String name = context.pathParam("name");
        return tasks.find(name).orElseThrow(() -> TasksApi.absent(name)).spec().name();
    }
}
