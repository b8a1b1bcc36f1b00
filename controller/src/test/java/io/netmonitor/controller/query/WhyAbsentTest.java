// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a round that was planned has no result. The last one was planned 15 s ago, from sh to bj. */
class WhyAbsentTest extends WhyBed {
    private Instant plannedAt = Instant.EPOCH;
    private Instant running = Instant.EPOCH;

    @BeforeEach
    void planRounds() {
        running = bed.now().minusSeconds(3_600);
        create(FakeProbeType.SYMMETRIC, "1m", "bj", "sh");
        bed.run(Duration.ofMinutes(10));
        plannedAt = bed.now();
        bed.run(Duration.ofSeconds(15));
        assertThat(answer("sh", "bj", bed.now()).plannedAt()).isEqualTo(plannedAt);
    }

    @Test
    void itIsBeingMeasured() {
        bed.run(Duration.ofSeconds(50));

        assertAnswer("pending", "its time is now: the result comes once it is measured");
    }

    @Test
    void nothingIsKnown() {
        assertAnswer("unknown", "no result came although sh runs and is heard; its log may tell more");
    }

    @Test
    void theNodeIsNotHeard() {
        Instant heard = bed.now();
        bed.pass(Duration.ofSeconds(40));

        assertAnswer(
                "unknown",
                "sh was last heard at " + heard + "; if it measured all the same, its results come when it is back");
    }

    @Test
    void resultsWaitAtTheNode() {
        bed.report("sh", running, 4_711, 0);

        assertAnswer("pending", "sh still has 4711 bytes of results to deliver, oldest first");
    }

    @Test
    void theAgentWasStartedLater() {
        Instant started = plannedAt.plusSeconds(7);
        bed.report("sh", started, 0, 0);

        assertAnswer(
                "unknown", "the agent on sh was not running: it started at " + started + ", after the round's time");
    }

    @Test
    void resultsWereDroppedSince() {
        bed.report("sh", running, 0, 12);

        assertAnswer("unknown", "sh dropped 12 results, since its spool was full");
    }

    @Test
    void resultsThatWereDroppedBeforeAreNotToBlame() {
        bed.state.note(new NodeEvent("sh", plannedAt.minusSeconds(500), NodeEvent.What.DROPPED, "12 results"));

        assertAnswer("unknown", "no result came although sh runs and is heard; its log may tell more");
    }

    @Test
    void theNodeHasNotTakenItsPlan() throws IOException {
        bed.restart();
        ask();
        bed.registry().seen("sh");

        assertAnswer("unknown", "sh has not taken the newest plan yet");
    }

    @Test
    void theNodeWasLetGo() {
        bed.registry().remove("sh");

        assertAnswer("unknown", "sh was let go before its result came");
    }

    @Test
    void anOldNodeWasToldOfTheTaskOrNot() {
        bed.state.deleteTask(task, "bob", bed.now());
        create(FakeProbeType.SYMMETRIC, "1m", "legacy:10.0.0.4", "legacy:10.0.0.6");
        bed.run(Duration.ofMinutes(3));
        ask((name, member) -> Optional.of(new DispatchState(name, member, null, true, 3, "nobody listens"))
                .filter(state -> name.equals(task) && member.equals("legacy:10.0.0.6")));

        Why.Answer answer = answer("legacy:10.0.0.4", "legacy:10.0.0.6", bed.now());

        assertThat(answer.state()).isEqualTo("unknown");
        assertThat(answer.measuredBy()).isEqualTo("legacy:10.0.0.6");
        assertThat(answer.reason())
                .isEqualTo(
                        "no result of legacy:10.0.0.6 came; as a node of the prototype it measures by itself, and pushes"
                                + " what it measured to this controller or nowhere; it could not be told: nobody listens,"
                                + " tried 3 times");
    }

    @Test
    void anOldNodeIsNotToldOfWhatDoesNotRun() {
        assertThat(new DispatchState("wan", "legacy:10.0.0.6", null, false, 0, null).inWords())
                .isEqualTo("it is not told of the task while that does not run");
    }

    private void assertAnswer(String state, String reason) {
        Why.Answer answer = answer("bj", "sh", bed.now());

        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.state()).isEqualTo(state);
        assertThat(answer.measuredBy()).isEqualTo("sh");
        assertThat(answer.result()).isNull();
    }
}
