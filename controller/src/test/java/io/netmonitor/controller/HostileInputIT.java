// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever is sent to the API, the answer says in a few words what is wrong with it, and nothing is kept. */
class HostileInputIT {
    private static final List<String> ROUTES = List.of(
            "POST /api/v1/tasks",
            "POST /api/v1/tasks?dryRun=true",
            "PUT /api/v1/tasks/wan",
            "POST /api/v1/tasks/wan/runs",
            "PUT /api/v1/nodes/bj",
            "POST /api/v1/tokens");

    @TempDir
    private Path data;

    private ControllerFixture fixture;
    private AgentDouble bj;
    private AgentDouble sh;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllerFixture(data);
        bj = fixture.reported("bj", "192.0.2.1");
        sh = fixture.reported("sh", "192.0.2.2");
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"wan","kind":"fake","members":["bj","sh"],"period":"2s"}""");
    }

    @AfterEach
    void stop() {
        bj.close();
        sh.close();
        fixture.close();
    }

    @Test
    void refusesWhatIsNoObjectOfItsKind() throws Exception {
        for (String body : List.of(
                "{",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{}{}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"__proto__\":{}}",
                "\u0000",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "[" + "[],".repeat(100_000) + "[]]",
                "{\"" + "x".repeat(100_000) + "\":1}",
                "{\"a\":" + "9".repeat(100_000) + "}",
                "{"
                        + IntStream.range(0, 50_000)
                                .mapToObj(i -> "\"k" + i + "\":0")
                                .collect(Collectors.joining(",")) + "}")) {
            for (String route : ROUTES) {
                refused(route, body);
            }
        }
    }

    @Test
    void refusesFieldsOfAnotherType() throws Exception {
        for (String field : List.of(
                "name",
                "title",
                "description",
                "kind",
                "members",
                "topology",
                "hub",
                "pairs",
                "family",
                "start",
                "end",
                "zone",
                "period",
                "settings")) {
            for (String value : List.of("{\"a\":[1]}", "[[[1]]]", "[{}]")) {
                String kind = field.equals("kind") ? "" : ",\"kind\":\"fake\"";
                String task = "{\"" + field + "\":" + value + kind + ",\"number\":1}";

                JsonNode problem = refused("POST /api/v1/tasks", task);

                assertThat(fields(problem)).as(task).contains("number").anyMatch(named -> named.startsWith(field));
            }
        }
        for (String body : List.of("{\"title\":{}}", "{\"labels\":[1]}", "{\"labels\":{\"site\":{}}}")) {
            refused("PUT /api/v1/nodes/bj", body);
        }
        for (String body : List.of("{\"source\":[]}", "{\"destination\":{}}", "{\"paths\":1}")) {
            refused("POST /api/v1/tasks/wan/runs", body);
        }
        for (String body : List.of("{\"validity\":[]}", "{\"validity\":\"\"}", "{\"validity\":\"-1s\"}")) {
            refused("POST /api/v1/tokens", body);
        }
    }

    @Test
    void refusesMoreThanAnybodyCanMean() throws Exception {
        String many = String.join(",", Collections.nCopies(50_000, "\"bj\""));
        String pairs = String.join(",", Collections.nCopies(50_000, "[\"bj\",\"sh\"]"));
        String deep = "[".repeat(400) + "]".repeat(400);
        String labels =
                IntStream.range(0, 20_000).mapToObj(i -> "\"l" + i + "\":\"x\"").collect(Collectors.joining(","));
        List<String> tasks = new ArrayList<>();
        tasks.add("\"members\":[" + many + "]");
        tasks.add("\"members\":[\"" + "x".repeat(500_000) + "\",\"bj\"]");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"topology\":\"pairs\",\"pairs\":[" + pairs + "]");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"settings\":{\"count\":" + deep + "}");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"settings\":{\"count\":1e400}");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"settings\":{\"count\":" + "9".repeat(900) + "}");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"title\":\"" + "x".repeat(500_000) + "\"");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"end\":\"+999999999-12-31T23:59:59-18:00\"");
        tasks.add("\"members\":[\"bj\",\"sh\"],\"start\":\"" + "9".repeat(500_000) + "\"");
        for (String task : tasks) {
            refused("POST /api/v1/tasks", "{\"name\":\"big\",\"kind\":\"fake\",\"period\":\"2s\"," + task + "}");
        }
        refused("PUT /api/v1/nodes/bj", "{\"labels\":{" + labels + "}}");

        // It reads just as far: of a longer one it would close on a writer, who may lose the answer with that.
        HttpResponse<String> huge = fixture.send("POST", "/api/v1/tasks", "x".repeat(1024 * 1024 + 1));

        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(fixture.json("/api/v1/tasks").path("items")).hasSize(1);
        assertThat(fixture.json("/health").path("status").asString("")).isEqualTo("up");
    }

    @Test
    void refusesStrangeQuestions() throws Exception {
        for (String path : List.of(
                "/api/v1/tasks?limit=99999999999999999999",
                "/api/v1/tasks?limit=-1",
                "/api/v1/tasks?cursor=-",
                "/api/v1/results?cursor=rubbish",
                "/api/v1/results?from=" + "9".repeat(1_000),
                "/api/v1/series?task=wan&metric=" + "x,".repeat(2_000),
                "/api/v1/nodes/bj/events?cursor=2026-11-22T10:00:00Z",
                "/api/v1/events?types=,")) {
            refused("GET " + path, null);
        }
    }

    @Test
    void bearsInstantsBeyondAllClocks() throws Exception {
        for (String at : List.of("%2B1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z")) {
            for (String path : List.of(
                    "/api/v1/results?from=",
                    "/api/v1/results?to=",
                    "/api/v1/mesh?at=",
                    "/api/v1/why?task=wan&source=bj&destination=sh&at=",
                    "/api/v1/series?from=",
                    "/api/v1/series?level=1h&to=",
                    "/api/v1/nodes/bj/events?to=",
                    "/api/v1/nodes/bj/events?from=")) {
                HttpResponse<String> answer = fixture.get(path + at);

                assertThat(answer.statusCode())
                        .as(path + at + ": " + answer.body())
                        .isIn(200, 400);
            }
        }
    }

    private JsonNode refused(String route, @org.jspecify.annotations.Nullable String body) throws Exception {
        String[] words = route.split(" ", 2);
        String shown = route + " " + (body == null || body.length() < 100 ? body : body.substring(0, 100) + "…");
        HttpResponse<String> answer = fixture.send(words[0], words[1], body);

        assertThat(answer.statusCode()).as(shown + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body().length()).as(shown).isLessThan(200_000);
        JsonNode problem = Json.read(answer.body(), JsonNode.class);
        assertThat(problem.path("errors")).as(shown).isNotEmpty().allSatisfy(error -> {
            assertThat(error.path("message").asString(""))
                    .isNotBlank()
                    .doesNotContain("tools.jackson", "io.netmonitor");
        });
        return problem;
    }

    private static List<String> fields(JsonNode problem) {
        return problem.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString(""))
                .toList();
    }
}
