// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.plan.Run;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunResultsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Task TASK = new Task(
            new TaskSpec(
                    "wan",
                    null,
                    null,
                    FakeProbeType.SYMMETRIC,
                    List.of("bj", "gz", "sh"),
                    Family.IPV4,
                    null,
                    null,
                    "1m",
                    Map.of()),
            1,
            1,
            TaskState.ACTIVE,
            START,
            START);
    private static final Spot SH_BJ = new Spot("sh", "bj", false, 0L, null, null);
    private static final Spot SH_GZ = new Spot("sh", "gz", false, 0L, null, null);
    private static final Spot HINDERED = new Spot("gz", "bj", false, null, null, "bj has not reported yet");

    private Instant now = START;
    private final RunResults runs = new RunResults(() -> now);

    @Test
    void isDoneOnceEverythingCame() {
        RunResults.View at = runs.follow(run("r1"));
        assertThat(at.done()).isFalse();
        assertThat(at.paths())
                .containsExactly(
                        new RunResults.PathView("sh", "bj", START.plusSeconds(2), null),
                        new RunResults.PathView("sh", "gz", START.plusSeconds(3), null),
                        new RunResults.PathView("gz", "bj", null, "bj has not reported yet"));

        runs.take(List.of(result("r1", "bj"), result("r2", "gz"), result(null, "gz")));
        assertThat(view("r1").results()).containsExactly(result("r1", "bj"));
        assertThat(view("r1").done()).isFalse();

        runs.take(List.of(result("r1", "gz")));
        assertThat(view("r1").results()).hasSize(2);
        assertThat(view("r1").done()).isTrue();
    }

    @Test
    void givesUpAfterAWhileAndStillTakesWhatComesLater() {
        runs.follow(run("r1"));
        now = START.plusSeconds(3).plus(Duration.ofSeconds(45));
        assertThat(view("r1").done()).isFalse();

        now = now.plusNanos(1);
        assertThat(view("r1").done()).isTrue();
        assertThat(view("r1").paths())
                .extracting(RunResults.PathView::hindrance)
                .containsExactly("no result came", "no result came", "bj has not reported yet");

        runs.take(List.of(result("r1", "bj")));
        assertThat(view("r1").paths().getFirst().hindrance()).isNull();
    }

    @Test
    void aRunThatMeasuresNothingIsDoneAtOnce() {
        assertThat(runs.follow(new Run("r1", TASK, List.of(new Run.Once(HINDERED, null))))
                        .done())
                .isTrue();
        assertThat(runs.follow(new Run("r2", TASK, List.of())).done()).isTrue();
    }

    @Test
    void aResultThatComesTwiceIsOne() {
        runs.follow(run("r1"));

        runs.take(List.of(result("r1", "bj"), result("r1", "bj")));

        assertThat(view("r1").results()).hasSize(1);
    }

    @Test
    void forgetsTheOldestOfMoreThanAHundred() {
        for (int i = 0; i <= 100; i++) {
            runs.follow(run("r" + i));
        }

        assertThat(runs.find("r0")).isEmpty();
        assertThat(runs.find("r1")).isPresent();
        assertThat(runs.find("r100")).isPresent();
        runs.take(List.of(result("r0", "bj")));
        assertThat(runs.find("r0")).isEmpty();
    }

    private RunResults.View view(String id) {
        return runs.find(id).orElseThrow();
    }

    private static Run run(String id) {
        return new Run(
                id,
                TASK,
                List.of(
                        new Run.Once(SH_BJ, START.plusSeconds(2)),
                        new Run.Once(SH_GZ, START.plusSeconds(3)),
                        new Run.Once(HINDERED, null)));
    }

    private static Result result(@Nullable String runId, String destination) {
        return new Result(
                "wan",
                1,
                runId == null ? 4L : null,
                runId,
                FakeProbeType.SYMMETRIC,
                new Path("sh", destination, Family.IPV4),
                START.plusSeconds(2),
                START.plusSeconds(2),
                Duration.ofMillis(100),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                Values.NONE);
    }
}
