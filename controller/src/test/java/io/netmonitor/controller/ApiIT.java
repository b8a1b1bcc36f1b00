// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API over HTTP, with real stores. */
class ApiIT {
    @TempDir
    private Path data;

    private ControllerFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllerFixture(data.resolve("first"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void isHealthyWithAllItsPartsNamed() throws Exception {
        JsonNode health = json(fixture.get("/health"));

        assertThat(health.path("status").asString("")).isEqualTo("up");
        assertThat(health.path("components")
                        .valueStream()
                        .map(part -> part.path("name").asString(""))
                        .toList())
                .contains("state", "results", "series", "plan", "ingest", "agents", "api", "prometheus");
    }

    @Test
    void namesEveryFaultOfATaskAtOnce() throws Exception {
        HttpResponse<String> answer = fixture.send("POST", "/api/v1/tasks", """
                {"name":" ","kind":"nope","members":["Nobody","ghost","ghost"],"period":"soon",
                "start":"2026-11-23T00:00:00Z","end":"2026-11-22T00:00:00Z"}""");

        JsonNode problem = json(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString(""))
                        .toList())
                .containsExactlyInAnyOrder("name", "kind", "members", "members", "members", "period", "end");
        assertThat(json(fixture.get("/api/v1/tasks")).path("items")).isEmpty();
    }

    @Test
    void refusesBrokenJsonAndUnknownFieldsByName() throws Exception {
        HttpResponse<String> broken = fixture.send("POST", "/api/v1/tasks", "{\"name\":");
        HttpResponse<String> unknown = fixture.send("POST", "/api/v1/tasks", "{\"nmae\":\"wan\"}");
        HttpResponse<String> query = fixture.get("/api/v1/results?limt=5");

        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("line 1");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("\"field\":\"nmae\"");
        assertThat(query.statusCode()).isEqualTo(400);
        assertThat(query.body()).contains("\"field\":\"limt\"");
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        for (String path : List.of("/health", "/metrics", "/openapi.json", "/api/v1/tasks")) {
            HttpResponse<String> get = fixture.get(path);
            HttpResponse<String> head = fixture.send("HEAD", path, null);

            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void describesEveryRouteItServes() throws Exception {
        JsonNode document = json(fixture.get("/openapi.json"));

        assertThat(document.path("openapi").asString("")).isEqualTo("3.1.0");
        List<String> gets = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            if (path.getValue().has("get") && !path.getKey().equals("/api/v1/events")) {
                gets.add(path.getKey());
            }
        });
        assertThat(gets).contains("/api/v1/nodes", "/api/v1/results", "/api/v1/series", "/api/v1/mesh", "/metrics");
        for (String path : gets) {
            int status = fixture.get(path.replace("{name}", "nobody").replace("{id}", "none"))
                    .statusCode();
            assertThat(status).as(path).isIn(200, 400, 404);
        }
    }

    @Test
    void keepsOtherSitesOut() throws Exception {
        HttpResponse<String> foreign = fixture.send("POST", "/api/v1/tokens", "", "Origin", "http://evil.example");
        HttpResponse<String> own = fixture.send(
                "POST",
                "/api/v1/tokens",
                "",
                "Origin",
                "http://127.0.0.1:" + fixture.controller.peopleAddress().getPort());

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(own.statusCode()).isEqualTo(201);
    }

    @Test
    void pagesThroughResultsNewestFirst() throws Exception {
        try (AgentDouble agent = joined("sh")) {
            UUID spool = UUID.randomUUID();
            for (int number = 1; number <= 5; number++) {
                agent.send("POST", "/agent/v1/results", AgentLinkIT.batch("sh", spool, number));
            }

            List<Integer> rounds = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = json(fixture.get(
                        "/api/v1/results?task=wan&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
                page.path("items")
                        .forEach(result -> rounds.add(result.path("round").asInt()));
                cursor = page.path("next").asString("");
            } while (!cursor.isEmpty());

            assertThat(rounds).containsExactly(5, 4, 3, 2, 1);
        }
    }

    @Test
    void pagesThroughNodesAndTasks() throws Exception {
        try (AgentDouble sh = joined("sh");
                AgentDouble bj = joined("bj")) {
            assertThat(sh.shown).isNotNull();
            assertThat(bj.shown).isNotNull();

            JsonNode first = json(fixture.get("/api/v1/nodes?limit=1"));
            JsonNode second = json(fixture.get(
                    "/api/v1/nodes?limit=1&cursor=" + first.path("next").asString("")));

            assertThat(first.at("/items/0/name").asString("")).isEqualTo("bj");
            assertThat(second.at("/items/0/name").asString("")).isEqualTo("sh");
            assertThat(second.has("next")).isFalse();
            assertThat(fixture.get("/api/v1/tasks?limit=0").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void answersWithoutAnyFilter() throws Exception {
        assertThat(fixture.get("/api/v1/mesh").statusCode()).isEqualTo(404);
        try (AgentDouble sh = joined("sh");
                AgentDouble bj = joined("bj")) {
            assertThat(bj.shown).isNotNull();
            createTask();
            sh.send("POST", "/agent/v1/results", AgentLinkIT.batch("sh", UUID.randomUUID(), 1));

            JsonNode series = json(fixture.get("/api/v1/series"));

            assertThat(json(fixture.get("/api/v1/mesh")).path("task").asString(""))
                    .isEqualTo("wan");
            assertThat(json(fixture.get("/api/v1/results")).path("items")).hasSize(1);
            assertThat(series.path("items")
                            .valueStream()
                            .map(line -> line.path("source").asString("")
                                    + line.path("metric").asString(""))
                            .toList())
                    .containsExactly("bjrtt", "shrtt");
        }
    }

    @Test
    void showsTheMeshFromBothEnds() throws Exception {
        try (AgentDouble sh = joined("sh");
                AgentDouble bj = joined("bj")) {
            assertThat(bj.shown).isNotNull();
            createTask();
            sh.send("POST", "/agent/v1/results", AgentLinkIT.batch("sh", UUID.randomUUID(), 1));

            JsonNode cells = json(fixture.get("/api/v1/mesh?task=wan")).path("cells");

            assertThat(cells).hasSize(2);
            assertThat(cells.path(0).path("source").asString("")).isEqualTo("bj");
            assertThat(cells.path(0).path("values").path("lossForward").asDouble())
                    .isEqualTo(0.5);
            assertThat(cells.path(1).path("values").path("lossForward").asDouble())
                    .isEqualTo(0.25);
            assertThat(cells.path(1).path("state").asString("")).isEqualTo("measured");
        }
    }

    @Test
    void drawsASeriesFromBothEnds() throws Exception {
        try (AgentDouble sh = joined("sh");
                AgentDouble bj = joined("bj")) {
            assertThat(bj.shown).isNotNull();
            createTask();
            sh.send("POST", "/agent/v1/results", AgentLinkIT.batch("sh", UUID.randomUUID(), 1));

            JsonNode raw = json(fixture.get("/api/v1/series?task=wan&source=bj&destination=sh&metric=lossForward"));
            JsonNode rolled =
                    json(fixture.get("/api/v1/series?task=wan&source=bj&destination=sh&metric=lossForward&level=5m"));

            assertThat(raw.path("level").asString("")).isEqualTo("raw");
            assertThat(raw.at("/items/0/points/0/mean").asDouble()).isEqualTo(0.5);
            assertThat(rolled.at("/items/0/points/0/mean").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void knowsTheMeshAgainAfterARestart() throws Exception {
        try (AgentDouble sh = joined("sh");
                AgentDouble bj = joined("bj")) {
            assertThat(bj.shown).isNotNull();
            createTask();
            sh.send("POST", "/agent/v1/results", AgentLinkIT.batch("sh", UUID.randomUUID(), 1));
        }
        fixture.close();

        fixture = new ControllerFixture(data.resolve("first"));

        assertThat(json(fixture.get("/api/v1/mesh?task=wan"))
                        .at("/cells/1/state")
                        .asString(""))
                .isEqualTo("measured");
        assertThat(fixture.get("/metrics").body()).contains("netmonitor_fake_rtt_seconds");
    }

    @Test
    void listensBeyondLoopbackOnlyWhenToldTo() {
        ControllerOptions open = new ControllerOptions(
                data.resolve("open"),
                new InetSocketAddress("0.0.0.0", 0),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                false,
                java.time.ZoneOffset.UTC,
                "test");

        assertThatThrownBy(() -> Controller.start(open, ControllerFixture.extensions()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--insecure");
    }

    @Test
    void saysWhichPortIsTakenAndLeavesNothingOpen() throws Exception {
        Path folder = data.resolve("second");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ControllerOptions options = new ControllerOptions(
                    folder,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    false,
                    java.time.ZoneOffset.UTC,
                    "test");

            assertThatThrownBy(() -> Controller.start(options, ControllerFixture.extensions()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("--listen");
        }
        try (ControllerFixture again = new ControllerFixture(folder)) {
            assertThat(again.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatADataFolderCannotBeMade() throws Exception {
        Path file = Files.writeString(data.resolve("file"), "in the way");

        assertThatThrownBy(() -> Controller.start(
                        ControllerFixture.options(file.resolve("data")), ControllerFixture.extensions()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }

    private void createTask() throws Exception {
        HttpResponse<String> answer = fixture.send("POST", "/api/v1/tasks", """
                {"name":"wan","kind":"fake","members":["bj","sh"],"period":"2s"}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private AgentDouble joined(String name) throws Exception {
        JsonNode token = json(fixture.send("POST", "/api/v1/tokens", ""));
        AgentDouble agent = new AgentDouble(fixture.controller.agentsAddress());
        assertThat(agent.join(token.path("token").asString("").split("\\.", -1)[1], name)
                        .statusCode())
                .isEqualTo(200);
        return agent;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body(), JsonNode.class);
    }
}
