// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of a task on three paths, to which results come when a test lets them. Safe for use by many threads. */
final class CannedRun {
    /** How many results are there; with the second the run is done, because the third path has a hindrance. */
    volatile int results;

    void register(JavalinConfig config) {
        config.routes.post("/api/v1/tasks/{name}/runs", ctx -> {
            ctx.status(201);
            send(ctx);
        });
        config.routes.get("/api/v1/runs/r1", this::send);
    }

    private void send(Context ctx) {
        List<Object> arrived = new ArrayList<>();
        for (String destination : List.of("bj", "gz").subList(0, results)) {
            arrived.add(result(destination));
        }
        Instant plannedAt = Instant.now();
        CannedApi.send(
                ctx,
                Map.of(
                        "runId",
                        "r1",
                        "task",
                        "wan",
                        "paths",
                        List.of(
                                Map.of("source", "bj", "destination", "sh", "plannedAt", plannedAt),
                                Map.of("source", "sh", "destination", "gz", "plannedAt", plannedAt),
                                Map.of("source", "sh", "destination", "wh", "hindrance", "wh is offline")),
                        "results",
                        arrived,
                        "done",
                        results == 2));
    }

    private static Map<String, Object> result(String destination) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task", "wan");
        result.put("source", "sh");
        result.put("destination", destination);
        result.put("family", "ipv4");
        result.put("outcome", destination.equals("bj") ? "measured" : "lost");
        if (destination.equals("bj")) {
            result.put("roundTrip", Map.of("delay", Map.of("p50Ns", 4_480_000), "jitterNs", 21_000, "loss", 0.05));
        } else {
            result.put("reason", "none of 20 replies came within 1 s");
        }
        return result;
    }
}
