// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What has the nodes for itself, and what people start by hand. */
class AgendaSlotsAndRunsTest extends AgendaFixture {
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
}
