// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrainTimesTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Path BJ_XA = new Path("bj", "xa", Family.IPV4);
    private static final Path XA_SH = new Path("xa", "sh", Family.IPV4);
    private static final Path XA_GZ = new Path("xa", "gz", Family.IPV4);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void nothingPlannedOverlapsNothing() {
        assertThat(overlaps(TrainTimes.NONE, BJ_XA, 10, SECOND)).isFalse();
    }

    @Test
    void aTrainOverlapsWhatRunsAtEitherOfItsNodesWhileItLasts() {
        TrainTimes trains = TrainTimes.of(List.of(placement(START, null, null)), List.of());

        for (Path path : List.of(BJ_XA, XA_SH)) {
            assertThat(overlaps(trains, path, 10, SECOND)).isTrue();
            assertThat(overlaps(trains, path, 11.9, SECOND)).isTrue();
            assertThat(overlaps(trains, path, 12, SECOND)).as("it lasts 2 s").isFalse();
            assertThat(overlaps(trains, path, 8.9, SECOND)).isFalse();
            assertThat(overlaps(trains, path, 9.5, SECOND)).isTrue();
            assertThat(overlaps(trains, path, 40.5, SECOND))
                    .as("the next round")
                    .isTrue();
            assertThat(overlaps(trains, path, 25, Duration.ofSeconds(40)))
                    .as("around a whole round")
                    .isTrue();
        }
        assertThat(overlaps(trains, XA_GZ, 10, SECOND)).as("other nodes").isFalse();
    }

    @Test
    void aTrainBeginsWithItsSlotAndWithItsTask() {
        TrainTimes slot = TrainTimes.of(List.of(placement(START, null, START.plusSeconds(40))), List.of());
        TrainTimes task = TrainTimes.of(List.of(placement(START.plusSeconds(20), null, null)), List.of());

        for (TrainTimes trains : List.of(slot, task)) {
            assertThat(overlaps(trains, BJ_XA, 10, SECOND)).isFalse();
            assertThat(overlaps(trains, BJ_XA, 40, SECOND)).isTrue();
        }
    }

    @Test
    void aTrainEndsWithItsTask() {
        TrainTimes trains = TrainTimes.of(List.of(placement(START, START.plusSeconds(41), null)), List.of());

        assertThat(overlaps(trains, BJ_XA, 41.5, SECOND)).as("begun before").isTrue();
        assertThat(overlaps(trains, BJ_XA, 65, Duration.ofSeconds(10))).isFalse();
        assertThat(overlaps(trains, BJ_XA, 39, Duration.ofSeconds(60)))
                .as("long enough to see the last of them")
                .isTrue();
    }

    @Test
    void anEndBeyondAllReckoningIsNone() {
        Instant end = Instant.parse("9999-12-31T23:59:59Z");
        TrainTimes trains = TrainTimes.of(List.of(placement(START, end, null)), List.of());

        assertThat(overlaps(trains, BJ_XA, 40, SECOND)).isTrue();
    }

    @Test
    void whatIsNotMeasuredDisturbsNobody() {
        Spot hindered = new Spot("bj", "sh", false, 10_000_000_000L, null, "the task is paused");
        Spot nowhere = new Spot("bj", "sh", false, null, null, SlotPlanner.NO_SLOT);
        Placement placement = new Placement(
                "ab",
                1,
                1,
                FakeProbeType.EXCLUSIVE,
                Family.IPV4,
                START,
                null,
                30_000_000_000L,
                START,
                List.of(hindered, nowhere));

        assertThat(overlaps(TrainTimes.of(List.of(placement), List.of()), BJ_XA, 10, SECOND))
                .isFalse();
    }

    @Test
    void aRunComesOnce() {
        Spot spot = new Spot("bj", "sh", true, 10_000_000_000L, null, null);
        Run run = new Run(
                "r",
                PlanCompilerTest.task(1, FakeProbeType.EXCLUSIVE, List.of("bj", "sh"), TaskState.ACTIVE),
                List.of(new Run.Once(spot, START.plusSeconds(15)), new Run.Once(spot, null)));
        TrainTimes trains = TrainTimes.of(List.of(), List.of(run));

        assertThat(overlaps(trains, BJ_XA, 14, SECOND)).isTrue();
        assertThat(overlaps(trains, BJ_XA, 16.5, SECOND)).isTrue();
        assertThat(overlaps(trains, BJ_XA, 13, SECOND.minusNanos(1))).isFalse();
        assertThat(overlaps(trains, BJ_XA, 45, SECOND)).isFalse();
    }

    private static boolean overlaps(TrainTimes trains, Path path, double afterSeconds, Duration length) {
        return trains.overlap(
                path,
                START.plusNanos(Math.round(afterSeconds * 1e9)),
                length,
                (task, measured) -> Duration.ofSeconds(2));
    }

    /** From bj to sh, every 30 s, 10 s after the start. */
    private static Placement placement(Instant startAt, @Nullable Instant endAt, @Nullable Instant notBefore) {
        Spot spot = new Spot("bj", "sh", false, 10_000_000_000L, notBefore, null);
        return new Placement(
                "ab",
                1,
                1,
                FakeProbeType.EXCLUSIVE,
                Family.IPV4,
                startAt,
                endAt,
                30_000_000_000L,
                START,
                List.of(spot));
    }
}
