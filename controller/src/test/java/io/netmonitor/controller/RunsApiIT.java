// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Run now, over HTTP and the agent link. */
class RunsApiIT extends WithTwoNodes {
    @Test
    void measuresATaskNowAndTellsTheResult() throws Exception {
        create("fake", "1h");
        Plan before = sh.planWith(plan -> !plan.entries().isEmpty());
        CompletableFuture<Plan> waiting = CompletableFuture.supplyAsync(() -> next(sh, before));

        JsonNode begun = fixture.answer(201, "POST", "/api/v1/tasks/wan/runs", null);
        String id = begun.path("runId").asString("");
        PlanEntry entry = of(waiting.join(), id);
        try (EventReader events = fixture.events("?types=result&run=" + id)) {
            JsonNode open = fixture.json("/api/v1/runs/" + id);
            sh.measured(entry, null, Instant.now(), Outcome.MEASURED);
            JsonNode done = fixture.json("/api/v1/runs/" + id);
            EventReader.Told told = events.next();

            assertThat(begun.path("task").asString("")).isEqualTo("wan");
            assertThat(begun.path("paths")).hasSize(1);
            assertThat(Instant.parse(begun.at("/paths/0/plannedAt").asString("")))
                    .isEqualTo(entry.rounds()
                            .instantOf(
                                    entry.rounds().firstAtOrAfter(Instant.EPOCH).orElseThrow()));
            assertThat(open.path("done").asBoolean(true)).isFalse();
            assertThat(done.path("done").asBoolean()).isTrue();
            assertThat(done.at("/results/0/runId").asString("")).isEqualTo(id);
            assertThat(told).isNotNull();
            assertThat(told.data()).isEqualTo(done.at("/results/0"));
        }
        assertThat(fixture.json("/api/v1/results?task=wan").at("/items/0/runId").asString(""))
                .isEqualTo(id);
    }

    @Test
    void measuresOnlyThePathsThatAreWantedEitherWayRound() throws Exception {
        try (AgentDouble gz = fixture.reported("gz", "192.0.2.3")) {
            assertThat(gz.shown).isNotNull();
            fixture.answer(201, "POST", "/api/v1/tasks", """
                    {"name":"wan","kind":"fake","members":["*"],"period":"1h"}""");

            JsonNode all = run("{}");
            JsonNode ofOne = run("{\"source\":\"gz\"}");
            JsonNode pair = run("{\"source\":\"bj\",\"destination\":\"sh\"}");

            assertThat(all.path("paths")).hasSize(3);
            assertThat(ofOne.path("paths")).hasSize(2);
            assertThat(pair.path("paths")).hasSize(1);
            assertThat(pair.at("/paths/0/source").asString("")).isEqualTo("sh");
            assertThat(fixture.answer(
                                    400, "POST", "/api/v1/tasks/wan/runs", "{\"source\":\"bj\",\"destination\":\"bj\"}")
                            .path("detail")
                            .asString(""))
                    .isEqualTo("task wan does not measure between these");
        }
    }

    @Test
    void measuresAPausedTaskToo() throws Exception {
        create("fake", "1h");
        fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);

        String id = run("{}").path("runId").asString("");

        assertThat(of(sh.planWith(plan -> !plan.entries().isEmpty()), id).task())
                .isEqualTo("wan");
    }

    @Test
    void findsSlotsThatBothEndsHaveFree() throws Exception {
        create("fake-exclusive", "1m");

        JsonNode run = run("{}");

        List<Instant> planned = run.path("paths")
                .valueStream()
                .map(path -> Instant.parse(path.path("plannedAt").asString("")))
                .toList();
        assertThat(planned).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void saysWhatItCannotMeasure() throws Exception {
        try (AgentDouble gz = fixture.joined("gz")) {
            assertThat(gz.shown).isNotNull();
            fixture.answer(201, "POST", "/api/v1/tasks", """
                    {"name":"wan","kind":"fake","members":["gz","sh"],"period":"1h"}""");

            JsonNode run = run("{}");

            assertThat(run.at("/paths/0/hindrance").asString("")).isEqualTo("gz has not reported yet");
            assertThat(run.path("paths").path(0).has("plannedAt")).isFalse();
            assertThat(run.path("done").asBoolean()).isTrue();
        }
    }

    private JsonNode run(String body) throws Exception {
        return fixture.answer(201, "POST", "/api/v1/tasks/wan/runs", body);
    }

    private void create(String kind, String period) throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"wan","kind":"%s","members":["bj","sh"],"period":"%s"}""".formatted(kind, period));
    }

    private static PlanEntry of(Plan plan, String run) {
        return plan.entries().stream()
                .filter(entry -> run.equals(entry.runId()))
                .findFirst()
                .orElseThrow();
    }

    private static Plan next(AgentDouble agent, Plan held) {
        try {
            return agent.plan(held.revision());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
