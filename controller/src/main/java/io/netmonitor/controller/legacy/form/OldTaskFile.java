// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.controller.plan.Listing;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A task as the prototype's nodes fetch it.
 *
 * <pre>
 * {
 *   "taskName": "wan",
 *   "taskDescription": "",
 *   "taskType": "Basic",
 *   "testMembers": [
 *     "192.0.2.1",
 *     "192.0.2.2"
 *   ],
 *   "taskStartTime": "2026-12-01T08:00",
 *   "taskEndTime": "2026-12-02T08:00",
 *   "measurementPeriod": "60",
 *   "measurementPeriodUnit": "seconds"
 * }
 * </pre>
 *
 * Nodes read it as Python source, so it has strings and one list of strings alone, and no escapes but those that both languages
 * read alike: the octets are those of JavaScript's {@code JSON.stringify(task, null, 2)}, which the prototype used.
 */
public final class OldTaskFile {
    /** The prototype's form has no tasks without an end. */
    private static final String NEVER = "2099-12-31T23:59";

    private static final String REPLACEMENT = "\uFFFD";

    private OldTaskFile() {}

    /**
     * The file of a task, in UTF-8.
     *
     * @param nodes that joined
     * @param zone in which its times are written
     * @throws InvalidInputException naming the field of the task that the prototype cannot express
     */
    public static byte[] json(Task task, Collection<Node> nodes, ZoneId zone) {
        TaskSpec spec = task.spec();
        OldType type = OldType.ofKind(spec.kind())
                .orElseThrow(() ->
                        new InvalidInputException("kind", "is unknown to the prototype's interfaces: " + spec.kind()));
        if (spec.topology() != Topology.MESH) {
            throw new InvalidInputException(
                    "topology",
                    "is not mesh, which is all that the prototype's interfaces know: "
                            + spec.topology().label());
        }
        OldPeriod period = OldPeriod.of(spec.period());
        OldTime times = new OldTime(zone);
        String text = "{\n"
                + line("taskName", spec.name())
                + line("taskDescription", Objects.requireNonNullElse(spec.description(), ""))
                + line("taskType", type.word())
                + "  \"testMembers\": " + list(members(spec, nodes)) + ",\n"
                + line("taskStartTime", times.start(Objects.requireNonNullElse(spec.start(), task.startAt())))
                + line("taskEndTime", spec.end() == null ? NEVER : times.end(spec.end()))
                + line("measurementPeriod", period.number())
                + "  \"measurementPeriodUnit\": " + quoted(period.unit()) + "\n}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** In the order in which they are written; those that a selector means, by name. */
    private static Set<String> members(TaskSpec spec, Collection<Node> nodes) {
        Map<String, String> texts = new Listing(nodes).of(spec);
        Set<String> listed = new LinkedHashSet<>();
        for (String written : spec.members()) {
            switch (Member.of(written)) {
                case Member.Named named -> add(listed, texts, named.text());
                case Member.Foreign foreign -> add(listed, texts, foreign.text());
                case Member.Selected selected ->
                    nodes.stream()
                            .filter(node -> node.labels()
                                    .entrySet()
                                    .containsAll(selected.labels().entrySet()))
                            .map(Node::name)
                            .sorted()
                            .forEach(name -> add(listed, texts, name));
            }
        }
        return listed;
    }

    /** Who speaks another protocol is not in the listing. */
    private static void add(Set<String> listed, Map<String, String> texts, String member) {
        String text = texts.get(member);
        if (text != null) {
            listed.add(text);
        }
    }

    private static String line(String key, String value) {
        return "  " + quoted(key) + ": " + quoted(value) + ",\n";
    }

    private static String list(Collection<String> values) {
        List<String> lines =
                values.stream().map(value -> "    " + quoted(value)).toList();
        return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n  ]";
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (point < ' ') {
                        json.append("\\u%04x".formatted(point));
                    } else if (Character.getType(point) == Character.SURROGATE) {
                        json.append(REPLACEMENT);
                    } else {
                        json.appendCodePoint(point);
                    }
                }
            }
        });
        return json.append('"').toString();
    }
}
