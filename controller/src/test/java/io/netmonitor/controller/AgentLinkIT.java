// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The agent link, spoken by hand over TLS. */
class AgentLinkIT {
    private static final String TASK = """
            {"name":"wan","kind":"fake","members":["bj","sh"],"period":"2s"}""";

    @TempDir
    private Path data;

    private ControllerFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllerFixture(data);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void letsANodeInWithATokenAndKnowsItByItsCertificate() throws Exception {
        try (AgentDouble agent = joined("bj")) {
            HttpResponse<String> answer = agent.send("PUT", "/agent/v1/node", report("192.0.2.1"));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(items("/api/v1/nodes").path(0).path("name").asString("")).isEqualTo("bj");
            assertThat(items("/api/v1/nodes").path(0).path("state").asString(""))
                    .isEqualTo("online");
        }
    }

    @Test
    void showsACertificateThatNamesTheControllerAndIsBackdated() throws Exception {
        try (AgentDouble agent = joined("bj")) {
            assertThat(agent.shown).isNotNull();
            assertThat(agent.shown.getSubjectAlternativeNames()).contains(List.of(2, "controller.netmonitor"));
            assertThat(agent.shown.getNotBefore().toInstant())
                    .isBefore(Instant.now().minus(Duration.ofHours(24)));
        }
    }

    @Test
    void refusesAnUnknownToken() throws Exception {
        try (AgentDouble agent = new AgentDouble(fixture.controller.agentsAddress())) {
            HttpResponse<String> answer = agent.join("made-up", "bj");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("unknown or has expired; make a new one: netmonitor node token");
        }
    }

    @Test
    void refusesANameThatIsTakenOrNotOne() throws Exception {
        try (AgentDouble first = joined("bj");
                AgentDouble second = new AgentDouble(fixture.controller.agentsAddress())) {
            assertThat(first.shown).isNotNull();
            assertThat(second.join(secret(), "bj").statusCode()).isEqualTo(409);
            HttpResponse<String> faulty = second.join(secret(), "Bei Jing");
            assertThat(faulty.statusCode()).isEqualTo(400);
            assertThat(faulty.body()).contains("\"field\":\"name\"");
        }
    }

