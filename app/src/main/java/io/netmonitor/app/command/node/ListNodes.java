// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.Answer;
import io.netmonitor.app.command.Table;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code node list}. */
@Command(
        name = "list",
        description = "Lists the nodes; ADDRESSES says where others reach them, LOAD is that of each processor.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node list"})
final class ListNodes extends Answer {
    private static final int COLUMNS = 120;

    @Override
    protected String path() {
        return "/api/v1/nodes";
    }

    @Override
    protected void show(JsonNode nodes, PrintWriter out) {
        Table table = new Table("NODE", "STATE", "ADDRESSES", "LABELS", "LOAD", "CLOCK", "VERSION");
        for (JsonNode node : nodes.path("items")) {
            table.row(
                    node.path("name").asString(""),
                    node.path("state").asString(""),
                    NodeText.reach(node),
                    NodeText.labels(node),
                    NodeText.load(node),
                    NodeText.clock(node),
                    node.path("version").asString(NodeText.UNKNOWN));
        }
        table.print(out, COLUMNS);
    }
}
