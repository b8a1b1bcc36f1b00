// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.app.command.Figures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The newest result of every path as text, a row for each source and a column for each destination:
 *
 * <pre>
 * from \ to  beijing          chengdu
 * beijing    -                4.123 ms  5.0%
 * chengdu    4.101 ms  0.0%   -
 * </pre>
 *
 * @param members names, in the order of rows and columns
 * @param cells text by source and destination
 */
record MeshGrid(List<String> members, Map<Path, String> cells) {
    private static final String WAITING = "...";
    private static final int WIDTH = 17;

    MeshGrid {
        members = List.copyOf(members);
        cells = Map.copyOf(cells);
    }

    /** A grid without results. */
    static MeshGrid empty(List<String> members) {
        return new MeshGrid(members, Map.of());
    }

    /** Reads the controller's answer; what it does not say is left out. */
    static MeshGrid of(JsonNode mesh) {
        List<String> members = mesh.path("members")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        Map<Path, String> cells = new HashMap<>();
        for (JsonNode cell : mesh.path("cells")) {
            String state = cell.path("state").asString("pending");
            if (!state.equals("pending")) {
                Path path = new Path(
                        cell.path("source").asString(""),
                        cell.path("destination").asString(""));
                cells.put(path, text(state, cell.path("values")));
            }
        }
        return new MeshGrid(members, cells);
    }

    /** How many paths there are. */
    int paths() {
        return members.size() * (members.size() - 1);
    }

    /** How many of them have a result. */
    int filled() {
        return cells.size();
    }

    List<String> lines() {
        int first = members.stream().mapToInt(String::length).max().orElse(0);
        first = Math.max(first, "from \\ to".length()) + 2;
        List<String> lines = new ArrayList<>();
        StringBuilder heading = new StringBuilder(padded("from \\ to", first));
        members.forEach(name -> heading.append(padded(name, WIDTH)));
        lines.add(heading.toString().stripTrailing());
        for (String source : members) {
            StringBuilder line = new StringBuilder(padded(source, first));
            for (String destination : members) {
                String text =
                        source.equals(destination) ? "-" : cells.getOrDefault(new Path(source, destination), WAITING);
                line.append(padded(text, WIDTH));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String text(String state, JsonNode values) {
        JsonNode roundTrip = values.path("rtt");
        JsonNode loss = values.path("lossForward");
        if (!roundTrip.isNumber()) {
            return state;
        }
        String delay = delay(roundTrip.doubleValue());
        return loss.isNumber() ? String.format(Locale.ROOT, "%-9s %.1f%%", delay, loss.doubleValue() * 100) : delay;
    }

    /** Short enough for four columns in a terminal of 80: {@code 16.3 µs}, {@code 4.123 ms}, {@code 120.41 ms}. */
    private static String delay(double ns) {
        return ns >= 1e7 && ns < 1e9 ? String.format(Locale.ROOT, "%.2f ms", ns / 1e6) : Figures.delay(ns);
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    /** A direction between two members. */
    record Path(String source, String destination) {}
}
