// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The mesh of a task as a table. */
@Command(
        name = "mesh",
        description = "Shows the newest values of all pairs of a task.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor mesh wan --metric owdForward"})
public final class MeshCommand extends Answer {
    /** So many paths are named with the reason for which they cannot be measured. */
    private static final int MAX_NAMED = 6;

    @Parameters(paramLabel = "TASK", description = "Name of the task.")
    private String task;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "What to show: rtt, owdForward, lossForward, availableBps, … (default: rtt or availableBps).")
    private @Nullable String metric;

    @Override
    protected String path() {
        return "/api/v1/mesh?task=" + ApiClient.segment(task);
    }

    @Override
    protected void show(JsonNode mesh, PrintWriter out) {
        table(mesh).print(out);
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        mesh.path("cells")
                .valueStream()
                .filter(MeshCommand::isUnmeasurable)
                .forEach(cell -> byReason.computeIfAbsent(
                                cell.path("reason").asString("no reason was given"), _ -> new ArrayList<>())
                        .add(cell.path("source").asString("") + " → "
                                + cell.path("destination").asString("")));
        byReason.forEach((reason, paths) -> out.println(Printable.of("unmeasurable: " + some(paths) + ": " + reason)));
    }

    private static boolean isUnmeasurable(JsonNode cell) {
        return cell.path("state").asString("").equals("unmeasurable");
    }

    private static String some(List<String> paths) {
        return String.join(", ", paths.subList(0, Math.min(MAX_NAMED, paths.size())))
                + (paths.size() > MAX_NAMED ? " and " + (paths.size() - MAX_NAMED) + " more" : "");
    }

    private Table table(JsonNode mesh) {
        List<String> members = mesh.path("members")
                .valueStream()
                .map(member -> member.asString(""))
                .toList();
        List<String> headings = new ArrayList<>(List.of("FROM \\ TO"));
        headings.addAll(members);
        Table table = new Table(headings.toArray(String[]::new));
        String shown = metric == null ? usual(mesh) : metric;
        for (String source : members) {
            List<String> row = new ArrayList<>(List.of(source));
            members.forEach(
                    destination -> row.add(source.equals(destination) ? "·" : cell(mesh, shown, source, destination)));
            table.row(row.toArray(String[]::new));
        }
        return table;
    }

    private static String cell(JsonNode mesh, String metric, String source, String destination) {
        return mesh.path("cells")
                .valueStream()
                .filter(cell -> cell.path("source").asString("").equals(source)
                        && cell.path("destination").asString("").equals(destination))
                .findFirst()
                .map(cell -> text(cell, metric))
                .orElse("-");
    }

    private static String usual(JsonNode mesh) {
        boolean ofRates = mesh.path("cells")
                .valueStream()
                .anyMatch(cell -> cell.path("values").has("availableBps")
                        || cell.path("values").has("lowBps"));
        return ofRates ? "availableBps" : "rtt";
    }

    private static String text(JsonNode cell, String metric) {
        if (isUnmeasurable(cell)) {
            return "unmeasurable";
        }
        JsonNode value = cell.path("values").path(metric);
        JsonNode least = cell.path("values").path("lowBps");
        if (!value.isNumber() && metric.equals("availableBps") && least.isNumber()) {
            return "> " + Figures.rate(least.doubleValue());
        }
        if (!value.isNumber()) {
            return cell.path("state").asString("-");
        }
        if (metric.endsWith("Bps")) {
            return Figures.rate(value.doubleValue());
        }
        return metric.startsWith("loss") ? Figures.percent(value.doubleValue()) : Figures.delay(value.doubleValue());
    }
}
