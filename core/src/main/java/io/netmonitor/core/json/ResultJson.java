// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON of a {@link Result}: what every result has at the top, and beside it the probe's own values, their dotted names
 * unfolded into objects ({@code roundTrip.delay.meanNs} becomes {@code {"roundTrip":{"delay":{"meanNs":…}}}}).
 */
final class ResultJson {
    private static final Set<String> COMMON = Set.of(
            "task",
            "revision",
            "round",
            "runId",
            "kind",
            "source",
            "destination",
            "family",
            "plannedAt",
            "startedAt",
            "durationNs",
            "outcome",
            "reason",
            "late",
            "overlapsTrain",
            "receivedAt");
    /** Deeper nesting than any probe needs is refused before it costs anything. */
    private static final int MAX_DEPTH = 6;

    private static final int MAX_NAME = 64;

    private ResultJson() {}

    static final class Writer extends StdSerializer<Result> {
        Writer() {
            super(Result.class);
        }

        @Override
        public void serialize(Result result, JsonGenerator out, SerializationContext context) {
            context.writeTree(out, tree(result));
        }
    }

    static final class Reader extends StdDeserializer<Result> {
        Reader() {
            super(Result.class);
        }

        @Override
        public Result deserialize(JsonParser in, DeserializationContext context) {
            return result(context.readTree(in));
        }
    }

    private static ObjectNode tree(Result result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("task", result.task());
        node.put("revision", result.revision());
        if (result.round() != null) {
            node.put("round", result.round());
        }
        if (result.runId() != null) {
            node.put("runId", result.runId());
        }
        node.put("kind", result.kind());
        node.put("source", result.path().source());
        node.put("destination", result.path().destination());
        node.put("family", result.path().family().label());
        node.put("plannedAt", Json.text(result.plannedAt()));
        node.put("startedAt", Json.text(result.startedAt()));
        node.put("durationNs", result.duration().toNanos());
        node.put("outcome", result.outcome().label());
        if (result.reason() != null) {
            node.put("reason", result.reason());
        }
        if (result.late()) {
            node.put("late", true);
        }
        if (result.overlapsTrain()) {
            node.put("overlapsTrain", true);
        }
        if (result.receivedAt() != null) {
            node.put("receivedAt", Json.text(result.receivedAt()));
        }
        result.values().byField().forEach((field, value) -> unfold(node, field, value));
        return node;
    }

    private static void unfold(ObjectNode root, String field, Object value) {
        ObjectNode parent = root;
        int from = 0;
        for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', from)) {
            parent = parent.withObjectProperty(field.substring(from, dot));
            from = dot + 1;
        }
        String leaf = field.substring(from);
        switch (value) {
            case Long whole -> parent.put(leaf, whole);
            case Double number -> parent.put(leaf, number);
            case Boolean flag -> parent.put(leaf, flag);
            default -> parent.put(leaf, value.toString());
        }
    }

    private static Result result(JsonNode node) {
        ResultFields fields = new ResultFields(node);
        String task = fields.text("task");
        int revision = (int) fields.whole("revision", 1, Integer.MAX_VALUE);
        Long round = fields.has("round") ? Long.valueOf(fields.whole("round", 0, Long.MAX_VALUE)) : null;
        String runId = fields.optionalText("runId");
        String kind = fields.text("kind");
        Path path = fields.path();
        Instant plannedAt = fields.instant("plannedAt");
        Instant startedAt = fields.instant("startedAt");
        long durationNs = fields.whole("durationNs", 0, Long.MAX_VALUE);
        Outcome outcome = fields.word("outcome", Outcome::of, Outcome.FAILED);
        String reason = fields.optionalText("reason");
        boolean late = fields.flag("late");
        boolean overlapsTrain = fields.flag("overlapsTrain");
        Instant receivedAt = fields.has("receivedAt") ? fields.instant("receivedAt") : null;
        fields.requireOneOf("round", "runId");
        InvalidInputException.throwIfAny(fields.faults());
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (!COMMON.contains(entry.getKey())) {
                fold("", entry.getKey(), entry.getValue(), 1, values);
            }
        });
        return new Result(
                task,
                revision,
                round,
                runId,
                kind,
                path,
                plannedAt,
                startedAt,
                Duration.ofNanos(durationNs),
                outcome,
                reason,
                late,
                overlapsTrain,
                receivedAt,
                new Values(values));
    }

    private static void fold(String parents, String name, JsonNode node, int depth, Map<String, Object> into) {
        String field = parents + name;
        if (depth > MAX_DEPTH) {
            throw new InvalidInputException(field, "is nested deeper than " + MAX_DEPTH);
        }
        // A dot within a name would make two fields out of one when the result is written again.
        if (!isName(name)) {
            throw new InvalidInputException(field, "is not a name of at most " + MAX_NAME + " letters and digits");
        }
        if (node.isObject()) {
            node.properties().forEach(entry -> fold(field + ".", entry.getKey(), entry.getValue(), depth + 1, into));
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            into.put(field, node.longValue());
        } else if (node.isNumber() && Double.isFinite(node.asDouble(Double.NaN))) {
            into.put(field, node.doubleValue());
        } else if (node.isBoolean()) {
            into.put(field, node.booleanValue());
        } else if (node.isString()) {
            into.put(field, node.stringValue());
        } else if (!node.isNull()) {
            throw new InvalidInputException(field, "is neither a number, a word, a flag nor an object: " + node);
        }
    }

    /** By hand, since a thousand results a second with fifty names each pass here, and a matcher for each would be seen. */
    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char character = name.charAt(i);
            if (!isLetter(character) && (character < '0' || character > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
