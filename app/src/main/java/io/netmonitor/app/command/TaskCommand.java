// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.task.TaskSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Tasks: list, show, apply, delete. */
@Command(
        name = "task",
        description = "Lists, shows, applies and deletes tasks.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task apply -f wan.yaml"},
        subcommands = {
            TaskCommand.ListTasks.class,
            TaskCommand.Show.class,
            TaskCommand.Apply.class,
            TaskCommand.Delete.class
        })
public final class TaskCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, apply or delete");
    }

    /** {@code task list}. */
    @Command(
            name = "list",
            description = "Lists the tasks.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor task list"})
    static final class ListTasks extends Answer {
        @Override
        String path() {
            return "/api/v1/tasks";
        }

        @Override
        Table table(JsonNode tasks) {
            Table table = new Table("TASK", "KIND", "STATE", "PERIOD", "MEMBERS", "REVISION");
            for (JsonNode task : tasks.path("items")) {
                table.row(
                        task.path("name").asString(""),
                        task.path("kind").asString(""),
                        task.path("state").asString(""),
                        task.path("period").asString(""),
                        Integer.toString(task.path("members").size()),
                        Integer.toString(task.path("revision").asInt(0)));
            }
            return table;
        }
    }

    /** {@code task show}. */
    @Command(
            name = "show",
            description = "Shows a task as JSON.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor task show wan"})
    static final class Show implements Callable<Integer> {
        @Mixin
        private ApiClient api;

        @Parameters(paramLabel = "NAME", description = "Name of the task.")
        private String name;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonNode task = api.get("/api/v1/tasks/" + ApiClient.segment(name));
            spec.commandLine().getOut().println(task.toPrettyString());
            return Failures.DONE;
        }
    }

    /** {@code task apply}. */
    @Command(
            name = "apply",
            description = "Makes the tasks in a file be as they are written, new or changed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  netmonitor task apply -f wan.yaml",
                "with the file",
                "  name: wan",
                "  kind: basic",
                "  members: [beijing, shanghai, guangzhou]",
                "  period: 1m"
            })
    static final class Apply implements Callable<Integer> {
        @Mixin
        private ApiClient api;

        @Option(
                names = {"-f", "--file"},
                required = true,
                paramLabel = "FILE",
                description = "YAML or JSON, one task or many.")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            for (TaskSpec task : TaskFile.read(file)) {
                JsonNode applied = api.put("/api/v1/tasks/" + ApiClient.segment(task.name()), task);
                out.println("task " + task.name() + " is at revision "
                        + applied.path("revision").asInt(0));
            }
            return Failures.DONE;
        }
    }

    /** {@code task delete}. */
    @Command(
            name = "delete",
            description = "Deletes a task; its results stay.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor task delete wan"})
    static final class Delete implements Callable<Integer> {
        @Mixin
        private ApiClient api;

        @Parameters(paramLabel = "NAME", description = "Name of the task.")
        private String name;

        @Override
        public Integer call() throws IOException, InterruptedException {
            api.delete("/api/v1/tasks/" + ApiClient.segment(name));
            return Failures.DONE;
        }
    }
}
