// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.app.command.ControllerDouble.Reply;
import io.netmonitor.core.json.Json;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as a controller keeps them, with revisions and a dry run. A period is all that it asks of a task. */
public final class TaskShelf {
    private static final String ROOT = "/api/v1/tasks";

    private final Map<String, ObjectNode> byName = new LinkedHashMap<>();
    private String preview = "{\"paths\":2,\"shortestPeriod\":\"1s\",\"nodes\":[],\"unmeasurable\":[]}";

    /** What dry runs say beside the change itself. */
    public synchronized void previewing(String json) {
        preview = json;
    }

    /** A task as it is kept. */
    public synchronized ObjectNode get(String name) {
        return Objects.requireNonNull(byName.get(name), name).deepCopy();
    }

    /** Names of all tasks. */
    public synchronized List<String> names() {
        return List.copyOf(byName.keySet());
    }

    synchronized Reply answer(String method, URI uri, @Nullable String match, JsonNode body) {
        String rest = uri.getRawPath().substring(ROOT.length());
        if (rest.isEmpty()) {
            return ok(Json.tree(Map.of("items", List.copyOf(byName.values()))));
        }
        String[] steps = rest.substring(1).split("/", -1);
        String name = URLDecoder.decode(steps[0], StandardCharsets.UTF_8);
        if (method.equals("PUT")) {
            boolean dry = "dryRun=true".equals(uri.getQuery());
            return dry ? preview(name, body) : put(name, body);
        }
        ObjectNode task = byName.get(name);
        if (task == null) {
            return Reply.problem(404, "There is no such task", "no task is named " + name);
        }
        if (match != null && !match.equals("\"" + task.path("revision").asInt() + "\"")) {
            return Reply.problem(412, "The task was changed meanwhile", "it is at revision " + task.path("revision"));
        }
        if (method.equals("DELETE")) {
            byName.remove(name);
            return new Reply(204, "");
        }
        if (method.equals("POST")) {
            task.put(
                    "state",
                    Map.of("pause", "paused", "resume", "active", "end", "ended")
                            .get(steps[1]));
            task.put("revision", task.path("revision").asInt() + 1);
        }
        return ok(task);
    }

    private Reply put(String name, JsonNode spec) {
        ObjectNode before = byName.get(name);
        boolean same = before != null && differences(before, spec).isEmpty();
        ObjectNode task = ((ObjectNode) spec).deepCopy();
        task.put(
                "number",
                before == null ? byName.size() + 1 : before.path("number").asInt());
        task.put("revision", before == null ? 1 : before.path("revision").asInt() + (same ? 0 : 1));
        task.put("state", "active");
        task.put("createdAt", "2026-11-22T11:00:00.000000000Z");
        task.put("changedAt", "2026-11-22T11:00:00.000000000Z");
        byName.put(name, task);
        return ok(task);
    }

    private Reply preview(String name, JsonNode spec) {
        if (!spec.has("period")) {
            return new Reply(
                    400,
                    Json.write(Map.of(
                            "title",
                            "The request has faults",
                            "status",
                            400,
                            "detail",
                            "period is missing",
                            "errors",
                            List.of(
                                    Map.of("field", "period", "message", "is missing; write a duration"),
                                    Map.of("field", "settings.count", "message", "is outside 1 to 1000: 0")))));
        }
        ObjectNode before = byName.get(name);
        List<Object> differences = before == null ? List.of() : differences(before, spec);
        ObjectNode answer = (ObjectNode) Json.read(preview, JsonNode.class);
        answer.put("change", before == null ? "create" : differences.isEmpty() ? "none" : "change");
        answer.set("differences", Json.tree(differences));
        return ok(answer);
    }

    private static List<Object> differences(JsonNode before, JsonNode after) {
        List<Object> differences = new ArrayList<>();
        for (String field : List.of("title", "kind", "members", "period", "settings")) {
            if (!before.path(field).equals(after.path(field))) {
                Map<String, Object> difference = new LinkedHashMap<>();
                difference.put("field", field);
                put(difference, "before", before.path(field));
                put(difference, "after", after.path(field));
                differences.add(difference);
            }
        }
        return differences;
    }

    private static void put(Map<String, Object> difference, String side, JsonNode value) {
        if (!value.isMissingNode()) {
            difference.put(side, value);
        }
    }

    private static Reply ok(JsonNode body) {
        return new Reply(200, Json.write(body));
    }
}
