// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.plan.DrivenAgenda.Act;
import io.netmonitor.agent.plan.DrivenAgenda.Step;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * However time passes, plans change and the agent is restarted: an entry that stays in the plan has every round once – run, late or
 * missed –, no entry has one twice, what was started by hand is answered, and nothing begins in another's slot.
 */
class AgendaPropertyTest {
    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(-100, 700),
                        Arbitraries.of(Act.class),
                        Arbitraries.integers().between(-60, 60))
                .as(Step::new);
    }

    @Property(tries = 100)
    void leavesNoRoundOutAndRepeatsNone(@ForAll @Size(min = 1, max = 40) List<@From("steps") Step> steps)
            throws IOException {
        try (DrivenAgenda agenda = new DrivenAgenda(true)) {
            steps.forEach(agenda::take);
            agenda.finish();

            assertEachOnce(agenda, "sh", 0, START);
            assertEachOnce(agenda, "gz", 0, START.plus(DrivenAgenda.SLOT));
            assertEachOnce(agenda, "cd", 4, START);
            assertNoneTwiceAndEachInItsSlot(agenda.results());
            assertThat(agenda.runs()).allSatisfy(run -> assertAnswered(agenda, run));
        }
    }

    @Property(tries = 50)
    void repeatsNoneAfterItWasKilled(@ForAll @Size(min = 1, max = 40) List<@From("steps") Step> steps)
            throws IOException {
        try (DrivenAgenda agenda = new DrivenAgenda(false)) {
            steps.forEach(agenda::take);
            agenda.finish();

            assertNoneTwiceAndEachInItsSlot(agenda.results());
            assertThat(agenda.runs()).allSatisfy(run -> assertAnswered(agenda, run));
        }
    }

    private static void assertNoneTwiceAndEachInItsSlot(List<Result> results) {
        assertThat(results.stream().map(result -> result.path() + " " + result.round() + " " + result.runId()))
                .doesNotHaveDuplicates();
        assertThat(results).allSatisfy(AgendaPropertyTest::assertInItsSlot);
    }

    /** Every round from the first one on whose time has come, counted from round zero's instant. */
    private static void assertEachOnce(DrivenAgenda agenda, String destination, int first, Instant zeroth) {
        Instant begun = agenda.latest().plusNanos(Agenda.LEAD_NS);
        long count =
                begun.isBefore(zeroth) ? 0 : Duration.between(zeroth, begun).dividedBy(DrivenAgenda.PERIOD) + 1;
        assertThat(agenda.results().stream()
                        .filter(result -> result.path().destination().equals(destination))
                        .map(Result::round)
                        .sorted())
                .as(destination)
                .isEqualTo(
                        LongStream.range(first, Math.max(first, count)).boxed().toList());
    }

    private static void assertInItsSlot(Result result) {
        if (result.path().destination().equals("gz") && result.outcome() != Outcome.MISSED) {
            assertThat(result.startedAt())
                    .isBetween(result.plannedAt(), result.plannedAt().plus(DrivenAgenda.SLOT.dividedBy(2)));
        }
    }

    private static void assertAnswered(DrivenAgenda agenda, PlanEntry run) {
        Duration patience = run.slotNs() > 0 ? DrivenAgenda.SLOT.dividedBy(2) : Duration.ofSeconds(30);
        assertThat(agenda.results().stream()
                        .filter(result -> String.valueOf(run.runId()).equals(result.runId())))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.plannedAt()).isEqualTo(run.startAt());
                    assertThat(result.startedAt())
                            .isBetween(result.plannedAt(), result.plannedAt().plus(patience));
                });
    }
}
