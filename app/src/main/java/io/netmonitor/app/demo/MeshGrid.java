// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * @param cell what a cell shows
 * @param members names, in the order of rows and columns
 * @param cells text by source and destination
 */
record MeshGrid(MeshCell cell, List<String> members, Map<Path, String> cells) {
    private static final String WAITING = "...";

    MeshGrid {
        members = List.copyOf(members);
        cells = Map.copyOf(cells);
    }

    /** A grid without results. */
    static MeshGrid empty(List<String> members, MeshCell cell) {
        return new MeshGrid(cell, members, Map.of());
    }

    /** The same with what the controller answered; what that does not say is left out. */
    MeshGrid filledBy(JsonNode mesh) {
        List<String> named = mesh.path("members")
                .valueStream()
                .map(name -> name.asString(""))
                .toList();
        Map<Path, String> texts = new HashMap<>();
        for (JsonNode answer : mesh.path("cells")) {
            String state = answer.path("state").asString("pending");
            if (!state.equals("pending")) {
                Path path = new Path(
                        answer.path("source").asString(""),
                        answer.path("destination").asString(""));
                texts.put(path, cell.value(state, answer.path("values")));
            }
        }
        return new MeshGrid(cell, named, texts);
    }

    /** What the grid shows, and how far it is filled. */
    String title() {
        return filled() + " of " + paths() + " paths have a result: " + cell.title();
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
        members.forEach(name -> heading.append(padded(name, cell.width())));
        lines.add(heading.toString().stripTrailing());
        for (String source : members) {
            StringBuilder line = new StringBuilder(padded(source, first));
            for (String destination : members) {
                String text =
                        source.equals(destination) ? "-" : cells.getOrDefault(new Path(source, destination), WAITING);
                line.append(padded(text, cell.width()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    /** A direction between two members. */
    record Path(String source, String destination) {}
}
