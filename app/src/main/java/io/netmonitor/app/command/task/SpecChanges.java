// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.Printable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two values, field by field; nested fields are dotted: {@code settings.count}. */
final class SpecChanges {
    private SpecChanges() {}

    /** Names of the fields that differ, in the order in which people like to read them. */
    static List<String> fields(JsonNode before, JsonNode after) {
        Map<String, JsonNode> old = leaves("", before);
        Map<String, JsonNode> young = leaves("", after);
        return all(old, young).stream()
                .filter(field -> !Objects.equals(old.get(field), young.get(field)))
                .sorted(Comparator.comparingInt(SpecChanges::place))
                .toList();
    }

    /**
     * One field's difference in lines, of which each begins with {@code -} or {@code +}.
     *
     * @param before missing when it was not set
     * @param after missing when it is not set any more
     */
    static List<String> lines(String field, JsonNode before, JsonNode after) {
        if (before.isArray() && after.isArray()) {
            List<String> lines = new ArrayList<>();
            only(before, after).forEach(item -> lines.add("- " + field + ": " + Printable.of(item)));
            only(after, before).forEach(item -> lines.add("+ " + field + ": " + Printable.of(item)));
            if (!lines.isEmpty()) {
                return lines;
            }
        }
        Map<String, JsonNode> old = leaves(field, before);
        Map<String, JsonNode> young = leaves(field, after);
        List<String> lines = new ArrayList<>();
        for (String leaf : all(old, young)) {
            if (!Objects.equals(old.get(leaf), young.get(leaf))) {
                line("- ", leaf, old.get(leaf), lines);
                line("+ ", leaf, young.get(leaf), lines);
            }
        }
        return lines;
    }

    private static void line(String sign, String field, @Nullable JsonNode value, List<String> lines) {
        if (value != null) {
            lines.add(sign + field + ": " + Printable.of(value));
        }
    }

    /** Items of one list that are not in another, as often as they are there more. */
    private static List<JsonNode> only(JsonNode list, JsonNode other) {
        List<JsonNode> rest = new ArrayList<>(list.valueStream().toList());
        other.forEach(rest::remove);
        return rest;
    }

    private static Set<String> all(Map<String, JsonNode> one, Map<String, JsonNode> other) {
        Set<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    private static Map<String, JsonNode> leaves(String field, JsonNode value) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        if (value.isObject()) {
            value.properties()
                    .forEach(entry -> leaves.putAll(
                            leaves(field.isEmpty() ? entry.getKey() : field + "." + entry.getKey(), entry.getValue())));
        } else if (!value.isMissingNode() && !value.isNull()) {
            leaves.put(field, value);
        }
        return leaves;
    }

    private static int place(String field) {
        int place = TaskDocument.allKeys().indexOf(field.split("\\.", 2)[0]);
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
