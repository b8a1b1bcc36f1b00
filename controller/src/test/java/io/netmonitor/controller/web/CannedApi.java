// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.netmonitor.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers as the controller's API would for a mesh of a few sites, without measuring anything. Fields change what it
 * answers from then on. Safe for use by many threads.
 */
final class CannedApi {
    private static final List<String> SITES = List.of("bj", "gz", "hk", "sh", "sz", "wh");

    /** Base one-way delay by position in the list of members, in microseconds. */
    private static final long[] SITE_US = {180, 2_400, 9_700, 31_000, 640, 88_000};

    /** Bodies of the tasks that were posted. */
    final List<String> posted = new CopyOnWriteArrayList<>();

    /** Names of the tasks that were deleted. */
    final List<String> deleted = new CopyOnWriteArrayList<>();

    volatile List<String> nodes = SITES;
    volatile List<String> tasks = List.of("wan");

    /** Makes every answer fail as a gateway without a controller behind it does. */
    volatile boolean silent;

    /** Makes every cell wait for its first result. */
    volatile boolean nothingMeasured;

    /** Whether it answered with an error, which browsers log as one. */
    volatile boolean complained;

    /** Answers as at first again. */
    void reset() {
        posted.clear();
        deleted.clear();
        nodes = SITES;
        tasks = List.of("wan");
        silent = false;
        nothingMeasured = false;
        complained = false;
    }

    void fallSilent() {
        complained = true;
        silent = true;
    }

    void register(JavalinConfig config) {
        config.routes.before("/api/*", ctx -> {
            if (silent) {
                throw new io.javalin.http.BadGatewayResponse();
            }
        });
        config.routes.get(
                "/api/v1/nodes", ctx -> list(ctx, nodes.stream().map(this::node).toList()));
        config.routes.get(
                "/api/v1/tasks", ctx -> list(ctx, tasks.stream().map(this::task).toList()));
        config.routes.get(
                "/api/v1/probe-types", ctx -> list(ctx, List.of(CannedProbeType.BASIC, CannedBandwidth.TYPE)));
        config.routes.get("/api/v1/mesh", this::mesh);
        config.routes.get("/api/v1/series", ctx -> {
            if (CannedBandwidth.isAsked(ctx)) {
                CannedBandwidth.series(ctx);
            } else {
                CannedSeries.answer(ctx);
            }
        });
        config.routes.get("/api/v1/results", this::results);
        config.routes.post("/api/v1/tasks", this::create);
        config.routes.delete("/api/v1/tasks/{name}", ctx -> {
            deleted.add(ctx.pathParam("name"));
            tasks = tasks.stream()
                    .filter(name -> !name.equals(ctx.pathParam("name")))
                    .toList();
            ctx.status(204);
        });
    }

    static void send(Context ctx, Object body) {
        ctx.contentType("application/json").result(Json.writeBytes(body));
    }

    static void list(Context ctx, List<?> items) {
        send(ctx, Map.of("items", items));
    }

    private Map<String, Object> node(String name) {
        boolean online = !name.equals("wh");
        return Map.of(
                "name",
                name,
                "title",
                name.equals("bj") ? "Peking, room 4" : name,
                "state",
                online ? "online" : "offline",
                "joinedAt",
                Instant.now().minus(Duration.ofDays(3)),
                "lastSeenAt",
                Instant.now().minus(online ? Duration.ofSeconds(1) : Duration.ofMinutes(42)),
                "addresses",
                List.of("10.1." + nodes.indexOf(name) + ".1"),
                "version",
                "0.1.0",
                "clock",
                Map.of("synchronized", !name.equals("hk"), "maxErrorNs", name.equals("hk") ? 16_000_000 : 412_000));
    }

