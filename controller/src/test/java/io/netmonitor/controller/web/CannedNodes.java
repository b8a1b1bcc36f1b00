// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.config.JavalinConfig;
import io.netmonitor.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Nodes of a few sites: one is offline, one behind a translator of addresses. Safe for use by many threads. */
final class CannedNodes {
    static final List<String> SITES = List.of("bj", "gz", "hk", "sh", "sz", "wh");

    private static final Map<String, Map<String, String>> LABELS = Map.of(
            "bj", Map.of("site", "north", "role", "core"),
            "gz", Map.of("site", "south", "role", "edge"),
            "sh", Map.of("site", "east", "role", "core"),
            "sz", Map.of("site", "south", "role", "edge"));

    /** Bodies that were put, by node. */
    final Map<String, String> put = new ConcurrentHashMap<>();

    volatile List<String> names = SITES;

    void reset() {
        put.clear();
        names = SITES;
    }

    void register(JavalinConfig config) {
        config.routes.get(
                "/api/v1/nodes",
                ctx -> CannedApi.list(ctx, names.stream().map(this::node).toList()));
        config.routes.put("/api/v1/nodes/{name}", ctx -> {
            if (ctx.body().contains("\"Site\"")) {
                CannedApi.refuse(ctx, 400, "labels", "has a label that is not a letter and up to 31 of a-z");
                return;
            }
            put.put(ctx.pathParam("name"), ctx.body());
            CannedApi.send(ctx, node(ctx.pathParam("name")));
        });
    }

    private Map<String, Object> node(String name) {
        boolean online = !name.equals("wh");
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", name);
        node.put("title", name.equals("bj") ? "Peking, room 4" : name);
        node.put("labels", LABELS.getOrDefault(name, Map.of()));
        node.put("state", online ? "online" : "offline");
        node.put("joinedAt", Instant.now().minus(Duration.ofDays(3)));
        node.put("lastSeenAt", Instant.now().minus(online ? Duration.ofSeconds(1) : Duration.ofMinutes(42)));
        node.put("addresses", List.of("10.1." + names.indexOf(name) + ".1"));
        node.put("version", "0.1.0");
        boolean followed = !name.equals("hk");
        node.put(
                "clock",
                Map.of("synchronized", followed, "maxErrorNs", followed ? 412_000 : 16_000_000, "offsetNs", -105_000));
        node.put("hostLoad", name.equals("gz") ? 1.62 : 0.07);
        node.put("reachable", !name.equals("sz"));
        if (name.equals("sz")) {
            node.put("seenAs", "203.0.113.7");
        }
        if (name.equals("wh")) {
            node.put("droppedResults", 12);
            node.put("spoolBytes", 2_400_000);
        }
        String body = put.get(name);
        if (body != null) {
            JsonNode written = Json.read(body, JsonNode.class);
            node.put("title", written.path("title").asString(""));
            node.put("labels", written.path("labels"));
        }
        return node;
    }
}
