// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Nodes: list, let in, let go. */
@Command(
        name = "node",
        description = "Lists nodes, makes join tokens, lets nodes go.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node token > token"},
        subcommands = {NodeCommand.ListNodes.class, NodeCommand.Token.class, NodeCommand.Remove.class})
public final class NodeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, token or remove");
    }

    /** {@code node list}. */
    @Command(
            name = "list",
            description = "Lists the nodes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor node list"})
    static final class ListNodes extends Answer {
        @Override
        String path() {
            return "/api/v1/nodes";
        }

        @Override
        Table table(JsonNode nodes) {
            Table table = new Table("NODE", "STATE", "ADDRESSES", "VERSION", "CLOCK");
            for (JsonNode node : nodes.path("items")) {
                table.row(
                        node.path("name").asString(""),
                        node.path("state").asString(""),
                        String.join(
                                " ",
                                node.path("addresses")
                                        .valueStream()
                                        .map(address -> address.asString(""))
                                        .toList()),
                        node.path("version").asString("-"),
                        clock(node.path("clock")));
            }
            return table;
        }

        private static String clock(JsonNode clock) {
            if (clock.isMissingNode()) {
                return "-";
            }
            return clock.path("synchronized").asBoolean(false) ? "synchronized" : "not synchronized";
        }
    }

    /** {@code node token}. */
    @Command(
            name = "token",
            description = "Makes a token with which nodes join, and prints it; it is shown this once.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor node token --valid 2h > token"})
    static final class Token implements Callable<Integer> {
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

    /** {@code node remove}. */
    @Command(
            name = "remove",
            description = "Lets a node go: its certificate is worth nothing any more.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  netmonitor node remove beijing"})
    static final class Remove implements Callable<Integer> {
        @Mixin
        private ApiClient api;

        @Parameters(paramLabel = "NAME", description = "Name of the node.")
        private String name;

        @Override
        public Integer call() throws IOException, InterruptedException {
            api.delete("/api/v1/nodes/" + ApiClient.segment(name));
            return Failures.DONE;
        }
    }
}
