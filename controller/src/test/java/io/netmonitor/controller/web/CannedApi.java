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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the controller's API would for a mesh of a few sites, without measuring anything. Fields change what it
 * answers from then on. Safe for use by many threads.
 */
final class CannedApi {
    /** Base one-way delay by position in the list of members, in microseconds. */
    private static final long[] SITE_US = {180, 2_400, 9_700, 31_000, 640, 88_000};

    final CannedNodes nodes = new CannedNodes();
    final CannedTasks tasks = new CannedTasks(nodes);
    final CannedRun run = new CannedRun();
    final CannedEvents events = new CannedEvents();

    /** How often the mesh was asked for. */
    final AtomicInteger meshesAsked = new AtomicInteger();

    /** Instants about which somebody asked why, {@code now} among them. */
    final List<String> whysAsked = new CopyOnWriteArrayList<>();

    /** Makes every answer fail as a gateway without a controller behind it does. */
    volatile boolean silent;

    /** Makes it refuse the stream of events alone. */
    volatile boolean deaf;

    /** Makes every cell wait for its first result. */
    volatile boolean nothingMeasured;

    /** Makes the mesh one of paths from and to bj alone, of which that to hk cannot be measured. */
    volatile boolean hub;

    /** Whether it answered with an error, which browsers log as one. */
    volatile boolean complained;

    /** Answers as at first again. */
    void reset() {
        events.close();
        nodes.reset();
        tasks.reset();
        run.results = 0;
        meshesAsked.set(0);
        whysAsked.clear();
        hub = false;
        silent = false;
        deaf = false;
        nothingMeasured = false;
        complained = false;
    }

    void fallSilent() {
        complained = true;
        silent = true;
        events.close();
    }

    void register(JavalinConfig config) {
        config.routes.before("/api/*", ctx -> {
            if (silent || (deaf && ctx.path().endsWith("/events"))) {
                throw new io.javalin.http.BadGatewayResponse();
            }
        });
        nodes.register(config);
        tasks.register(config);
        run.register(config);
        config.routes.sse("/api/v1/events", events::join);
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
        config.routes.get("/api/v1/why", this::why);
    }

    static void send(Context ctx, Object body) {
        ctx.contentType("application/json").result(Json.writeBytes(body));
    }

    static void list(Context ctx, List<?> items) {
        send(ctx, Map.of("items", items));
    }

    /** Answers with a problem document. */
    static void refuse(Context ctx, int status, @Nullable String field, String message) {
        List<Object> errors = field == null ? List.of() : List.of(Map.of("field", field, "message", message));
        ctx.status(status);
        ctx.contentType("application/problem+json")
                .result(Json.writeBytes(
                        Map.of("title", "Refused", "status", status, "detail", message, "errors", errors)));
    }

    private void why(Context ctx) {
        String at = ctx.queryParam("at");
        whysAsked.add(at == null ? "now" : at);
        send(
                ctx,
                Map.of(
                        "task",
                        "wan",
                        "state",
                        at == null ? "measured" : "missed",
                        "reason",
                        at == null
                                ? "bj measured it 2 s ago in round 7 of revision 1."
                                : "The agent on bj was not running.",
                        "nextAt",
                        Instant.now().plusSeconds(2)));
    }

    private void mesh(Context ctx) {
        String task = String.valueOf(ctx.queryParam("task"));
        boolean rates = CannedBandwidth.isOf(task);
        List<Object> cells = new ArrayList<>();
        meshesAsked.incrementAndGet();
        List<String> names = tasks.members();
        for (String source : names) {
            for (String destination : names) {
                if (!source.equals(destination) && (!hub || source.equals("bj") || destination.equals("bj"))) {
                    cells.add(
                            rates
                                    ? CannedBandwidth.cell(
                                            source, destination, names.indexOf(source), names.indexOf(destination))
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
                        names,
                        "cells",
                        cells));
    }

    private Map<String, Object> cell(String source, String destination) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("source", source);
        cell.put("destination", destination);
        cell.put("family", "ipv4");
        if (hub && destination.equals("hk")) {
            cell.put("state", "unmeasurable");
            cell.put("reason", "hk is behind a translator of addresses");
            return cell;
        }
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
        List<String> names = tasks.members();
        cell.put("values", values(names.indexOf(source), names.indexOf(destination)));
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

    /** A cursor is how many came before, and since when the newest of them is there: later pages hold the same results. */
    private void results(Context ctx) {
        String cursor = ctx.queryParam("cursor");
        String[] place = (cursor == null ? "0@" + System.currentTimeMillis() : cursor).split("@", 2);
        int first = Integer.parseInt(place[0]);
        long newestMs = Long.parseLong(place[1]);
        List<Object> items = new ArrayList<>();
        for (int i = first; i < first + 20; i++) {
            items.add(
                    CannedBandwidth.isAsked(ctx)
                            ? CannedBandwidth.result(ctx, newestMs, i)
                            : CannedSeries.result(ctx, newestMs, i));
        }
        String next = (first + 20) + "@" + place[1];
        send(ctx, first >= 40 ? Map.of("items", items) : Map.of("items", items, "next", next));
    }
}
