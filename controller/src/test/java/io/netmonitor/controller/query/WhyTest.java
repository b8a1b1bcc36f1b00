// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that come from the plan and the results. */
class WhyTest extends WhyBed {
    private static final Duration A_DAY = Duration.ofDays(1);

    @Test
    void tellsOfAMeasurementThatRan() {
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        Instant start = bed.now();
        bed.run(Duration.ofSeconds(75));
        handIn(answer("sh", "bj", bed.now()), Outcome.MEASURED, Duration.ZERO);

        Why.Answer answer = answer("sh", "bj", bed.now());

        assertThat(answer.state()).isEqualTo("measured");
        assertThat(answer.reason()).isEqualTo("it ran as planned, outcome measured");
        assertThat(answer.round()).isEqualTo(2);
        assertThat(answer.plannedAt()).isEqualTo(start.plusSeconds(60));
        assertThat(answer.nextAt()).isEqualTo(start.plusSeconds(90));
        assertThat(answer.periodNs()).isEqualTo(30_000_000_000L);
        assertThat(answer.measuredBy()).isEqualTo("sh");
        assertThat(answer.result()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "LOST, failed, 'it ran as planned, outcome lost: nothing came back'",
        "FAILED, failed, 'it ran as planned, outcome failed: nothing came back'",
        "BUSY, failed, 'it ran as planned, outcome busy: nothing came back'",
        "ABOVE, measured, 'it ran as planned, outcome above: nothing came back'",
        "MISSED, missed, it was planned but could not be run: nothing came back"
    })
    void tellsHowAMeasurementEnded(Outcome outcome, String state, String reason) {
        create(FakeProbeType.ONE_WAY, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));
        handIn(answer("bj", "sh", bed.now()), outcome, Duration.ZERO, "nothing came back");

        Why.Answer answer = answer("bj", "sh", bed.now());

        assertThat(answer.state()).isEqualTo(state);
        assertThat(answer.reason()).isEqualTo(reason);
    }

    @Test
    void tellsOfAMeasurementThatStartedLate() {
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(89));
        Result late = handIn(answer("sh", "bj", bed.now()), Outcome.MEASURED, Duration.ofSeconds(29));

        assertThat(answer("sh", "bj", bed.now()).reason())
                .isEqualTo("it ran as planned, late: it started at " + late.startedAt() + ", outcome measured");
    }

    @ParameterizedTest
    @CsvSource({"1h, 50", "12h, 700", "1d, 6", "1d, 1439"})
    void findsALateResultOfALongPeriod(String period, int lateMinutes) {
        create(FakeProbeType.ONE_WAY, period, "bj", "sh");
        bed.run(Duration.ofDays(3));
        Why.Answer before = answer("bj", "sh", bed.now());
        assertThat(before.result()).isNull();
        handIn(before, Outcome.MEASURED, Duration.ofMinutes(lateMinutes));

        assertThat(answer("bj", "sh", bed.now()).state()).isEqualTo("measured");
    }

    @Test
    void findsTheResultOfASymmetricKindFromEitherEnd() {
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));
        handIn(answer("sh", "bj", bed.now()), Outcome.MEASURED, Duration.ZERO);

        Why.Answer answer = answer("bj", "sh", bed.now());

        assertThat(answer.state()).isEqualTo("measured");
        assertThat(answer.source()).isEqualTo("bj");
        assertThat(answer.measuredBy()).isEqualTo("sh");
    }

    @Test
    void keepsTheTwoDirectionsOfOtherKindsApart() {
        create(FakeProbeType.ONE_WAY, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));
        handIn(answer("bj", "sh", bed.now()), Outcome.MEASURED, Duration.ZERO);

        assertThat(answer("bj", "sh", bed.now()).state()).isEqualTo("measured");
        assertThat(answer("sh", "bj", bed.now()).result()).isNull();
    }

    @Test
    void findsTheLastRoundOfThePlacementBefore() {
        Task first = create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));
        handIn(answer("sh", "bj", bed.now()), Outcome.MEASURED, Duration.ZERO);
        Task paused = turn(first, TaskState.PAUSED);
        bed.run(Duration.ofSeconds(2));
        Task again = turn(paused, TaskState.ACTIVE);
        bed.run(Duration.ofSeconds(2));

        Why.Answer answer = answer("sh", "bj", bed.now());

        assertThat(again.revision()).isEqualTo(3);
        assertThat(answer.state()).isEqualTo("measured");
        assertThat(answer.revision()).as("of the round that ran").isEqualTo(1);
        assertThat(answer.nextAt()).isAfter(bed.now());
    }

    @Test
    void doesNotTakeADeletedTaskOfTheSameNameForThisOne() {
        create(FakeProbeType.EXCLUSIVE, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));
        handIn(answer("sh", "bj", bed.now()), Outcome.MEASURED, Duration.ZERO);
        bed.state.deleteTask(task, "bob", bed.now());
        bed.plans().recompile();
        bed.run(Duration.ofDays(2));
        create(FakeProbeType.EXCLUSIVE, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(2));

        Why.Answer answer = answer("sh", "bj", bed.now());

        assertThat(answer.state()).isEqualTo("pending");
        assertThat(answer.reason()).startsWith("it had no round up to then; its first is planned for ");
        assertThat(answer.result()).isNull();
    }

    @Test
    void tellsWhenANewSlotIsFirstUsed() {
        create(FakeProbeType.EXCLUSIVE, "30s", "bj", "sh");
        Instant start = bed.now();
        bed.run(Duration.ofSeconds(2));

        Why.Answer answer = answer("bj", "sh", bed.now());

        assertThat(answer.state()).isEqualTo("pending");
        assertThat(answer.plannedAt()).isNull();
        assertThat(answer.nextAt()).isBetween(start.plusSeconds(10), start.plusSeconds(45));
        assertThat(answer.reason())
                .isEqualTo("it had no round up to then; its first is planned for " + answer.nextAt());

        bed.run(A_DAY);
        assertThat(answer("bj", "sh", start.plusSeconds(2)))
                .satisfies(later -> assertThat(later.state()).isEqualTo("not-planned"))
                .satisfies(later -> assertThat(later.reason()).contains("its first was planned for"));
    }

    @Test
    void anInstantThatIsToComeHasItsTimeBeforeIt() {
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.run(Duration.ofSeconds(75));

        Why.Answer answer = answer("sh", "bj", bed.now().plus(A_DAY));

        assertThat(answer.state()).isEqualTo("pending");
        assertThat(answer.reason()).isEqualTo("its time is still to come: " + answer.plannedAt());
    }

    @Test
    void theRoundOfASlotStartsWithIt() {
        create(FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh");
        bed.run(Duration.ofMinutes(5));

        Instant plannedAt = answer("gz", "sh", bed.now()).plannedAt();

        assertThat(plannedAt).isNotNull();
        assertThat(Slots.startOf(Slots.at(plannedAt))).isEqualTo(plannedAt);
    }
}
