// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans that follow each other closely, come late or move paths, also over a restart. */
class AgendaPlansTest extends AgendaFixture {
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
}
