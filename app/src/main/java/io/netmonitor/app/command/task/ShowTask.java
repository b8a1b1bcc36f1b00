// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code task show}. */
@Command(
        name = "show",
        description = "Shows a task as JSON.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task show wan"})
final class ShowTask implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode task = api.get(TaskCommand.path(name));
        spec.commandLine().getOut().println(task.toPrettyString());
        return Failures.DONE;
    }
}
