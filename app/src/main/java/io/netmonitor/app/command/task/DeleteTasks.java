// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Printable;
import io.netmonitor.app.command.Refusal;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code task delete}. */
@Command(
        name = "delete",
        description = "Deletes tasks; their results stay.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor task delete wan voice"})
final class DeleteTasks implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of the tasks.")
    private List<String> names;

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "Only if the task, then a single one, is still at this revision.")
    private @Nullable Integer revision;

    @Spec
    private CommandSpec spec;

    /** Goes on after a refusal, so that one name that is wrong does not keep the others. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (revision != null && names.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--revision goes with one task, not " + names.size());
        }
        int status = Failures.DONE;
        for (String name : new LinkedHashSet<>(names)) {
            try {
                api.delete(TaskCommand.path(name), revision);
                spec.commandLine().getOut().println(Printable.of("task " + name + ": deleted; its results stay"));
                spec.commandLine().getOut().flush();
            } catch (Refusal e) {
                Failures.say(spec.commandLine(), "task " + name + ": " + e.getMessage());
                status = Failures.USAGE;
            }
        }
        return status;
    }
}