    @Test
    void refusesEverythingButJoiningWithoutACertificate() throws Exception {
        try (AgentDouble agent = new AgentDouble(fixture.controller.agentsAddress())) {
            assertThat(agent.send("GET", "/agent/v1/plan", null).statusCode()).isEqualTo(401);
            assertThat(agent.send("PUT", "/agent/v1/node", report("192.0.2.1")).statusCode())
                    .isEqualTo(401);
            assertThat(agent.send("POST", "/agent/v1/results", "{}").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesANodeThatWasRemoved() throws Exception {
        try (AgentDouble agent = joined("bj")) {
            assertThat(fixture.send("DELETE", "/api/v1/nodes/bj", null).statusCode())
                    .isEqualTo(204);

            assertThat(agent.send("GET", "/agent/v1/plan", null).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void handsOutAPlanAsSoonAsThereIsATask() throws Exception {
        try (AgentDouble bj = joined("bj");
                AgentDouble sh = joined("sh")) {
            bj.send("PUT", "/agent/v1/node", report("192.0.2.1"));
            sh.send("PUT", "/agent/v1/node", report("192.0.2.2"));
            Plan empty = plan(sh, "");

            fixture.send("POST", "/api/v1/tasks", TASK);
            Plan plan = plan(sh, empty.revision());

            assertThat(empty.entries()).isEmpty();
            assertThat(plan.entries()).hasSize(1);
            assertThat(plan.entries().getFirst().address()).isEqualTo("192.0.2.1");
            assertThat(plan.entries().getFirst().port()).isEqualTo(862);
        }
    }

    @Test
    void tellsItsTimeWithEachAnswer() throws Exception {
        try (AgentDouble agent = joined("bj")) {
            Instant before = Instant.now();

            HttpResponse<String> answer = agent.send("GET", "/agent/v1/plan", null);

            Instant received = Instant.parse(
                    answer.headers().firstValue("NetMonitor-Received-At").orElseThrow());
            Instant sent = Instant.parse(
                    answer.headers().firstValue("NetMonitor-Sent-At").orElseThrow());
            assertThat(received).isBetween(before, sent);
            assertThat(sent).isBetween(received, Instant.now());
        }
    }

    @Test
    void keepsABatchOnceHoweverOftenItComes() throws Exception {
        try (AgentDouble agent = joined("sh")) {
            String batch = batch("sh", UUID.randomUUID(), 1);

            HttpResponse<String> first = agent.send("POST", "/agent/v1/results", batch);
            HttpResponse<String> again = agent.send("POST", "/agent/v1/results", batch);

            assertThat(first.body()).isEqualTo("{\"acknowledged\":1}");
            assertThat(again.body()).isEqualTo("{\"acknowledged\":1}");
            assertThat(items("/api/v1/results")).hasSize(1);
            assertThat(items("/api/v1/results").path(0).has("receivedAt")).isTrue();
        }
    }

    @Test
    void refusesResultsOfSomebodyElse() throws Exception {
        try (AgentDouble agent = joined("sh")) {
            HttpResponse<String> answer = agent.send("POST", "/agent/v1/results", batch("bj", UUID.randomUUID(), 1));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("results[0].source");
            assertThat(items("/api/v1/results")).isEmpty();
        }
    }

    @Test
    void refusesForGoodWhatOnlyTheStoreRefuses() throws Exception {
        try (AgentDouble agent = joined("sh")) {
            String batch =
                    batch("sh", UUID.randomUUID(), 1).replace("\"round\":1", "\"runId\":\"" + "x".repeat(5_000) + "\"");

            HttpResponse<String> answer = agent.send("POST", "/agent/v1/results", batch);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(fixture.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesRubbishWithAProblemDocument() throws Exception {
        try (AgentDouble agent = joined("sh")) {
            for (String rubbish : List.of("", "{", "[]", "{\"spool\":\"x\"}", "null", "{\"number\":-1}")) {
                HttpResponse<String> answer = agent.send("POST", "/agent/v1/results", rubbish);

                assertThat(answer.statusCode()).as(rubbish).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
        }
    }

    private AgentDouble joined(String name) throws Exception {
        AgentDouble agent = new AgentDouble(fixture.controller.agentsAddress());
        assertThat(agent.join(secret(), name).statusCode()).isEqualTo(200);
        return agent;
    }

    private String secret() throws Exception {
        JsonNode token = Json.read(fixture.send("POST", "/api/v1/tokens", "").body(), JsonNode.class);
        return token.path("token").asString("").split("\\.", -1)[1];
    }

    private JsonNode items(String path) throws Exception {
        return Json.read(fixture.get(path).body(), JsonNode.class).path("items");
    }

    private static Plan plan(AgentDouble agent, String revision) throws Exception {
        return Json.read(
                agent.send("GET", "/agent/v1/plan?revision=" + revision, null).body(), Plan.class);
    }

    private static String report(String address) {
        return Json.write(new NodeReport(
                "test",
                List.of(address),
                Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.ONE_WAY, 8621),
                null,
                true,
                1_000L,
                0,
                0));
    }

    static String batch(String source, UUID spool, long number) {
        String at = Json.text(Instant.now());
        String destination = source.equals("bj") ? "sh" : "bj";
        return """
                {"spool":"%s","number":%d,"results":[{"task":"wan","revision":1,"round":%d,"kind":"fake","source":"%s",
                "destination":"%s","family":"ipv4","plannedAt":"%s","startedAt":"%s","durationNs":5,"outcome":"measured",
                "sent":10,"roundTrip":{"delay":{"meanNs":1500000}},"forward":{"loss":0.25},"backward":{"loss":0.5}}]}""".formatted(spool, number, number, source, destination, at, at);
    }
}
