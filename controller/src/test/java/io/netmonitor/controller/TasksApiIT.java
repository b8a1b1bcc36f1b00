// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.Plan;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks over HTTP, from their creation to their end. */
class TasksApiIT extends WithTwoNodes {
    private static final String TASK = """
            {"name":"wan","kind":"fake","members":["bj","sh"],"period":"2s"}""";

    @Test
    void showsATaskAsItWasWrittenWithItsRevisionAsTag() throws Exception {
        HttpResponse<String> created = fixture.send("POST", "/api/v1/tasks", """
                {"name":"核心网","title":"Core","description":"All day","kind":"fake","topology":"hub","hub":"bj",
                "members":["sh"],"family":"ipv4","start":"2026-12-01T08:00","end":"2099-01-01 00:00:30.5",
                "zone":"Asia/Shanghai","period":"1m","settings":{"count":7}}""");
        JsonNode task = fixture.json("/api/v1/tasks/%E6%A0%B8%E5%BF%83%E7%BD%91");

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(task.toString()).isEqualTo(created.body());
        assertThat(task.path("start").asString("")).isEqualTo("2026-12-01T00:00:00.000000000Z");
        assertThat(task.path("end").asString("")).isEqualTo("2098-12-31T16:00:30.500000000Z");
        assertThat(task.path("topology").asString("")).isEqualTo("hub");
        assertThat(task.at("/settings/count").asInt()).isEqualTo(7);
        assertThat(task.path("state").asString("")).isEqualTo("active");
        assertThat(task.has("zone")).isFalse();
        assertThat(fixture.answer(409, "POST", "/api/v1/tasks", created.body().replaceAll(",\"number\".*", "}"))
                        .path("detail")
                        .asString(""))
                .contains("核心网");
    }

