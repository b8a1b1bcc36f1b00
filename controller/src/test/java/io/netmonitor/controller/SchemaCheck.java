// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Holds JSON against the part of JSON Schema that our document uses, more strictly than the standard: a property that a schema does
 * not name is a violation, and so is a word of the standard that is not known here. Immutable.
 */
final class SchemaCheck {
    private static final Set<String> WORDS = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "oneOf",
            "description");

    private final JsonNode document;

    SchemaCheck(JsonNode document) {
        this.document = document;
    }

    List<String> violations(String place, JsonNode schema, JsonNode value) {
        List<String> violations = new ArrayList<>();
        Set<String> strange = new TreeSet<>(schema.propertyNames());
        strange.removeAll(WORDS);
        if (!strange.isEmpty() || schema.isMissingNode()) {
            violations.add(place + ": no schema, or one with " + strange);
        } else if (schema.has("$ref")) {
            String pointer = schema.path("$ref").asString("").substring(1);
            violations.addAll(violations(place, document.at(pointer), value));
        } else if (schema.has("oneOf")) {
            oneOf(place, schema.path("oneOf"), value, violations);
        } else if (schema.has("type")) {
            typed(place, schema, value, violations);
        }
        return violations;
    }

    private void oneOf(String place, JsonNode schemas, JsonNode value, List<String> violations) {
        List<List<String>> each = schemas.valueStream()
                .map(schema -> violations(place, schema, value))
                .toList();
        if (each.stream().filter(List::isEmpty).count() != 1) {
            violations.add(place + ": is not just one of " + each);
        }
    }

    private void typed(String place, JsonNode schema, JsonNode value, List<String> violations) {
        boolean fits = switch (schema.path("type").asString("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString() && isFormat(schema, value);
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
        boolean listed =
                !schema.has("enum") || schema.path("enum").valueStream().anyMatch(word -> word.equals(value));
        if (!fits || !listed) {
            violations.add(place + ": is not " + schema + ": " + value);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                violations.addAll(violations(place + "[" + i + "]", schema.path("items"), value.path(i)));
            }
        } else if (value.isObject() && (schema.has("properties") || schema.has("additionalProperties"))) {
            object(place, schema, value, violations);
        }
    }

    private void object(String place, JsonNode schema, JsonNode value, List<String> violations) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asString(""))) {
                violations.add(place + ": lacks " + name);
            }
        });
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(property -> {
            String inner = place + "." + property.getKey();
            if (schema.path("properties").has(property.getKey())) {
                violations.addAll(
                        violations(inner, schema.path("properties").path(property.getKey()), property.getValue()));
            } else if (others.isObject()) {
                violations.addAll(violations(inner, others, property.getValue()));
            } else if (!others.asBoolean(false)) {
                violations.add(inner + ": is not described");
            }
        });
    }

    private static boolean isFormat(JsonNode schema, JsonNode value) {
        if (!schema.path("format").asString("").equals("date-time")) {
            return true;
        }
        try {
            Instant.parse(value.asString(""));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
