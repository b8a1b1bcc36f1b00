// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.Answer;
import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Details;
import io.netmonitor.app.command.Figures;
import io.netmonitor.app.command.Moment;
import io.netmonitor.app.command.Printable;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code node show}. */
@Command(
        name = "show",
        description = "Shows all that is known of a node; times are those of this machine's zone.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node show beijing"})
final class ShowNode extends Answer {
    @Parameters(paramLabel = "NAME", description = "Name of the node.")
    private String name;

    @Override
    protected String path() {
        return "/api/v1/nodes/" + ApiClient.segment(name);
    }

    @Override
    protected void show(JsonNode node, PrintWriter out) {
        out.println(Printable.of(
                node.path("name").asString("") + ": " + node.path("state").asString("")));
        Details details = new Details();
        details.add("title", node.path("title").asString(""));
        details.add("labels", NodeText.labels(node));
        details.add(
                "addresses",
                node.path("addresses")
                        .valueStream()
                        .map(address -> address.asString(""))
                        .collect(Collectors.joining(" ")));
        details.add("reach", node.path("reachable").asBoolean(true) ? "" : NodeText.reach(node));
        details.add("joined", Moment.text(node.path("joinedAt")));
        details.add("last seen", Moment.text(node.path("lastSeenAt")));
        details.add("started", Moment.text(node.path("startedAt")));
        details.add("version", node.path("version").asString(""));
        details.add("load", NodeText.load(node));
        details.add("clock", clock(node));
        details.add("spool", bytes(node.path("spoolBytes")));
        details.add("dropped", dropped(node.path("droppedResults")));
        details.add("plan", plan(node.path("upToDate")));
        details.print(out);
    }

    private static String clock(JsonNode node) {
        JsonNode offset = node.path("clock").path("offsetNs");
        if (!offset.isNumber()) {
            return NodeText.clock(node);
        }
        double ns = offset.doubleValue();
        return NodeText.clock(node) + ", " + Figures.delay(Math.abs(ns)) + (ns > 0 ? " behind" : " ahead of")
                + " the controller's";
    }

    private static String plan(JsonNode upToDate) {
        if (!upToDate.isBoolean()) {
            return "";
        }
        return upToDate.booleanValue() ? "the newest" : "an older one, or none; it takes the newest when it is heard";
    }

    private static String bytes(JsonNode bytes) {
        return bytes.isNumber() ? Figures.bytes(bytes.doubleValue()) + " wait for delivery" : "";
    }

    private static String dropped(JsonNode results) {
        return results.isNumber() ? results.asString("") + " results since its spool was made" : "";
    }
}
