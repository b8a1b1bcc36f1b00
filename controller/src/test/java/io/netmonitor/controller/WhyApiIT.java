// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Why there is a result, or none, over HTTP. */
class WhyApiIT extends WithTwoNodes {
    @Test
    void tellsOfARoundThatRanFromBothEnds() throws Exception {
        PlanEntry entry = planned("200ms");
        Instant at = aRoundOf(entry);
        sh.measured(entry, roundAt(entry, at), at, Outcome.MEASURED);

        JsonNode there = why("sh", "bj", at.plusMillis(100));
        JsonNode back = why("bj", "sh", at.plusMillis(100));

        assertThat(there.path("state").asString("")).as(there.toString()).isEqualTo("measured");
        assertThat(there.path("plannedAt").asString("")).isEqualTo(io.netmonitor.core.json.Json.text(at));
        assertThat(there.path("round").asLong()).isEqualTo(roundAt(entry, at));
        assertThat(there.path("revision").asInt()).isEqualTo(1);
        assertThat(there.path("periodNs").asLong()).isEqualTo(200_000_000);
        assertThat(there.path("measuredBy").asString("")).isEqualTo("sh");
        assertThat(Instant.parse(there.path("nextAt").asString(""))).isEqualTo(at.plusMillis(200));
        assertThat(there.at("/result/sent").asInt()).isEqualTo(10);
        assertThat(back.path("state").asString("")).isEqualTo("measured");
        assertThat(back.path("source").asString("")).isEqualTo("bj");
    }

    @Test
    void tellsOfRoundsThatFailedOrWereMissed() throws Exception {
        PlanEntry entry = planned("200ms");
        Instant failed = aRoundOf(entry);
        sh.measured(entry, roundAt(entry, failed), failed, Outcome.LOST);
        Instant missed = failed.plusMillis(200);
        sh.measured(entry, roundAt(entry, missed), missed, Outcome.MISSED);

        JsonNode ran = why("sh", "bj", failed);
        JsonNode late = why("sh", "bj", missed);

        assertThat(ran.path("state").asString("")).isEqualTo("failed");
        assertThat(ran.path("reason").asString("")).contains("lost", "made up");
        assertThat(late.path("state").asString("")).isEqualTo("missed");
        assertThat(late.path("reason").asString("")).contains("made up");
    }

    @Test
    void tellsOfARoundWhoseResultMayStillCome() throws Exception {
        Instant at = aRoundOf(planned("200ms"));

        JsonNode answer = why("sh", "bj", at);

        assertThat(answer.path("state").asString("")).as(answer.toString()).isEqualTo("pending");
        assertThat(answer.has("result")).isFalse();
    }

    @Test
    void tellsOfAFirstRoundThatIsStillToCome() throws Exception {
        planned("1d");

        JsonNode answer = why("sh", "bj", Instant.now());

        assertThat(answer.path("state").asString("")).as(answer.toString()).isIn("pending", "not-planned");
        assertThat(fixture.json("/api/v1/why?task=wan&source=sh&destination=bj")
                        .path("task")
                        .asString(""))
                .isEqualTo("wan");
    }

    @Test
    void tellsWhoseNodeWasLetGo() throws Exception {
        Instant at = aRoundOf(planned("200ms"));
        fixture.answer(204, "DELETE", "/api/v1/nodes/sh", null);

        JsonNode answer = why("sh", "bj", at);

        assertThat(answer.path("state").asString("")).isEqualTo("unknown");
        assertThat(answer.path("reason").asString("")).contains("sh was let go");
    }

    @Test
    void tellsWhyNothingWasPlanned() throws Exception {
        Instant before = Instant.now();
        planned("200ms");
        assertNotPlanned(why("sh", "bj", before.minusSeconds(60)), "only created at");
        assertNotPlanned(why("sh", "gz", inForce()), "gz was not in the task");

        fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
        assertNotPlanned(why("sh", "bj", inForce()), "paused");
        fixture.answer(200, "POST", "/api/v1/tasks/wan/end", null);
        assertNotPlanned(why("sh", "bj", inForce()), "the task was ended");
        fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null);
        assertNotPlanned(why("sh", "bj", inForce()), "the task was deleted");
    }

    private static void assertNotPlanned(JsonNode answer, String reason) {
        assertThat(answer.path("state").asString("")).as(answer.toString()).isEqualTo("not-planned");
        assertThat(answer.path("reason").asString("")).contains(reason);
    }

    /** An instant at which what was done just now is in force: a second later. */
    private static Instant inForce() {
        return Instant.now().plusSeconds(2);
    }

    /** The instant of a round that is over. */
    private static Instant aRoundOf(PlanEntry entry) {
        Instant from = Instant.now().plus(Duration.ofMillis(1_100));
        Instant at =
                entry.rounds().instantOf(entry.rounds().firstAtOrAfter(from).orElseThrow());
        await().until(() -> Instant.now().isAfter(at.plusMillis(400)));
        return at;
    }

    private static long roundAt(PlanEntry entry, Instant at) {
        return entry.rounds().firstAtOrAfter(at).orElseThrow();
    }

    private PlanEntry planned(String period) throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", """
                {"name":"wan","kind":"fake","members":["bj","sh"],"period":"%s"}""".formatted(period));
        Plan plan = sh.planWith(found -> !found.entries().isEmpty());
        return plan.entries().getFirst();
    }

    @Test
    void tellsThatAPathOfAnotherFamilyIsNotMeasured() throws Exception {
        PlanEntry entry = planned("200ms");
        Instant at = aRoundOf(entry);
        sh.measured(entry, roundAt(entry, at), at, Outcome.MEASURED);
        String question = "/api/v1/why?task=wan&source=sh&destination=bj&at=" + at.plusMillis(100) + "&family=";

        assertThat(fixture.json(question + "ipv4").path("state").asString("")).isEqualTo("measured");
        JsonNode six = fixture.json(question + "ipv6");
        assertThat(six.path("state").asString("")).isEqualTo("not-planned");
        assertThat(six.path("reason").asString("")).isEqualTo("the task measures over ipv4 alone");
    }

    private JsonNode why(String source, String destination, Instant at) throws Exception {
        return fixture.json("/api/v1/why?task=wan&source=" + source + "&destination=" + destination + "&at=" + at);
    }
}
