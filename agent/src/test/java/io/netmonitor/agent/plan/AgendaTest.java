// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgendaTest extends AgendaFixture {
    @Test
    void handsARoundToItsProbeALittleBeforeItsInstant() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));

        long waitNs = attendAt(START.minusMillis(200));
        attendAt(START.minus(LEAD));
        awaitResults(1);

        assertThat(waitNs).isEqualTo(Duration.ofMillis(200).minus(LEAD).toNanos());
        assertThat(probes.sessions()).singleElement().satisfies(session -> {
            assertThat(session.startAt()).isEqualTo(START);
            assertThat(session.sessionId()).isEqualTo(17);
            assertThat(session.destination().toString()).isEqualTo("/192.0.2.7:862");
        });
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.plannedAt()).isEqualTo(START);
            assertThat(result.startedAt()).isEqualTo(START);
            assertThat(result.late()).isFalse();
            assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
        });
    }

    @Test
    void runsEachRoundOnce() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));

        for (int second = -1; second <= 30; second++) {
            attendAt(START.plusSeconds(second));
            awaitResults(second < 0 ? 0 : second / 10 + 1);
        }

        assertThat(rounds()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void marksARoundThatBeganLate() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(3));
        awaitResults(1);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.late()).isTrue();
            assertThat(result.startedAt()).isEqualTo(START.plusSeconds(3));
        });
    }

    @Test
    void accountsForRoundsWhoseTimePassedAndRunsTheOneThatIsStillInTime() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(35));
        awaitResults(4);

        assertThat(rounds()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(results)
                .filteredOn(result -> result.outcome() == Outcome.MISSED)
                .hasSize(3)
                .allSatisfy(missed -> {
                    assertThat(missed.startedAt()).isEqualTo(missed.plannedAt());
                    assertThat(missed.duration()).isZero();
                    assertThat(missed.reason()).contains("its time passed unused");
                });
    }

    @Test
    void tellsNoMoreThanAThousandMissedRoundsOfAnEntry() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(100_005));
        awaitResults(1001);

        assertThat(results.stream().filter(result -> result.outcome() == Outcome.MISSED))
                .hasSize(1000)
                .first()
                .satisfies(first -> assertThat(first.round()).isEqualTo(9000));
        assertThat(rounds()).contains(9999L, 10_000L).doesNotContain(8999L);
    }

    @Test
    void missesARoundWhileTheOneBeforeIsStillMeasured() throws Exception {
        receive("a", Instant.EPOCH, entry("wan", "sh", START, PERIOD, Map.of("held", 1)));
        attendAt(START);
        attendAt(START.plusSeconds(10).minus(LEAD));

        assertThat(results).isEmpty();
        attendAt(START.plusSeconds(10));

        assertThat(results).singleElement().satisfies(missed -> {
            assertThat(missed.round()).isEqualTo(1);
            assertThat(missed.outcome()).isEqualTo(Outcome.MISSED);
            assertThat(missed.reason()).isEqualTo("the round before was still being measured");
        });
        probes.release();
        awaitResults(2);
    }

    @Test
    void runsARoundWhenTheOneBeforeEndedJustInTime() throws Exception {
        receive("a", Instant.EPOCH, entry("wan", "sh", START, PERIOD, Map.of("held", 1)));
        attendAt(START);
        attendAt(START.plusSeconds(10).minus(LEAD));
        probes.release();
        awaitResults(1);
        probes.release();

        attendAt(START.plusSeconds(10));
        awaitResults(2);

        assertThat(results).allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.MEASURED));
    }

    @Test
    void keepsToTheOldPlanUntilTheNewOneIsInForce() throws Exception {
        receive("a", Instant.EPOCH, entry("old", "sh", START, PERIOD, Map.of()));
        attendAt(START.minusMillis(500));
        receive("b", START.plusSeconds(10), entry("new", "sh", START, PERIOD, Map.of()));

        attendAt(START);
        awaitResults(1);
        attendAt(START.plusSeconds(10).minus(LEAD));
        awaitResults(2);

        assertThat(results.stream().map(result -> result.task() + result.round()))
                .containsExactly("old0", "new1");
        assertThat(book.plans().next()).isNull();
        assertThat(book.plans().running().revision()).isEqualTo("b");
    }

    @Test
    void goesOnCountingAnEntryThatIsInBothPlans() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        receive("b", START.plusSeconds(5), entry("sh", PERIOD), entry("gz", PERIOD));

        for (int second = 0; second <= 20; second += 5) {
            attendAt(START.plusSeconds(second));
        }
        awaitResults(5);

        assertThat(results.stream().map(result -> result.path().destination() + result.round()))
                .containsExactlyInAnyOrder("sh0", "sh1", "sh2", "gz1", "gz2");
    }

    @Test
    void neverUsesARoundAgainWhenANewPlanShiftsIt() throws Exception {
        PlanEntry before = entry("sh", PERIOD);
        PlanEntry shifted = new PlanEntry(
                before.task(),
                before.revision(),
                before.kind(),
                before.path(),
                before.address(),
                before.port(),
                before.startAt(),
                null,
                before.periodNs(),
                Duration.ofSeconds(7).toNanos(),
                before.sessionId(),
                null,
                null,
                Map.of());
        receive("a", Instant.EPOCH, before);
        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);
        receive("b", START.plusSeconds(5), shifted);

        attendAt(START.plusSeconds(5));
        attendAt(START.plusSeconds(7));
        attendAt(START.plusSeconds(17));
        awaitResults(2);

        assertThat(rounds()).containsExactly(0L, 1L);
    }

    @Test
    void accountsForRoundsOfAPlanThatCameTooLate() throws Exception {
        attendAt(START.minusMillis(500));
        clocks.pass(Duration.ofSeconds(26));
        receive("a", START, entry("sh", PERIOD));

        agenda.attend(time.now());
        awaitResults(3);

        assertThat(results.stream().filter(result -> result.outcome() == Outcome.MISSED))
                .hasSize(2)
                .allSatisfy(missed -> assertThat(missed.reason()).isEqualTo("the plan came after its time"));
    }

    @Test
    void doesNotAccountForRoundsBeforeItBegan() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));

        attendAt(START.plusSeconds(25));
        attendAt(START.plusSeconds(30));
        awaitResults(1);

        assertThat(rounds()).containsExactly(3L);
    }

    @Test
    void repeatsNoRoundAfterARestart() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        attendAt(START.minus(LEAD));
        awaitResults(1);

        restart();
        attendAt(START);
        attendAt(START.plusSeconds(10));
        awaitResults(2);

        assertThat(rounds()).containsExactly(0L, 1L);
    }

    @Test
    void accountsForEveryRoundOfAnEntryThatItCannotCarryOut() throws Exception {
        receive("a", Instant.EPOCH, entry("wan", "sh", START, PERIOD, Map.of("speed", 3)));

        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.reason()).contains("settings.speed: is unknown");
        });
    }

    @Test
    void turnsWhatTheProbeThrowsIntoAResult() throws Exception {
        receive("a", Instant.EPOCH, entry("wan", "sh", START, PERIOD, Map.of("error", "no buffer")));

        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.reason()).isEqualTo("no buffer");
            assertThat(result.startedAt()).isEqualTo(START);
        });
    }

    @Test
    void stopsAtTheEndOfAnEntry() throws Exception {
        PlanEntry open = entry("sh", PERIOD);
        PlanEntry ending = new PlanEntry(
                open.task(),
                1,
                open.kind(),
                open.path(),
                open.address(),
                open.port(),
                START,
                START.plusSeconds(15),
                open.periodNs(),
                0,
                17,
                null,
                null,
                Map.of());
        receive("a", Instant.EPOCH, ending);
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(60));
        awaitResults(2);

        assertThat(rounds()).containsExactly(0L, 1L);
    }
}
