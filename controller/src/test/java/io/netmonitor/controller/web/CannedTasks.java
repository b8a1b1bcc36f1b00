// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.netmonitor.controller.query.DispatchState;
import io.netmonitor.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tasks that can be read, written, tried and told to pause, without anything being measured. Safe for use by many threads. */
final class CannedTasks {
    /** Bodies of the tasks that were made or changed. */
    final List<String> posted = new CopyOnWriteArrayList<>();

    /** Bodies of the tasks that were only tried. */
    final List<String> tried = new CopyOnWriteArrayList<>();

    /** What was done to a task besides, such as {@code pause wan}. */
    final List<String> done = new CopyOnWriteArrayList<>();

    final Map<String, String> states = new ConcurrentHashMap<>();
    volatile List<String> names = List.of("wan");

    /** How far the prototype's nodes in all tasks were told of them; they are members of these. */
    volatile List<DispatchState> dispatches = List.of();

    /** Revision that all tasks have; raise it to have changed them behind a page's back. */
    volatile int revision = 1;

    private final CannedNodes nodes;

    CannedTasks(CannedNodes nodes) {
        this.nodes = nodes;
    }

    void reset() {
        posted.clear();
        tried.clear();
        done.clear();
        states.clear();
        names = List.of("wan");
        dispatches = List.of();
        revision = 1;
    }

    void register(JavalinConfig config) {
        config.routes.get(
                "/api/v1/tasks",
                ctx -> CannedApi.list(ctx, names.stream().map(this::task).toList()));
        config.routes.get("/api/v1/tasks/{name}", ctx -> sendTask(ctx, task(ctx.pathParam("name"))));
        config.routes.post("/api/v1/tasks", this::write);
        config.routes.put("/api/v1/tasks/{name}", this::write);
        config.routes.delete("/api/v1/tasks/{name}", ctx -> {
            done.add("delete " + ctx.pathParam("name"));
            names = names.stream()
                    .filter(name -> !name.equals(ctx.pathParam("name")))
                    .toList();
            ctx.status(204);
        });
        config.routes.get("/api/v1/tasks/{name}/revisions", ctx -> CannedApi.list(ctx, revisions(ctx)));
        config.routes.get("/api/v1/tasks/{name}/dispatches", ctx -> CannedApi.list(ctx, dispatches));
        config.routes.post("/api/v1/tasks/{name}/dispatches/{member}", ctx -> {
            done.add("tell " + ctx.pathParam("member") + " of " + ctx.pathParam("name"));
            ctx.status(204);
        });
        Map.of("pause", "paused", "resume", "active", "end", "ended")
                .forEach((verb, state) -> config.routes.post("/api/v1/tasks/{name}/" + verb, ctx -> {
                    done.add(verb + " " + ctx.pathParam("name"));
                    states.put(ctx.pathParam("name"), state);
                    sendTask(ctx, task(ctx.pathParam("name")));
                }));
    }

    /** Of every task: all nodes, and those of the prototype that it is told to. */
    List<String> members() {
        return Stream.concat(nodes.names.stream(), dispatches.stream().map(DispatchState::member))
                .toList();
    }

    private void sendTask(Context ctx, Map<String, Object> task) {
        ctx.header("ETag", "\"" + revision + "\"");
        CannedApi.send(ctx, task);
    }

    private Map<String, Object> task(String name) {
        boolean rates = CannedBandwidth.isOf(name);
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", name);
        task.put("title", name);
        task.put("description", "Full mesh of the sites");
        task.put("kind", rates ? "bandwidth" : "basic");
        task.put("members", members());
        task.put("topology", "mesh");
        task.put("pairs", List.of());
        task.put("family", "ipv4");
        task.put("start", Instant.parse("2026-01-01T00:00:00.123456789Z"));
        task.put("period", rates ? "30s" : "2s");
        task.put("settings", Map.of("count", 20, "interval", "20ms"));
        task.put("number", 1);
        task.put("revision", revision);
        task.put("state", states.getOrDefault(name, "active"));
        task.put("createdAt", Instant.now().minus(Duration.ofDays(3)));
        task.put("changedAt", Instant.now().minus(Duration.ofDays(3)));
        return task;
    }

    private List<Object> revisions(Context ctx) {
        Map<String, Object> first = task(ctx.pathParam("name"));
        first.put("period", "1m");
        Instant at = Instant.parse("2026-03-04T05:06:07Z");
        return List.of(
                revision(1, "created", at, "active", first),
                revision(2, "changed", at.plusSeconds(3_600), "active", task(ctx.pathParam("name"))),
                revision(3, "paused", at.plusSeconds(7_200), "paused", task(ctx.pathParam("name"))));
    }

    private static Map<String, Object> revision(int revision, String change, Instant at, String state, Object spec) {
        return Map.of(
                "number",
                1,
                "revision",
                revision,
                "change",
                change,
                "by",
                "192.0.2.9",
                "at",
                at,
                "state",
                state,
                "spec",
                spec);
    }

    private void write(Context ctx) {
        boolean trial = "true".equals(ctx.queryParam("dryRun"));
        (trial ? tried : posted).add(ctx.body());
        String tag = ctx.header("If-Match");
        if (tag != null && !tag.equals("\"" + revision + "\"")) {
            CannedApi.refuse(ctx, 412, null, "the task is at revision " + revision);
        } else if (ctx.body().contains("\"name\":\"taken\"")) {
            CannedApi.refuse(ctx, 409, null, "another task is named taken");
        } else if (ctx.body().contains("\"count\":5000")) {
            CannedApi.refuse(ctx, 400, "settings.count", "is outside 1 to 1000: 5000");
        } else if (trial) {
            CannedApi.send(ctx, preview(Json.read(ctx.body(), JsonNode.class), tag != null));
        } else {
            ctx.status(tag == null ? 201 : 200).contentType("application/json").result(ctx.body());
        }
    }

    /** Every member but the last sends less than the one before it; nobody can measure wh. */
    private static Map<String, Object> preview(JsonNode spec, boolean change) {
        boolean exclusive = spec.path("kind").asString("").equals("bandwidth");
        List<String> members = new ArrayList<>();
        spec.path("members").forEach(member -> members.add(member.asString("")));
        List<Object> loads = new ArrayList<>();
        List<Object> unmeasurable = new ArrayList<>();
        for (String member : members) {
            double bps = (exclusive ? 40e6 : 24_000) / (loads.size() + 1);
            loads.add(Map.of(
                    "node",
                    member,
                    "sentBps",
                    bps,
                    "receivedBps",
                    bps / 2,
                    "measurementsPerRound",
                    members.size() - 1,
                    "atMost",
                    exclusive));
            if (!member.equals("wh") && members.contains("wh")) {
                unmeasurable.add(Map.of("source", member, "destination", "wh", "reason", "wh has no ipv4 address"));
            }
        }
        return Map.of(
                "change",
                change ? "change" : "create",
                "differences",
                change ? List.of(Map.of("field", "period", "before", "2s", "after", "7s")) : List.of(),
                "paths",
                members.size() * (members.size() - 1),
                "shortestPeriod",
                exclusive ? "5m" : "1s",
                "nodes",
                loads,
                "unmeasurable",
                unmeasurable);
    }
}
