// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.Answer;
import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Moment;
import io.netmonitor.app.command.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code node events}. */
@Command(
        name = "events",
        description = "Lists what happened to a node: joined, started, online, offline, dropped, removed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node events beijing", "  netmonitor node events beijing --from 7d"})
final class NodeEvents extends Answer {
    @Parameters(paramLabel = "NAME", description = "Name of the node.")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "From when on: 2026-11-22T11:00:00Z, HH:MM today, or 7d for seven days ago.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", converter = Moment.class, description = "Until when.")
    private @Nullable Instant to;

    @Override
    protected String path() {
        List<String> query = new ArrayList<>();
        if (from != null) {
            query.add("from=" + from);
        }
        if (to != null) {
            query.add("to=" + to);
        }
        return "/api/v1/nodes/" + ApiClient.segment(name) + "/events"
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    @Override
    protected void show(JsonNode events, PrintWriter out) {
        Table table = new Table(Moment.heading("WHEN"), "WHAT", "DETAIL");
        for (JsonNode event : events.path("items")) {
            table.row(
                    Moment.text(event.path("at")),
                    event.path("what").asString(""),
                    event.path("detail").asString(""));
        }
        table.print(out);
    }
}