    @Test
    void changesATaskOnlyFromTheRevisionThatIsNamed() throws Exception {
        create();
        String slower = TASK.replace("2s", "4s");

        HttpResponse<String> changed = fixture.send("PUT", "/api/v1/tasks/wan", slower, "If-Match", "\"1\"");
        JsonNode late = fixture.answer(412, "PUT", "/api/v1/tasks/wan", TASK, "If-Match", "\"1\"");
        fixture.answer(412, "POST", "/api/v1/tasks/wan/pause", null, "If-Match", "\"1\"");
        fixture.answer(412, "DELETE", "/api/v1/tasks/wan", null, "If-Match", "\"1\"");
        fixture.answer(412, "PUT", "/api/v1/tasks/new", TASK.replace("wan", "new"), "If-Match", "\"1\"");
        JsonNode strange = fixture.answer(400, "PUT", "/api/v1/tasks/wan", TASK, "If-Match", "\"one\"");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(late.path("detail").asString("")).contains("revision 2", "from revision 1");
        assertThat(strange.at("/errors/0/field").asString("")).isEqualTo("If-Match");
        JsonNode task = fixture.json("/api/v1/tasks/wan");
        assertThat(task.path("period").asString("")).isEqualTo("4s");
        assertThat(task.path("state").asString("")).isEqualTo("active");
        fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null, "If-Match", "\"2\"");
        fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null, "If-Match", "\"3\"");
        fixture.answer(404, "GET", "/api/v1/tasks/wan", null);
    }

    @Test
    void leavesWhatIsAsItShouldBe() throws Exception {
        create();

        fixture.answer(200, "PUT", "/api/v1/tasks/wan", TASK);
        fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);

        assertThat(fixture.json("/api/v1/tasks/wan").path("revision").asInt()).isEqualTo(1);
        assertThat(fixture.json("/api/v1/tasks/wan/revisions").path("items")).hasSize(1);
    }

    @Test
    void takesAPausedTaskOutOfThePlanAndPutsItBack() throws Exception {
        create();
        Plan running = sh.planWith(plan -> !plan.entries().isEmpty());

        JsonNode paused = fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
        Plan resting = sh.plan(running.revision());
        fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);
        Plan again = sh.plan(resting.revision());
        fixture.answer(200, "POST", "/api/v1/tasks/wan/end", null);
        Plan ended = sh.plan(again.revision());

        assertThat(paused.path("state").asString("")).isEqualTo("paused");
        assertThat(resting.entries()).isEmpty();
        assertThat(again.entries()).hasSize(1);
        assertThat(ended.entries()).isEmpty();
        assertThat(fixture.json("/api/v1/tasks/wan").path("state").asString("")).isEqualTo("ended");
    }

    @Test
    void remembersWhoDidWhatWhenAlsoAfterTheTaskIsGone() throws Exception {
        Instant before = Instant.now();
        create();
        fixture.answer(200, "PUT", "/api/v1/tasks/wan", TASK.replace("2s", "4s"));
        fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
        fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);
        fixture.answer(200, "POST", "/api/v1/tasks/wan/end", null);
        fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null);
        create();

        JsonNode items = fixture.json("/api/v1/tasks/wan/revisions").path("items");

        assertThat(texts(items, "change"))
                .containsExactly("created", "changed", "paused", "resumed", "ended", "deleted", "created");
        assertThat(texts(items, "revision")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(texts(items, "state").subList(0, 5))
                .containsExactly("active", "active", "paused", "active", "ended");
        assertThat(texts(items, "by")).containsOnly("127.0.0.1");
        assertThat(texts(items, "number")).containsExactly("1", "1", "1", "1", "1", "1", "2");
        assertThat(texts(items, "at"))
                .isSorted()
                .allSatisfy(at -> assertThat(Instant.parse(at)).isBetween(before, Instant.now()));
        assertThat(items.at("/0/spec/period").asString("")).isEqualTo("2s");
        assertThat(items.at("/1/spec/period").asString("")).isEqualTo("4s");
    }

    @Test
    void keepsNothingOfADryRun() throws Exception {
        JsonNode creation = fixture.answer(200, "POST", "/api/v1/tasks?dryRun=true", TASK);
        JsonNode put = fixture.answer(200, "PUT", "/api/v1/tasks/wan?dryRun=true", TASK);
        assertThat(fixture.json("/api/v1/tasks").path("items")).isEmpty();
        fixture.answer(404, "GET", "/api/v1/tasks/wan/revisions", null);
        create();

        JsonNode change = fixture.answer(
                200,
                "PUT",
                "/api/v1/tasks/wan?dryRun=true",
                TASK.replace("2s", "1s").replace("\"sh\"", "\"site=x\""));
        JsonNode same = fixture.answer(200, "PUT", "/api/v1/tasks/wan?dryRun=true", TASK);

        assertThat(creation).isEqualTo(put);
        assertThat(creation.path("change").asString("")).isEqualTo("create");
        assertThat(creation.path("paths").asInt()).isEqualTo(1);
        assertThat(creation.path("nodes")).hasSize(2);
        assertThat(creation.at("/nodes/0/node").asString("")).isEqualTo("bj");
        // A thousand bytes each way, every two seconds.
        assertThat(creation.at("/nodes/0/sentBps").asDouble()).isEqualTo(4_000);
        assertThat(creation.at("/nodes/0/measurementsPerRound").asInt()).isEqualTo(1);
        assertThat(change.path("change").asString("")).isEqualTo("change");
        assertThat(texts(change.path("differences"), "field")).containsExactly("members", "period");
        assertThat(change.path("paths").asInt()).isZero();
        assertThat(same.path("change").asString("")).isEqualTo("none");
        assertThat(same.path("differences")).isEmpty();
        assertThat(fixture.json("/api/v1/tasks/wan").path("revision").asInt()).isEqualTo(1);
        assertThat(fixture.json("/api/v1/tasks/wan").path("period").asString(""))
                .isEqualTo("2s");
    }

    @Test
    void namesWhatCouldNotBeMeasuredBeforeItIsKept() throws Exception {
        try (AgentDouble gz = fixture.joined("gz")) {
            assertThat(gz.shown).isNotNull();

            JsonNode preview =
                    fixture.answer(200, "POST", "/api/v1/tasks?dryRun=true", TASK.replace("\"sh\"", "\"sh\",\"gz\""));

            assertThat(preview.path("paths").asInt()).isEqualTo(3);
            assertThat(preview.path("unmeasurable")).hasSize(2);
            assertThat(texts(preview.path("unmeasurable"), "reason")).containsOnly("gz has not reported yet");
        }
    }

    @Test
    void namesEveryFaultAtOnceAlsoInADryRun() throws Exception {
        String faulty = """
                {"name":"wan","kind":"fake","topology":"hub","members":["ghost","bj"],"pairs":[["bj","bj"]],
                "period":"1ms","settings":{"count":0,"speed":1}}""";

        for (String path : List.of("/api/v1/tasks", "/api/v1/tasks?dryRun=true")) {
            JsonNode problem = fixture.answer(400, "POST", path, faulty);

            assertThat(texts(problem.path("errors"), "field"))
                    .containsExactlyInAnyOrder(
                            "members", "hub", "pairs", "pairs", "period", "settings.count", "settings.speed");
        }
        assertThat(fixture.json("/api/v1/tasks").path("items")).isEmpty();
    }

    @Test
    void namesEveryFaultyFieldOfTimesAtOnce() throws Exception {
        JsonNode problem = fixture.answer(400, "POST", "/api/v1/tasks", """
                {"name":"","kind":"fake","members":["bj","sh"],"period":"2s","start":"soon","end":"later"}""");

        assertThat(texts(problem.path("errors"), "field")).contains("name", "start", "end");
    }

    private void create() throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", TASK);
    }

    private static List<String> texts(JsonNode items, String field) {
        return items.valueStream().map(item -> item.path(field).asString("")).toList();
    }
}
