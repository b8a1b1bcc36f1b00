// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nodes over HTTP: what people say of them, what they say of themselves, and what the plan makes of it. */
class NodesApiIT {
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
    void showsWhatANodeSaysAndWhatPeopleSayOfIt() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1")) {
            assertThat(bj.shown).isNotNull();
            assertThat(describe("bj", "{\"title\":\"北京\",\"labels\":{\"site\":\"bj\",\"role\":\"edge\"}}")
                            .path("title")
                            .asString(""))
                    .isEqualTo("北京");

            JsonNode titled = describe("bj", "{\"title\":\"Beijing\"}");
            JsonNode labelled = describe("bj", "{\"labels\":{\"site\":\"north\"}}");
            JsonNode node = fixture.json("/api/v1/nodes/bj");

            assertThat(titled.path("labels")).hasSize(2);
            assertThat(labelled.path("title").asString("")).isEqualTo("Beijing");
            assertThat(node.at("/labels/site").asString("")).isEqualTo("north");
            assertThat(node.path("labels")).hasSize(1);
            assertThat(node.path("state").asString("")).isEqualTo("online");
            assertThat(node.at("/addresses/0").asString("")).isEqualTo("192.0.2.1");
            assertThat(node.at("/clock/synchronized").asBoolean()).isTrue();
            assertThat(node.at("/clock/maxErrorNs").asLong()).isEqualTo(1_000);
            assertThat(node.path("reachable").asBoolean()).isTrue();
        }
    }

    @Test
    void refusesTitlesAndLabelsThatAreNone() throws Exception {
        try (AgentDouble bj = fixture.joined("bj")) {
            assertThat(bj.shown).isNotNull();
            for (String body : List.of(
                    "{\"title\":\" \"}",
                    "{\"title\":\"" + "x".repeat(201) + "\"}",
                    "{\"labels\":{\"Site\":\"bj\"}}",
                    "{\"labels\":{\"site\":\"a b\"}}",
                    "{\"labels\":{\"site\":null}}",
                    "{\"labels\":[]}",
                    "{\"name\":\"sh\"}")) {
                JsonNode problem = fixture.answer(400, "PUT", "/api/v1/nodes/bj", body);

                assertThat(problem.path("errors")).as(body).hasSize(1);
            }
            assertThat(fixture.json("/api/v1/nodes/bj").path("title").asString(""))
                    .isEqualTo("bj");
        }
    }

    @Test
    void plansATaskAnewForWhomItsSelectorMeans() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble gz = fixture.reported("gz", "192.0.2.2");
                AgentDouble sh = fixture.reported("sh", "192.0.2.3")) {
            assertThat(List.of(bj.shown, gz.shown)).doesNotContainNull();
            describe("bj", "{\"labels\":{\"site\":\"a\"}}");
            describe("sh", "{\"labels\":{\"site\":\"a\"}}");
            create("fake", "site=a");
            Plan one = sh.planWith(plan -> plan.entries().size() == 1);

            describe("gz", "{\"labels\":{\"site\":\"a\",\"role\":\"edge\"}}");
            Plan two = sh.planWith(plan -> plan.entries().size() == 2);
            describe("gz", "{\"labels\":{\"site\":\"b\"}}");
            Plan again = sh.planWith(plan -> plan.entries().size() == 1);

            assertThat(destinations(one)).containsExactly("bj");
            assertThat(destinations(two)).containsExactly("bj", "gz");
            assertThat(destinations(again)).containsExactly("bj");
            assertThat(fixture.json("/api/v1/tasks/wan").path("revision").asInt())
                    .isEqualTo(1);
            assertThat(fixture.json("/api/v1/mesh?task=wan").path("cells")).hasSize(2);
        }
    }

    @Test
    void hasANodeBehindATranslatorStartTheMeasurement() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble sh = fixture.reported("sh", "192.0.2.2")) {
            create("fake-exclusive", "bj\",\"sh");
            Plan open = sh.planWith(plan -> plan.entries().size() == 1);

            sh.report(AgentDouble.at("10.0.0.2", "198.51.100.7", null));
            Plan none = bj.planWith(plan -> plan.entries().isEmpty());
            // A slot is given to the other end once the one that had it knows that it is not its own any more.
            Thread poll = polling(bj, none);
            Plan hidden = sh.planWith(plan -> plan.entries().size() == 2);
            poll.interrupt();

            assertThat(open.entries().getFirst().reverse()).isFalse();
            assertThat(hidden.entries())
                    .extracting(PlanEntry::initiator, PlanEntry::reverse)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("sh", false),
                            org.assertj.core.groups.Tuple.tuple("sh", true));
            assertThat(none.entries()).isEmpty();
            JsonNode node = fixture.json("/api/v1/nodes/sh");
            assertThat(node.path("reachable").asBoolean(true)).isFalse();
            assertThat(node.path("seenAs").asString("")).isEqualTo("198.51.100.7");
        }
    }

    @Test
    void saysOfTwoThatCannotReachEachOtherThatTheyCannotBeMeasured() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble sh = fixture.reported("sh", "192.0.2.2")) {
            create("fake", "bj\",\"sh");
            Plan open = sh.planWith(plan -> plan.entries().size() == 1);

            // In this order: while bj alone is hidden, sh's plan is empty because bj has the path.
            sh.report(AgentDouble.at("10.0.0.2", "198.51.100.7", false));
            bj.report(AgentDouble.at("10.0.0.1", "198.51.100.6", null));
            Plan none = sh.planWith(plan -> plan.entries().isEmpty());

            assertThat(none.revision()).isNotEqualTo(open.revision());
            JsonNode cells = fixture.json("/api/v1/mesh?task=wan").path("cells");
            assertThat(cells).hasSize(2).allSatisfy(cell -> {
                assertThat(cell.path("state").asString("")).isEqualTo("unmeasurable");
                assertThat(cell.path("reason").asString("")).contains("bj", "sh", "reached");
            });

            // Its operator opens a way in.
            bj.report(AgentDouble.at("198.51.100.6", null, true));
            assertThat(sh.planWith(plan -> plan.entries().size() == 1).entries())
                    .hasSize(1);
        }
    }

    @Test
    void tellsANodeFromWhereItIsSeen() throws Exception {
        try (AgentDouble bj = fixture.joined("bj")) {
            HttpResponse<String> answer = bj.report(AgentDouble.at("192.0.2.1"));

            assertThat(answer.headers().firstValue("NetMonitor-Seen-From")).hasValue("127.0.0.1");
        }
    }

    @Test
    void listsWhatHappenedToANodeAlsoOnceItIsGone() throws Exception {
        try (AgentDouble bj = fixture.joined("bj")) {
            JsonNode report = Json.tree(AgentDouble.at("192.0.2.1"));
            ((tools.jackson.databind.node.ObjectNode) report)
                    .put("startedAt", "2026-11-22T10:00:00Z")
                    .put("droppedResults", 3);
            bj.report(AgentDouble.at("192.0.2.1"));
            assertThat(bj.send("PUT", "/agent/v1/node", report.toString()).statusCode())
                    .isEqualTo(204);
            fixture.answer(204, "DELETE", "/api/v1/nodes/bj", null);

            JsonNode events = fixture.json("/api/v1/nodes/bj/events?from=2026-11-01T00:00:00Z")
                    .path("items");

            assertThat(events.valueStream().map(event -> event.path("what").asString("")))
                    .containsExactly("started", "joined", "dropped", "removed");
            assertThat(events.at("/2/detail").asString("")).startsWith("3 results");
            assertThat(fixture.json("/api/v1/nodes/none/events").path("items")).isEmpty();
        }
    }

    @Test
    void knowsWhetherANodeHasTakenItsPlan() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1")) {
            assertThat(fixture.json("/api/v1/nodes/bj").path("upToDate").asBoolean(true))
                    .isFalse();
            Plan plan = bj.plan("");
            Thread poll = polling(bj, plan);

            await().until(() ->
                    fixture.json("/api/v1/nodes/bj").path("upToDate").asBoolean(false));
            poll.interrupt();
        }
    }

    private static Thread polling(AgentDouble agent, Plan held) {
        return Thread.ofVirtual().start(() -> {
            try {
                agent.send("GET", "/agent/v1/plan?revision=" + held.revision(), null);
            } catch (java.io.IOException | InterruptedException e) {
                // The test is over.
            }
        });
    }

    private JsonNode describe(String node, String body) throws Exception {
        return fixture.answer(200, "PUT", "/api/v1/nodes/" + node, body);
    }

    private void create(String kind, String members) throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"wan","kind":"%s","members":["%s"],"period":"30s"}""".formatted(kind, members));
    }

    private static List<String> destinations(Plan plan) {
        return plan.entries().stream()
                .map(entry -> entry.path().destination())
                .sorted()
                .toList();
    }
}
