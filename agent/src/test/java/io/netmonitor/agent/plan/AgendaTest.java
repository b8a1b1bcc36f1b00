// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.EntrySample;
import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgendaTest {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration LEAD = Duration.ofNanos(Agenda.LEAD_NS);

    @TempDir
    Path data;

    private final TestClocks clocks = TestClocks.standing(START.minusSeconds(1));
    private final FakeProbeType probes = new FakeProbeType(clocks.wall());
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private ControllerTime time;
    private PlanBook book;
    private RoundMark mark;
    private EntryMark entries;
    private Crew crew;
    private Agenda agenda;

    @BeforeEach
    void begin() throws IOException {
        time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
        book = PlanBook.open(data.resolve("plan.json"));
        crew = new Crew(new Measurer(time, NameLookup.ofThisHost(), null), results::add, () -> {});
        restart();
    }

    @AfterEach
    void end() throws IOException {
        crew.close();
        mark.close();
        entries.close();
    }

    private void restart() throws IOException {
        if (mark != null) {
            mark.close();
            entries.close();
        }
        mark = RoundMark.open(data.resolve("reached"));
        entries = EntryMark.open(data.resolve("runs"));
        agenda = new Agenda(book, mark, entries, probes.extensions(), crew);
    }

    private void receive(String revision, Instant effectiveAt, PlanEntry... entries) throws IOException {
        book.receive(Samples.plan(revision, effectiveAt, entries));
    }

    /** Time passes until an instant of the controller, and the agenda is attended there. */
    private long attendAt(Instant instant) {
        clocks.pass(Duration.between(time.now(), instant));
        return agenda.attend(time.now());
    }

    private void awaitResults(int count) {
        await().until(() -> results.size() == count && crew.busy() == 0);
    }

    private List<Long> rounds() {
        return results.stream().map(Result::round).toList();
    }

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

    @Test
    void countsTheRoundsBeforeAnEntrysBeginningAndRunsThemNot() throws Exception {
        receive("a", Instant.EPOCH, to("sh").notBefore(START.plusSeconds(11)).build());
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(20));
        awaitResults(1);

        assertThat(rounds()).containsExactly(2L);
    }

    @Test
    void beginsInTheFirstHalfOfASlot() throws Exception {
        receive("a", Instant.EPOCH, to("sh").slot(Duration.ofSeconds(4)).build());
        attendAt(START.minusMillis(500));

        attendAt(START.plusSeconds(2));
        awaitResults(1);

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
            assertThat(result.late()).isTrue();
        });
    }

    @Test
    void leavesASlotUnusedRatherThanDisturbOthers() throws Exception {
        receive("a", Instant.EPOCH, to("sh").slot(Duration.ofSeconds(4)).build());
        attendAt(START.minusMillis(500));

        attendAt(START.plusMillis(2_001));
        attendAt(START.plusSeconds(10));
        awaitResults(2);

        assertThat(rounds()).containsExactly(0L, 1L);
        assertThat(results).first().satisfies(missed -> {
            assertThat(missed.outcome()).isEqualTo(Outcome.MISSED);
            assertThat(missed.reason()).contains("would have disturbed the measurements after it");
        });
    }

    @Test
    void runsAtOnceWhatAPersonStartedThoughItsInstantHasPassed() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);
        receive("b", START, entry("sh", PERIOD), run("now", START.minusSeconds(20)));

        attendAt(START.plusSeconds(9));
        awaitResults(2);

        assertThat(ofRuns()).singleElement().satisfies(result -> {
            assertThat(result.round()).isNull();
            assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
            assertThat(result.startedAt()).isEqualTo(START.plusSeconds(9));
            assertThat(result.late()).isTrue();
        });
    }

    @Test
    void missesWhatAPersonStartedHalfAMinuteAgo() throws Exception {
        attendAt(START.minusMillis(500));
        receive("a", START.minusSeconds(1), run("now", START.minusSeconds(31)));

        attendAt(START);
        awaitResults(1);

        assertThat(ofRuns()).singleElement().satisfies(missed -> {
            assertThat(missed.outcome()).isEqualTo(Outcome.MISSED);
            assertThat(missed.reason()).isEqualTo("the plan came after its time");
        });
    }

    @Test
    void neverRunsTwiceWhatAPersonStarted() throws Exception {
        receive("a", Instant.EPOCH, run("now", START));
        attendAt(START);
        awaitResults(1);

        restart();
        attendAt(START.plusSeconds(1));
        receive("b", START.plusSeconds(2));
        attendAt(START.plusSeconds(2));
        receive("c", START.plusSeconds(3), run("now", START.plusSeconds(3)));
        attendAt(START.plusSeconds(3));
        attendAt(START.plusSeconds(60));

        awaitResults(1);
    }

    @Test
    void runsAfterARestartWhatAPersonStartedMeanwhile() throws Exception {
        receive("a", Instant.EPOCH, run("now", START));

        restart();
        attendAt(START.plusSeconds(5));
        awaitResults(1);

        assertThat(ofRuns())
                .singleElement()
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.MEASURED));
    }

    @Test
    void comesToEachOfSeveralPlansInTurn() throws Exception {
        for (int i = 0; i < 5; i++) {
            receive("r" + i, START.plusSeconds(10L * i), entry("t" + i, "sh", START, PERIOD, Map.of()));
        }
        attendAt(START.minusMillis(500));

        for (int second = 0; second <= 40; second += 10) {
            attendAt(START.plusSeconds(second));
            awaitResults(second / 10 + 1);
        }

        assertThat(results.stream().map(result -> result.task() + " " + result.round()))
                .containsExactly("t0 0", "t1 1", "t2 2", "t3 3", "t4 4");
        assertThat(book.plans().coming()).isEmpty();
    }

    @Test
    void accountsForRoundsUnderEachPlanThatPassedUnattended() throws Exception {
        receive("a", START.minusSeconds(1), entry("old", "sh", START, PERIOD, Map.of()));
        attendAt(START.minusMillis(500));
        receive("b", START.plusSeconds(10), entry("new", "sh", START, PERIOD, Map.of()));
        receive("c", START.plusSeconds(20), entry("newest", "sh", START, PERIOD, Map.of()));

        attendAt(START.plusSeconds(25));
        awaitResults(3);

        assertThat(results.stream().map(result -> result.task() + " " + result.round()))
                .containsExactlyInAnyOrder("old 0", "new 1", "newest 2");
    }

    @Test
    void repeatsNoRoundOfAnEntryThatComesBackInAPlanOfThePast() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        for (int second = 0; second <= 30; second += 10) {
            attendAt(START.plusSeconds(second));
            awaitResults(second / 10 + 1);
        }
        receive("b", START.plusSeconds(5));
        receive("c", START.plusSeconds(6), entry("sh", PERIOD));

        attendAt(START.plusSeconds(40));
        awaitResults(5);

        assertThat(rounds()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void repeatsNoRoundThatAPlanMovedBeforeARestart() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);
        receive(
                "b",
                START.plusSeconds(1),
                to("sh").offset(Duration.ofSeconds(9)).build());
        attendAt(START.plusSeconds(1));

        restart();
        attendAt(START.plusSeconds(2));
        attendAt(START.plusSeconds(9));
        awaitResults(1);
        attendAt(START.plusSeconds(19));
        awaitResults(2);

        assertThat(rounds()).containsExactly(0L, 1L);
    }

    @Test
    void accountsForWhatItLeavesUndoneWhenItIsStopped() throws Exception {
        receive("a", Instant.EPOCH, entry("sh", PERIOD));
        attendAt(START.minusMillis(500));
        clocks.pass(Duration.ofSeconds(11));

        agenda.end(time.now());
        restart();
        attendAt(START.plusSeconds(20));
        awaitResults(3);

        assertThat(rounds()).containsExactly(0L, 1L, 2L);
        assertThat(results)
                .first()
                .satisfies(missed -> assertThat(missed.reason()).isEqualTo("the agent was stopped before it began"));
    }

    @Test
    void goesOnWhereAnEndedEntryIsExtended() throws Exception {
        receive("a", Instant.EPOCH, to("sh").endingAt(START.plusSeconds(15)).build());
        attendAt(START.minusMillis(500));
        attendAt(START);
        awaitResults(1);
        attendAt(START.plusSeconds(10));
        awaitResults(2);
        receive("b", START.plusSeconds(5), entry("sh", PERIOD));

        attendAt(START.plusSeconds(20));
        awaitResults(3);

        assertThat(rounds()).containsExactly(0L, 1L, 2L);
    }

    private static EntrySample to(String destination) {
        return EntrySample.to(destination, PERIOD);
    }

    private static PlanEntry run(String id, Instant at) {
        return EntrySample.run(id, "sh", at).build();
    }

    private List<Result> ofRuns() {
        return results.stream().filter(result -> result.runId() != null).toList();
    }
}
