// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.Answer;
import io.netmonitor.app.command.Moment;
import io.netmonitor.app.command.Table;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code task history}. */
@Command(
        name = "history",
        description = "Lists a task's revisions: when, who, what, and which fields changed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task history wan"})
final class TaskHistory extends Answer {
    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Override
    protected String path() {
        return TaskCommand.path(name) + "/revisions";
    }

    @Override
    protected void show(JsonNode revisions, PrintWriter out) {
        Table table = new Table("REVISION", Moment.heading("WHEN"), "WHO", "WHAT", "STATE", "FIELDS");
        JsonNode before = null;
        for (JsonNode revision : revisions.path("items")) {
            table.row(
                    revision.path("revision").asString(""),
                    Moment.text(revision.path("at")),
                    revision.path("by").asString(""),
                    revision.path("change").asString(""),
                    revision.path("state").asString(""),
                    fields(before, revision));
            before = revision;
        }
        table.print(out);
    }

    /** Another creation number is another task of the same name. */
    private static String fields(@Nullable JsonNode before, JsonNode revision) {
        if (before == null
                || before.path("number").asLong(0) != revision.path("number").asLong(0)) {
            return "";
        }
        return String.join(", ", SpecChanges.fields(before.path("spec"), revision.path("spec")));
    }
}
