// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, page by page, while others come and go: what is there all the time comes once. */
class PagesApiIT extends WithTwoNodes {
    /** What happens between two pages. */
    @FunctionalInterface
    private interface Meanwhile {
        void happens(int page) throws Exception;
    }

    private List<String> pages(String path, String field, Meanwhile meanwhile) throws Exception {
        List<String> found = new ArrayList<>();
        String list = path + (path.contains("?") ? "&" : "?") + "limit=2";
        String cursor = "";
        int page = 0;
        do {
            JsonNode answer = fixture.json(list + cursor);
            assertThat(answer.path("items").size()).isBetween(1, 2);
            answer.path("items").forEach(item -> found.add(item.path(field).asString("")));
            cursor = answer.has("next") ? "&cursor=" + answer.path("next").asString("") : "";
            page++;
            meanwhile.happens(page);
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void pagesThroughTasksWhileTheLastOneSeenIsDeleted() throws Exception {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            create(name);
        }

        List<String> names = pages("/api/v1/tasks", "name", page -> {
            if (page == 1) {
                fixture.answer(204, "DELETE", "/api/v1/tasks/b", null);
                fixture.answer(204, "DELETE", "/api/v1/tasks/c", null);
                create("f");
                create("b");
            }
        });

        assertThat(names).containsExactly("a", "b", "d", "e", "f", "b");
    }

    @Test
    void pagesThroughNodesWhileTheLastOneSeenIsRemoved() throws Exception {
        for (String name : List.of("a", "d", "m", "z")) {
            fixture.joined(name).close();
        }

        List<String> names = pages("/api/v1/nodes", "name", page -> {
            if (page == 1) {
                fixture.answer(204, "DELETE", "/api/v1/nodes/bj", null);
                fixture.joined("aa").close();
                fixture.joined("e").close();
            }
        });

        assertThat(names).containsExactly("a", "bj", "d", "e", "m", "sh", "z");
    }

    @Test
    void pagesThroughRevisionsWhileMoreAreMade() throws Exception {
        create("wan");
        turn("pause");
        turn("resume");

        List<String> revisions = pages("/api/v1/tasks/wan/revisions", "revision", page -> {
            if (page == 1) {
                turn("end");
                fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null);
                create("wan");
            }
        });

        assertThat(revisions).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void pagesThroughEventsWhileMoreHappenAndOlderOnesAreNoted() throws Exception {
        drop(1);
        drop(2);
        drop(3);
        // The agent's start was long before all else, and is noted last.
        List<String> all = pages("/api/v1/nodes/bj/events?from=2026-01-01T00:00:00Z", "detail", page -> {
            if (page == 1) {
                start("2026-02-01T00:00:00Z");
                drop(4);
            }
        });

        assertThat(all).hasSize(5);
        assertThat(all.stream().map(detail -> detail.split(" ", -1)[0])).containsExactly("", "1", "1", "1", "1");
        start("2026-03-01T00:00:00Z");
        assertThat(pages("/api/v1/nodes/bj/events?from=2026-01-01T00:00:00Z", "at", page -> {}))
                .hasSize(7)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void pagesThroughResultsWhileNewerOnesCome() throws Exception {
        create("wan");
        PlanEntry entry =
                sh.planWith(plan -> !plan.entries().isEmpty()).entries().getFirst();
        Instant first = Instant.now().minusSeconds(100);
        for (long round = 1; round <= 5; round++) {
            // Two at a time: what tells them apart is more than the instant.
            sh.measured(entry, round, first.plusSeconds(round / 2), Outcome.MEASURED);
        }

        List<String> rounds = pages("/api/v1/results?task=wan", "round", page -> {
            sh.measured(entry, 100L + page, Instant.now(), Outcome.MEASURED);
        });

        assertThat(rounds).hasSize(5).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    private void create(String name) throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"%s","kind":"fake","members":["*"],"period":"2s"}""".formatted(name));
    }

    private void turn(String verb) throws Exception {
        fixture.answer(200, "POST", "/api/v1/tasks/wan/" + verb, null);
    }

    private void drop(int dropped) throws Exception {
        say(((ObjectNode) Json.tree(AgentDouble.at("192.0.2.1"))).put("droppedResults", dropped));
    }

    private void start(String at) throws Exception {
        say(((ObjectNode) Json.tree(AgentDouble.at("192.0.2.1")))
                .put("droppedResults", 4)
                .put("startedAt", at));
    }

    private void say(JsonNode report) throws Exception {
        assertThat(bj.send("PUT", "/agent/v1/node", report.toString()).statusCode())
                .isEqualTo(204);
    }
}
