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

/** What the API answers about tasks of the probe type bandwidth, with every outcome that has a look of its own. */
final class CannedBandwidth {
    static final Map<String, Object> TYPE = Map.of(
            "name",
            "bandwidth",
            "title",
            "Available bandwidth",
            "symmetric",
            false,
            "exclusive",
            true,
            "reversible",
            true,
            "foreign",
            List.of(),
            "settings",
            List.of(Map.of(
                    "name",
                    "maxRate",
                    "title",
                    "Highest rate",
                    "type",
                    "whole",
                    "unit",
                    "bps",
                    "default",
                    10_000_000_000L,
                    "min",
                    100_000,
                    "max",
                    100_000_000_000L,
                    "help",
                    "No train is paced faster.")),
            "metrics",
            List.of(
                    metric("availableBps", "Available bandwidth", Map.of("low", "lowBps", "high", "highBps")),
                    metric("lowBps", "Available bandwidth, lower bound", Map.of()),
                    metric("highBps", "Available bandwidth, upper bound", Map.of()),
                    metric("capacityBps", "Capacity", Map.of())));

    private static final List<String> OUTCOMES = List.of(
            "measured", "above", "measured", "unstable", "measured", "busy", "host-limited", "measured", "no-answer");
    private static final long[] LINKS_BPS = {1_000_000_000, 94_200_000, 50_000_000, 20_000_000, 622_000_000, 9_860_000};

    private CannedBandwidth() {}

    /** Whether a task is one of these. */
    static boolean isOf(String task) {
        return task.endsWith("-rates");
    }

    static boolean isAsked(Context ctx) {
        return isOf(String.valueOf(ctx.queryParam("task")));
    }

    static Map<String, Object> cell(String source, String destination, int from, int to) {
        Map<String, Object> cell = new LinkedHashMap<>();
        String outcome = OUTCOMES.get((from * 7 + to) % OUTCOMES.size());
        cell.put("source", source);
        cell.put("destination", destination);
        cell.put("family", "ipv4");
        cell.put("state", outcome);
        cell.put("startedAt", Instant.now().minusSeconds(3));
        Map<String, Object> values = new LinkedHashMap<>();
        fill(values, outcome, Math.min(LINKS_BPS[from % 6], LINKS_BPS[to % 6]), cell);
        cell.put("values", values);
        return cell;
    }

    /** Puts values into one place and why there are none into another. */
    private static void fill(Map<String, Object> values, String outcome, long linkBps, Map<String, Object> told) {
        switch (outcome) {
            case "busy" -> told.put("reason", "tcp 10.1.2.1:8621 is in another measurement; come back in 2 s");
            case "no-answer" -> told.put("reason", "tcp 10.1.2.1:8621 does not answer");
            case "above" -> values.put("lowBps", linkBps);
            default -> {
                double wide = outcome.equals("measured") ? 0.02 : 0.3;
                values.put("availableBps", Math.round(0.8 * linkBps));
                values.put("lowBps", Math.round(0.8 * (1 - wide) * linkBps));
                values.put("highBps", Math.round(0.8 * (1 + wide) * linkBps));
                values.put("capacityBps", linkBps);
                if (!outcome.equals("measured")) {
                    told.put("reason", "trains differ by more than a tenth");
                }
            }
        }
    }

    /** Answers GET /api/v1/series: a measurement every half minute. */
    static void series(Context ctx) {
        Instant from = Instant.parse(Objects.requireNonNull(ctx.queryParam("from")));
        Instant to = Instant.parse(Objects.requireNonNull(ctx.queryParam("to")));
        List<Object> items = new ArrayList<>();
        for (String metric : Objects.requireNonNull(ctx.queryParam("metric")).split(",", -1)) {
            List<Object> points = new ArrayList<>();
            for (long s = from.getEpochSecond() / 30 * 30 + 30; s <= to.getEpochSecond(); s += 30) {
                Map<String, Object> values = new LinkedHashMap<>();
                fill(values, outcome(s), Math.round(9.42e7 * (1 + 0.2 * Math.sin(s / 300.0))), new LinkedHashMap<>());
                Map<String, Object> point = new LinkedHashMap<>();
                point.put("at", Instant.ofEpochSecond(s));
                point.put("count", values.containsKey(metric) ? 1 : 0);
                point.put("failed", values.containsKey(metric) ? 0 : 1);
                for (String statistic : List.of("min", "mean", "max")) {
                    if (values.containsKey(metric)) {
                        point.put(statistic, values.get(metric));
                    }
                }
                points.add(point);
            }
            items.add(Map.of("metric", metric, "unit", "bps", "points", points));
        }
        CannedApi.send(ctx, Map.of("items", items, "level", "raw"));
    }

    private static String outcome(long epochSecond) {
        return OUTCOMES.get((int) (epochSecond / 30 % OUTCOMES.size()));
    }

    /** A result of the path that was asked for, counted back from the newest. */
    static Map<String, Object> result(Context ctx, long newestMs, int back) {
        long s = newestMs / 30_000 * 30 - 30L * back;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", ctx.queryParam("task"));
        result.put("revision", 1);
        result.put("round", 40_000 - back);
        result.put("kind", "bandwidth");
        result.put("source", ctx.queryParam("source"));
        result.put("destination", ctx.queryParam("destination"));
        result.put("family", "ipv4");
        result.put("startedAt", Instant.ofEpochSecond(s).plus(Duration.ofMillis(3)));
        result.put("outcome", outcome(s));
        result.put("stamps", "kernel");
        fill(result, outcome(s), 94_200_000, result);
        return result;
    }

    private static Map<String, Object> metric(String name, String title, Map<String, Object> ends) {
        Map<String, Object> metric = new LinkedHashMap<>(Map.of(
                "name", name, "title", title, "direction", "forward", "unit", "bps", "mirror", name, "value", name));
        metric.putAll(ends);
        return metric;
    }
}
