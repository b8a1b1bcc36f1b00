// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.core.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * What is written in one document, and on which line each key of it stands. The reader's own trees know no lines, keep the last
 * of two like keys, and turn YAML's aliases into their names. Used by one thread.
 */
final class TaskTree {
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final JsonNode root;

    /** Reads the value at which a parser stands. */
    TaskTree(JsonParser parser) {
        lines.put("", line(parser));
        root = value(parser, "");
    }

    JsonNode root() {
        return root;
    }

    /** What cannot be meant: two like keys, aliases. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The line of a field, dotted; of what it is in, when it is not there itself. */
    int line(String field) {
        Integer line = lines.get(field);
        if (line != null) {
            return line;
        }
        int end = Math.max(field.lastIndexOf('.'), field.lastIndexOf('['));
        return line(end < 0 ? "" : field.substring(0, end));
    }

    private JsonNode value(JsonParser parser, String path) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            faults.add(new Fault(
                    path,
                    "is an alias of YAML, *" + parser.getString() + "; write out what it stands for,"
                            + " or put it in quotes"));
        }
        return switch (parser.currentToken()) {
            case JsonToken.START_OBJECT -> object(parser, path);
            case JsonToken.START_ARRAY -> array(parser, path);
            default -> parser.readValueAsTree();
        };
    }

    private ObjectNode object(JsonParser parser, String path) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String field = path.isEmpty() ? key : path + "." + key;
            int line = line(parser);
            Integer before = lines.put(field, line);
            if (before != null) {
                faults.add(new Fault(field, "is there twice, first on line " + before));
            }
            parser.nextToken();
            object.set(key, value(parser, field));
        }
        return object;
    }

    private ArrayNode array(JsonParser parser, String path) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String field = path + "[" + array.size() + "]";
            lines.put(field, line(parser));
            array.add(value(parser, field));
        }
        return array;
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
