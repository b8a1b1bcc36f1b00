// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Printable;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes a task pause, go on or end. */
abstract class ChangeTask implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Option(
            names = "--revision",
            paramLabel = "N",
            description = "Only if the task is still at this revision, so that nobody else's change is overlooked.")
    private @Nullable Integer revision;

    @Spec
    private CommandSpec spec;

    private final String verb;

    /**
     * A change.
     *
     * @param verb of the API: {@code pause}
     */
    ChangeTask(String verb) {
        this.verb = verb;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        JsonNode task = api.postTo(TaskCommand.path(name) + "/" + verb, revision);
        spec.commandLine()
                .getOut()
                .println(Printable.of("task " + name + ": " + task.path("state").asString("") + ", revision "
                        + task.path("revision").asInt(0)));
        return Failures.DONE;
    }

    /** {@code task pause}. */
    @Command(
            name = "pause",
            description = "Stops a task until it is resumed; its results stay.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor task pause wan"})
    static final class Pause extends ChangeTask {
        Pause() {
            super("pause");
        }
    }

    /** {@code task resume}. */
    @Command(
            name = "resume",
            description = "Lets a paused task go on.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor task resume wan"})
    static final class Resume extends ChangeTask {
        Resume() {
            super("resume");
        }
    }

    /** {@code task end}. */
    @Command(
            name = "end",
            description = "Ends a task for good; it and its results stay to be seen.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  netmonitor task end wan",
                "Example, unless somebody changed it meanwhile:",
                "  netmonitor task end wan --revision 4"
            })
    static final class End extends ChangeTask {
        End() {
            super("end");
        }
    }
}
