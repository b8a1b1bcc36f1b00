// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.Bed;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why a path was in no plan. */
class WhyNotPlannedTest extends WhyBed {
    @Test
    void theTaskWasCreatedLater() {
        Instant before = bed.now();
        bed.run(Duration.ofMinutes(5));
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");

        assertNotPlanned("sh", "bj", before, "the task was only created at " + bed.now() + " by ann");
        assertNotPlanned(
                "sh",
                "bj",
                bed.now().plusMillis(500),
                "the task was created at " + bed.now() + ", and its plan was not in force yet");
    }

    @Test
    void theTaskWasPausedEndedOrDeleted() {
        Task task = turn(create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh"), TaskState.PAUSED);
        bed.run(Duration.ofMinutes(5));
        assertNotPlanned("sh", "bj", bed.now(), "it is not measured: the task is paused");

        turn(task, TaskState.ENDED);
        Instant ended = bed.now();
        bed.run(Duration.ofMinutes(5));
        assertNotPlanned("sh", "bj", bed.now(), "the task was ended at " + ended + " by bob");

        bed.state.deleteTask(this.task, "eve", bed.now());
        bed.plans().recompile();
        Instant deleted = bed.now();
        bed.run(Duration.ofMinutes(5));
        assertNotPlanned("sh", "bj", bed.now(), "the task was deleted at " + deleted + " by eve");
        assertNotPlanned("sh", "bj", deleted.minusSeconds(60), "the task was ended at " + ended + " by bob");
    }

    @Test
    void theTaskEndedByItsOwnWords() {
        Instant end = bed.now().plusSeconds(300);
        create(spec(Topology.MESH, null, List.of("bj", "sh"), List.of(), end));
        bed.run(Duration.ofMinutes(2));
        assertThat(answer("sh", "bj", bed.now()).plannedAt()).isNotNull();

        bed.run(Duration.ofMinutes(10));
        bed.plans().recompile();
        bed.run(Duration.ofMinutes(10));

        assertNotPlanned("sh", "bj", bed.now(), "the task ended at " + end + ", as it says");
    }

    @Test
    void aTaskThatIsOverBeforeItsFirstRoundHasNone() {
        create(spec(
                Topology.MESH, null, List.of("bj", "sh"), List.of(), bed.now().plusSeconds(20)));
        bed.run(Duration.ofSeconds(10));

        assertNotPlanned("sh", "bj", bed.now(), "it had no round up to then, and none comes");
    }

    @Test
    void anEndIsNotInTheTask() {
        create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.run(Duration.ofMinutes(1));

        assertNotPlanned("gz", "bj", bed.now(), "gz was not in the task then");
        assertNotPlanned("gz", "xa", bed.now(), "gz and xa were not in the task then");
    }

    @Test
    void theTopologyLeavesThePathOut() {
        create(spec(Topology.HUB, "bj", List.of("gz", "sh"), List.of(), null));
        bed.run(Duration.ofMinutes(1));

        assertNotPlanned(
                "gz", "sh", bed.now(), "the task does not measure between these two: its topology leaves them out");
    }

    @Test
    void tooFewAreKnown() {
        create(spec(Topology.MESH, null, List.of("site=west"), List.of(), null));
        bed.run(Duration.ofMinutes(1));

        assertNotPlanned("gz", "sh", bed.now(), "the task has no paths: too few of its members are known");
    }

    @Test
    void anEndCannotBeReachedAtTheTime() {
        create(FakeProbeType.ONE_WAY, "30s", "bj", "sh");
        bed.run(Duration.ofMinutes(1));
        Instant before = bed.now();
        bed.report("sh", before.minusSeconds(3_600), 0, 0, false);
        bed.plans().recompile();
        bed.run(Duration.ofMinutes(1));

        assertNotPlanned("bj", "sh", bed.now(), "it is not measured: sh cannot be reached by others");
        assertThat(answer("bj", "sh", before).plannedAt())
                .as("as it was before")
                .isNotNull();
    }

    @Test
    void aSlotIsHeldForWhoHasNotHeard() {
        create(FakeProbeType.EXCLUSIVE, "30s", "bj", "sh");
        bed.run(Duration.ofMinutes(1));
        bed.report("sh", bed.now().minusSeconds(3_600), 0, 0, false);
        bed.plans().recompile();
        bed.pass(Duration.ofSeconds(30));

        assertNotPlanned(
                "bj",
                "sh",
                bed.now(),
                "it is not measured: it waits until bj has heard that " + task
                        + " does not measure in this slot any more");
    }

    private void assertNotPlanned(String source, String destination, Instant at, String reason) {
        Why.Answer answer = answer(source, destination, at);

        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.state()).isEqualTo("not-planned");
        assertThat(answer.plannedAt()).isNull();
        assertThat(answer.result()).isNull();
    }

    private TaskSpec spec(
            Topology topology,
            @Nullable String hub,
            List<String> members,
            List<List<String>> pairs,
            @Nullable Instant end) {
        TaskSpec plain = Bed.mesh(task, FakeProbeType.SYMMETRIC, "30s");
        return new TaskSpec(
                task, null, null, plain.kind(), members, topology, hub, pairs, Family.IPV4, null, end, "30s", Map.of());
    }
}
