// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Series and results of a path: a daily-looking wave with a gap and a few rounds that failed; the same for the same time. */
final class CannedSeries {
    private CannedSeries() {}

    /** Answers GET /api/v1/series; single measurements up to two hours, roll-ups beyond. */
    static void answer(Context ctx) {
        Instant from = Instant.parse(Objects.requireNonNull(ctx.queryParam("from")));
        Instant to = Instant.parse(Objects.requireNonNull(ctx.queryParam("to")));
        Duration range = Duration.between(from, to);
        String level = range.toHours() < 7 ? "raw" : range.toDays() < 3 ? "5m" : "1h";
        long stepMs = level.equals("raw") ? 2_000 : level.equals("5m") ? 300_000 : 3_600_000;
        List<Object> items = new ArrayList<>();
        for (String metric : Objects.requireNonNull(ctx.queryParam("metric")).split(",", -1)) {
            List<Object> points = new ArrayList<>();
            for (long ms = from.toEpochMilli() / stepMs * stepMs + stepMs; ms <= to.toEpochMilli(); ms += stepMs) {
                long minute = ms / 1_000 / 60 % 15;
                if (minute != 6 || !level.equals("raw")) {
                    points.add(point(metric, ms, minute == 9 && ms / 1_000 % 60 < 16));
                }
            }
            items.add(Map.of("metric", metric, "unit", metric.startsWith("loss") ? "ratio" : "ns", "points", points));
        }
        CannedApi.send(ctx, Map.of("items", items, "level", level));
    }

    private static Map<String, Object> point(String metric, long ms, boolean failed) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("at", Instant.ofEpochMilli(ms));
        point.put("count", failed ? 0 : 1);
        point.put("failed", failed ? 1 : 0);
        if (failed) {
            return point;
        }
        double noise = Math.floorMod(Objects.hash(metric, ms / 2_000) * 2_654_435_761L, 1_000L) / 1_000.0;
        if (metric.startsWith("loss")) {
            point.put("mean", metric.equals("lossBackward") || noise < 0.9 ? 0.0 : noise < 0.985 ? 0.05 : 0.1);
            return point;
        }
        double base = metric.startsWith("jitter")
                ? 21_000
                : metric.equals("rtt") ? 4_480_000 : metric.endsWith("Forward") ? 2_150_000 : 2_330_000;
        double wave = 1 + 0.06 * Math.sin(ms / 70_000.0) + 0.02 * noise;
        point.put("min", Math.round(base * wave * 0.985));
        point.put("mean", Math.round(base * wave * 1.004));
        point.put("p50", Math.round(base * wave));
        point.put("p95", Math.round(base * wave * (1.02 + 0.05 * noise)));
        point.put("max", Math.round(base * wave * 1.2));
        return point;
    }

    /** A result of the path that was asked for, counted back from the newest; every ninth has no value. */
    static Map<String, Object> result(Context ctx, long newestMs, int back) {
        Instant startedAt = Instant.ofEpochMilli(newestMs / 2_000 * 2_000 + 13).minusSeconds(2L * back);
        boolean lost = back % 9 == 4;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", ctx.queryParam("task"));
        result.put("revision", 1);
        result.put("round", 40_000 - back);
        result.put("kind", "basic");
        // stored the other way round, as half of all pairs are
        result.put("source", ctx.queryParam("destination"));
        result.put("destination", ctx.queryParam("source"));
        result.put("family", "ipv4");
        result.put("plannedAt", startedAt.minusMillis(13));
        result.put("startedAt", startedAt);
        result.put("durationNs", 98_123_456);
        result.put("outcome", lost ? "lost" : "measured");
        result.put("stamps", "kernel");
        if (lost) {
            result.put("reason", "none of 20 replies came within 1 s");
            return result;
        }
        result.put("overlapsTrain", back == 2);
        result.put("sent", 20);
        result.put("arrived", 20);
        result.put("returned", 19);
        result.put("lateReplies", 1);
        result.put("dscp", 46);
        result.put("sizeBytes", 168);
        result.put("authenticated", true);
        result.put("timerErrorNs", 1_300);
        result.put("timerErrorP99Ns", 8_400);
        result.put(
                "clock",
                Map.of("synchronized", back % 7 != 3, "maxErrorNs", 412_000, "offsetNs", -105_038, "skewPpm", 0.8));
        long minNs = 4_400_000;
        result.put(
                "roundTrip",
                Map.of(
                        "delay",
                        Map.of("minNs", minNs, "p50Ns", 4_480_000 + 1_731 * back),
                        "jitterNs",
                        21_000 + back * 97));
        result.put("forward", way(2_330_000 + 700L * back, 0.0, 46));
        result.put("backward", way(2_150_000 + 900L * back, back % 5 == 1 ? 0.05 : 0.0, 0));
        return result;
    }

    private static Map<String, Object> way(long medianNs, double loss, int dscp) {
        return Map.of(
                "delay",
                Map.of("p50Ns", medianNs),
                "loss",
                loss,
                "longestLossRun",
                loss > 0 ? 1 : 0,
                "reordered",
                2,
                "duplicated",
                0,
                "hops",
                dscp == 46 ? 12 : 13,
                "hopChanges",
                dscp == 46 ? 0 : 3,
                "dscp",
                dscp,
                "dscpChanged",
                dscp == 46 ? 0 : 20);
    }
}
