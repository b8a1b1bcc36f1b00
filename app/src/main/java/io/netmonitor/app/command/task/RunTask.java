// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.Span;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code task run}. */
@Command(
        name = "run",
        description = {
            "Measures all paths of a task once, now, and shows each result as it comes.",
            "Exit status: 0 every path was measured; 1 one was not."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  netmonitor task run wan",
            "Example, one path:",
            "  netmonitor task run wan --source beijing --destination shanghai"
        })
final class RunTask implements Callable<Integer> {
    /** After so long without an event the controller is asked what there is. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    @Mixin
    private ApiClient api;

    @Parameters(paramLabel = "NAME", description = "Name of the task.")
    private String name;

    @Option(names = "--source", paramLabel = "NODE", description = "Only from this node.")
    private @Nullable String source;

    @Option(names = "--destination", paramLabel = "NODE", description = "Only to this node.")
    private @Nullable String destination;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "120s",
            converter = Span.class,
            description = "How long to wait for results (default ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--json", description = "Prints each result as a line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode run = api.post(TaskCommand.path(name) + "/runs", wanted());
        String id = run.path("runId").asString("");
        RunReport report = new RunReport(run, json, spec.commandLine().getOut());
        report.take(run);
        MonotonicClock clock = MonotonicClock.SYSTEM;
        long start = clock.nanoTime();
        try (ResultFeed feed = ResultFeed.follow(api, id)) {
            while (!report.isComplete()) {
                Duration left = timeout.minusNanos(clock.nanoTime() - start);
                if (!left.isPositive()) {
                    break;
                }
                Optional<JsonNode> result = feed.await(left.compareTo(QUIET) < 0 ? left : QUIET);
                if (result.isPresent()) {
                    report.take(result.get().path("runId").asString(""), result.get());
                } else {
                    report.take(api.get("/api/v1/runs/" + ApiClient.segment(id)));
                }
            }
        }
        return report.end(timeout) ? Failures.DONE : Failures.FAILED;
    }

    private @Nullable Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        if (source != null) {
            wanted.put("source", source);
        }
        if (destination != null) {
            wanted.put("destination", destination);
        }
        return wanted.isEmpty() ? null : wanted;
    }
}