    private Map<String, Object> task(String name) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("name", name);
        task.put("title", name);
        task.put("description", "Full mesh of the sites");
        task.put("kind", CannedBandwidth.isOf(name) ? "bandwidth" : "basic");
        task.put("members", nodes);
        task.put("family", "ipv4");
        task.put("period", CannedBandwidth.isOf(name) ? "30s" : "2s");
        task.put("settings", Map.of("count", 20, "interval", "20ms"));
        task.put("number", 1);
        task.put("revision", 1);
        task.put("state", "active");
        task.put("createdAt", Instant.now().minus(Duration.ofDays(3)));
        task.put("changedAt", Instant.now().minus(Duration.ofDays(3)));
        return task;
    }

    private void mesh(Context ctx) {
        String task = String.valueOf(ctx.queryParam("task"));
        boolean rates = CannedBandwidth.isOf(task);
        List<Object> cells = new ArrayList<>();
        for (String source : nodes) {
            for (String destination : nodes) {
                if (!source.equals(destination)) {
                    cells.add(
                            rates
                                    ? CannedBandwidth.cell(
                                            source, destination, nodes.indexOf(source), nodes.indexOf(destination))
                                    : cell(source, destination));
                }
            }
        }
        send(
                ctx,
                Map.of(
                        "task",
                        task,
                        "kind",
                        rates ? "bandwidth" : "basic",
                        "at",
                        Instant.now(),
                        "periodNs",
                        rates ? 30_000_000_000L : 2_000_000_000L,
                        "members",
                        nodes,
                        "cells",
                        cells));
    }

    private Map<String, Object> cell(String source, String destination) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("source", source);
        cell.put("destination", destination);
        cell.put("family", "ipv4");
        boolean pending = (source.equals("sz") && destination.equals("wh")) || nothingMeasured;
        cell.put("state", pending ? "pending" : destination.equals("wh") ? "unreachable" : "measured");
        if (pending) {
            return cell;
        }
        boolean stale = source.equals("wh");
        cell.put("startedAt", Instant.now().minus(stale ? Duration.ofMinutes(42) : Duration.ofMillis(900)));
        if (destination.equals("wh")) {
            cell.put("reason", "ICMP host unreachable from 10.1.0.254");
            return cell;
        }
        cell.put("stamps", "kernel");
        cell.put("values", values(nodes.indexOf(source), nodes.indexOf(destination)));
        cell.put("clockSynchronized", !source.equals("hk") && !destination.equals("hk"));
        return cell;
    }

    private static Map<String, Object> values(int source, int destination) {
        long oneWay =
                1_000 * Math.abs(SITE_US[source % 6] - SITE_US[destination % 6]) / 2 + 41_300L * (source + destination);
        double loss = destination == 3 ? 0.021 : 0.0;
        double back = source == 3 ? 0.021 : 0.0;
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rtt", 2 * oneWay + 7_700);
        values.put("owdForward", oneWay);
        values.put("owdForwardError", 824_000);
        values.put("owdBackward", oneWay + 7_700);
        values.put("owdBackwardError", 824_000);
        values.put("jitterRoundTrip", oneWay / 31);
        values.put("jitterForward", oneWay / 47);
        values.put("jitterBackward", oneWay / 53);
        values.put("lossRoundTrip", loss + back);
        values.put("lossForward", loss);
        values.put("lossBackward", back);
        return values;
    }

    private void results(Context ctx) {
        int first = ctx.queryParam("cursor") == null ? 0 : Integer.parseInt(String.valueOf(ctx.queryParam("cursor")));
        List<Object> items = new ArrayList<>();
        for (int i = first; i < first + 20; i++) {
            items.add(CannedBandwidth.isAsked(ctx) ? CannedBandwidth.result(ctx, i) : CannedSeries.result(ctx, i));
        }
        send(ctx, first >= 40 ? Map.of("items", items) : Map.of("items", items, "next", String.valueOf(first + 20)));
    }

    private void create(Context ctx) {
        posted.add(ctx.body());
        if (ctx.body().contains("\"name\":\"taken\"")) {
            ctx.status(400);
            ctx.contentType("application/problem+json").result("""
                    {"type":"about:blank","title":"Invalid input","status":400,"detail":"2 fields are faulty","errors":[
                     {"field":"name","message":"is the name of another task: taken"},
                     {"field":"settings.count","message":"is outside 1 to 1000: 5000"}]}""");
            return;
        }
        ctx.status(201).contentType("application/json").result(ctx.body());
    }
}
