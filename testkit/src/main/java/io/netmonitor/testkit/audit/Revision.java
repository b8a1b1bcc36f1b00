// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task as it stood from an instant on.
 *
 * @param hub absent unless the topology is a hub
 * @param atNs nanoseconds since the epoch
 * @param active whether it was to be measured
 */
public record Revision(
        String task,
        int number,
        String kind,
        List<String> members,
        String topology,
        @Nullable String hub,
        List<List<String>> pairs,
        long periodNs,
        long atNs,
        boolean active) {

    /**
     * Reads one of {@code GET /api/v1/tasks/NAME/revisions}.
     *
     * @param nodes who is meant by {@code *}
     */
    public static Revision read(String task, JsonNode json, List<String> nodes) {
        JsonNode spec = json.path("spec");
        return new Revision(
                task,
                json.path("revision").asInt(),
                spec.path("kind").asString(""),
                members(spec.path("members"), nodes),
                spec.path("topology").asString("mesh"),
                spec.has("hub") ? spec.path("hub").asString("") : null,
                spec.path("pairs").valueStream().map(Revision::texts).toList(),
                periodNs(spec.path("period").asString("")),
                Nanos.of(json.path("at").asString("")),
                json.path("state").asString("").equals("active")
                        && !json.path("change").asString("").equals("deleted"));
    }

    /** The nodes that measure each other, each pair once. */
    List<List<String>> paired() {
        return switch (topology) {
            case "mesh" -> mesh();
            case "hub" -> {
                String middle = hub == null ? "" : hub;
                yield members.stream()
                        .filter(member -> !member.equals(middle))
                        .map(member -> List.of(middle, member))
                        .toList();
            }
            case "pairs" -> pairs;
            default -> throw new IllegalArgumentException("topology is none of mesh, hub, pairs: " + topology);
        };
    }

    private List<List<String>> mesh() {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            for (int j = i + 1; j < members.size(); j++) {
                all.add(List.of(members.get(i), members.get(j)));
            }
        }
        return all;
    }

    private static List<String> members(JsonNode array, List<String> nodes) {
        List<String> members = texts(array);
        return members.contains("*") ? nodes : members;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(text -> text.asString("")).toList();
    }

    /** Periods are whole numbers with a unit. */
    static long periodNs(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return number
                * switch (text.substring(digits)) {
                    case "ms" -> 1_000_000L;
                    case "s" -> Nanos.SECOND;
                    case "m" -> 60 * Nanos.SECOND;
                    case "h" -> 3_600 * Nanos.SECOND;
                    case "d" -> 86_400 * Nanos.SECOND;
                    default -> throw new IllegalArgumentException("period has no unit of ms, s, m, h, d: " + text);
                };
    }
}
