// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static io.netmonitor.agent.Samples.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent makes of the time, with a clock of its own that is wrong or is set. */
class AgentClockTest extends UnderController {
    /** A leap of the clock that is taken for time that passed makes a thousand. */
    static final int MANY_MISSED = 500;

    @ParameterizedTest
    @ValueSource(ints = {-24, -1, 1})
    void measuresInTurnWithAClockThatIsHoursWrong(int hours) throws Exception {
        clocks.stepWall(Duration.ofHours(hours));
        Instant began = Instant.now();
        Duration slot = Duration.ofSeconds(1);
        controller.give(plan(
                "a",
                Instant.EPOCH,
                EntrySample.to("sh", slot).startingAt(began).slot(slot).build(),
                EntrySample.to("gz", slot.multipliedBy(2)).startingAt(began).build()));
        try (Agent agent = start()) {
            await().until(() -> measured().size() >= 4);

            assertThat(measured()).allSatisfy(result -> {
                assertThat(result.plannedAt()).isBetween(began, Instant.now().plus(SLACK));
                assertThat(offset(result).plusHours(hours)).isBetween(SLACK.negated(), SLACK);
                if (result.path().destination().equals("sh")) {
                    assertThat(result.startedAt())
                            .isBetween(result.plannedAt(), result.plannedAt().plus(slot.dividedBy(2)));
                }
            });
            assertThat(probes.sessions())
                    .allSatisfy(session -> assertThat(session.startAt())
                            .isBetween(
                                    began.plus(Duration.ofHours(hours)).minus(SLACK),
                                    Instant.now().plus(Duration.ofHours(hours)).plus(SLACK)));
            assertThat(probes.sessions())
                    .filteredOn(session -> session.endBy() != null)
                    .isNotEmpty()
                    .allSatisfy(session -> assertThat(session.endBy())
                            .isEqualTo(session.startAt().plus(slot).minusMillis(200)));
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void saysWhenItStarted() throws Exception {
        clocks.stepWall(Duration.ofHours(-1));
        Instant before = Instant.now();
        try (Agent agent = start()) {
            Instant after = Instant.now();
            await().until(() -> controller.reports().size() >= 2);

            assertThat(controller.reports().getFirst().startedAt()).isNull();
            assertThat(controller.report()).satisfies(report -> {
                assertThat(report.startedAt()).isBetween(before.minus(SLACK), after.plus(SLACK));
                assertThat(Duration.ofNanos(requireNonNull(report.clockOffsetNs()))
                                .minusHours(1))
                        .isBetween(SLACK.negated(), SLACK);
                assertThat(report.hostLoad()).isNotNull().isNotNegative();
                assertThat(report.seenAs()).isNull();
                assertThat(report.inbound()).isNull();
            });
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void remembersTheControllersTimeOverARestartWithoutIt() throws Exception {
        clocks.stepWall(Duration.ofHours(-1));
        Instant began = Instant.now();
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> !measured().isEmpty() && Files.exists(data.resolve("data/clock-offset")));
            assertThat(agent.name()).isEqualTo("bj");
        }
        controller.leave();

        int before = probes.sessions().size();
        try (Agent agent = start()) {
            await().until(() -> probes.sessions().size() > before + 3);
            controller.comeBack();
            awaitStored(4);

            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(result.plannedAt())
                            .isBetween(began, Instant.now().plus(SLACK)));
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void missesNothingWhenTheLocalClockIsStepped() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            awaitStored(2);
            clocks.stepWall(Duration.ofHours(1));
            awaitStored(8);
            clocks.stepWall(Duration.ofHours(-3));
            awaitStored(8);

            assertNoGap();
            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(result.plannedAt())
                            .isBefore(Instant.now().plus(SLACK)))
                    .filteredOn(result -> result.outcome() == Outcome.MISSED)
                    .hasSizeLessThan(MANY_MISSED);
            assertThat(agent.name()).isEqualTo("bj");
        }
    }
}
