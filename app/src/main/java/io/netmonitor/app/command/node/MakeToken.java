// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code node token}. */
@Command(
        name = "token",
        description = "Makes a token with which nodes join, and prints it; it is shown this once.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node token --valid 2h > token"})
final class MakeToken implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Option(
            names = "--valid",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "How long nodes may join with it, at most 30d (default ${DEFAULT-VALUE}).")
    private String validity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode token = api.post("/api/v1/tokens", Map.of("validity", validity));
        spec.commandLine().getOut().println(token.path("token").asString(""));
        return Failures.DONE;
    }
}
