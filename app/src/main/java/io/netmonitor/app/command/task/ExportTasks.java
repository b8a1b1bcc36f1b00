// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code task export}. */
@Command(
        name = "export",
        description = "Writes tasks as YAML, which task apply takes back unchanged.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example, all tasks:",
            "  netmonitor task export -o tasks.yaml",
            "Example, two of them:",
            "  netmonitor task export wan voice"
        })
final class ExportTasks implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of tasks (default: all).")
    private List<String> names = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write to (default: standard output).")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<JsonNode> tasks = new ArrayList<>();
        for (String name : names) {
            tasks.add(api.get(TaskCommand.path(name)));
        }
        String yaml = TaskYaml.write(names.isEmpty() ? api.items("/api/v1/tasks") : tasks);
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(yaml);
            out.flush();
            return Failures.DONE;
        }
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return Failures.DONE;
    }
}
