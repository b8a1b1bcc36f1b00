// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.Answer;
import io.netmonitor.app.command.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code task list}. */
@Command(
        name = "list",
        description = "Lists the tasks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task list"})
final class ListTasks extends Answer {
    private static final int COLUMNS = 120;

    @Override
    protected String path() {
        return "/api/v1/tasks";
    }

    @Override
    protected void show(JsonNode tasks, PrintWriter out) {
        Table table = new Table("TASK", "KIND", "STATE", "PERIOD", "REVISION", "AMONG");
        for (JsonNode task : tasks.path("items")) {
            table.row(
                    task.path("name").asString(""),
                    task.path("kind").asString(""),
                    task.path("state").asString(""),
                    task.path("period").asString(""),
                    Integer.toString(task.path("revision").asInt(0)),
                    among(task));
        }
        table.print(out, COLUMNS);
    }

    private static String among(JsonNode task) {
        return switch (task.path("topology").asString("mesh")) {
            case "hub" ->
                task.path("hub").asString("") + " and each of " + String.join(", ", texts(task.path("members")));
            case "pairs" ->
                task.path("pairs")
                        .valueStream()
                        .map(pair -> String.join(" and ", texts(pair)))
                        .collect(Collectors.joining(", "));
            default -> String.join(", ", texts(task.path("members")));
        };
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(text -> text.asString("")).toList();
    }
}
