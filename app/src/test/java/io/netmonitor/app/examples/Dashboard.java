// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.examples;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A dashboard of Grafana, as far as its queries go.
 *
 * @param json all of it
 */
public record Dashboard(JsonNode json) {
    private static final Path EXAMPLE = Path.of("..", "examples", "grafana", "dashboards", "netmonitor.json");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    /** The one that people copy. */
    public static Dashboard example() throws IOException {
        return new Dashboard(Json.read(Files.readString(EXAMPLE), JsonNode.class));
    }

    /**
     * A query of a panel.
     *
     * @param name title of the panel and letter of the query
     * @param instant whether one value of each series is asked for, and not all of a while
     */
    public record Query(String name, String promql, boolean instant) {}

    /** A variable that is chosen from the values of a label. */
    record Variable(String name, String label, String selector) {}

    /** Panels and rows, from top to bottom. */
    List<JsonNode> panels() {
        return list(json.path("panels"));
    }

    /** All queries of all panels. */
    public List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(new Query(
                        panel.path("title").stringValue() + "/"
                                + target.path("refId").stringValue(),
                        target.path("expr").stringValue(),
                        target.path("instant").booleanValue()));
            }
        }
        return queries;
    }

    /** All variables that are asked of Prometheus. */
    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (JsonNode variable : json.at("/templating/list")) {
            if (variable.path("type").stringValue().equals("query")) {
                String query = variable.at("/query/query").stringValue();
                Matcher matcher = LABEL_VALUES.matcher(query);
                if (!matcher.matches()
                        || !query.equals(variable.path("definition").stringValue())) {
                    throw new AssertionError("is not label_values(SELECTOR, LABEL), twice: " + variable);
                }
                variables.add(new Variable(variable.path("name").stringValue(), matcher.group(2), matcher.group(1)));
            }
        }
        return variables;
    }

    /** Puts values in the place of variables, as Grafana does with names that need no escaping. */
    public static String filled(String promql, Map<String, String> values) {
        String text = promql;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("$" + value.getKey(), value.getValue());
        }
        if (text.indexOf('$') >= 0) {
            throw new AssertionError("uses a variable that there is not: " + text);
        }
        return text;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
