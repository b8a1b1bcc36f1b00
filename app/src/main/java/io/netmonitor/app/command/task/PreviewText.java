// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.Figures;
import io.netmonitor.app.command.Printable;
import io.netmonitor.app.command.Table;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;

/** For people: what a task would change, what it would send, and what it could not measure. Used by one thread. */
final class PreviewText {
    /** So many paths that cannot be measured are named; a mesh of hundreds may have ten thousands. */
    private static final int MAX_NAMED = 20;

    private final PrintWriter out;

    PreviewText(PrintWriter out) {
        this.out = out;
    }

    void print(String task, JsonNode preview) {
        out.println(Printable.of("task " + task + ": " + change(preview)));
        for (JsonNode difference : preview.path("differences")) {
            SpecChanges.lines(
                            difference.path("field").asString(""), difference.path("before"), difference.path("after"))
                    .forEach(line -> out.println("  " + Printable.of(line)));
        }
        String shortest = preview.path("shortestPeriod").asString("");
        out.println(count(preview.path("paths").asInt(0), "path")
                + (shortest.isEmpty() ? "" : ", shortest period " + Printable.of(shortest)));
        nodes(preview.path("nodes"));
        unmeasurable(preview.path("unmeasurable"));
        out.flush();
    }

    private static String change(JsonNode preview) {
        return switch (preview.path("change").asString("")) {
            case "create" -> "would be created";
            case "change" -> "would be changed";
            default -> "would stay as it is";
        };
    }

    private void nodes(JsonNode nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        Table table = new Table("NODE", "SENDS", "RECEIVES", "MEASUREMENTS A ROUND");
        for (JsonNode node : nodes) {
            table.row(
                    node.path("node").asString(""),
                    rate(node, "sentBps"),
                    rate(node, "receivedBps"),
                    node.path("measurementsPerRound").asString("-"));
        }
        table.print(out);
    }

    private static String rate(JsonNode node, String field) {
        JsonNode rate = node.path(field);
        if (!rate.isNumber()) {
            return "-";
        }
        boolean bound = node.path("atMost").asBoolean(false) && rate.doubleValue() > 0;
        return (bound ? "at most " : "") + Figures.rate(rate.doubleValue());
    }

    private void unmeasurable(JsonNode paths) {
        if (paths.isEmpty()) {
            return;
        }
        out.println(count(paths.size(), "path") + " cannot be measured:");
        paths.valueStream()
                .limit(MAX_NAMED)
                .forEach(path ->
                        out.println(Printable.of("  " + path.path("source").asString("") + " → "
                                + path.path("destination").asString("") + ": "
                                + path.path("reason").asString("no reason was given"))));
        if (paths.size() > MAX_NAMED) {
            out.println("  and " + (paths.size() - MAX_NAMED) + " more");
        }
    }

    /** A number of things: {@code 1 path}, {@code 12 paths}. */
    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
