// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netmonitor.controller.Bed;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of slots when tasks change, end and go. */
class PlanHistoryTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    private Bed bed;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new Bed(folder, "bj", "gz", "sh", "xa");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aTaskThatBecomesOneOfAnotherKindFreesItsSlots() {
        Task task = add(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh"));
        change(task, Bed.mesh("ab", FakeProbeType.SYMMETRIC, "2s", "bj", "gz", "sh"), TaskState.ACTIVE);

        assertThatCode(bed.plans()::recompile).doesNotThrowAnyException();
        assertThat(spots("ab")).hasSize(3).allMatch(Spot::isMeasured);

        add(Bed.mesh("next", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa"));
        bed.run(Duration.ofSeconds(2));
        bed.run(Duration.ofSeconds(2));

        assertThat(spots("next")).hasSize(12).allMatch(Spot::isMeasured);
    }

    @Test
    void aTaskThatBecomesOneOfTrainsTakesSlotsNotWhereItStood() {
        Task task = add(Bed.mesh("ab", FakeProbeType.ONE_WAY, "30s", "bj", "gz", "sh", "xa"));
        change(task, Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa"), TaskState.ACTIVE);

        bed.plans().recompile();

        Set<String> taken = new HashSet<>();
        assertThat(spots("ab"))
                .as("its twelve paths stood 2.5 s apart, two in each slot")
                .hasSize(12)
                .allMatch(spot -> taken.add(spot.source() + spot.offsetNs()))
                .allMatch(spot -> taken.add(spot.destination() + spot.offsetNs()));
    }

    @Test
    void aTaskThatEndsByItsOwnWordsFreesItsSlotsAndItsHistorySaysSo() {
        TaskSpec plain = Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz");
        add(new TaskSpec(
                plain.name(),
                null,
                null,
                plain.kind(),
                plain.members(),
                plain.family(),
                null,
                bed.now().plusSeconds(600),
                "30s",
                Map.of()));

        bed.pass(Duration.ofMinutes(10));
        bed.plans().recompile();

        assertThat(bed.plans().placement("ab")).isEmpty();
        List<Placement> history =
                bed.state.placements("ab", bed.now().minus(A_DAY), bed.now().plus(A_DAY));
        assertThat(history.getLast().spots()).isEmpty();
        assertThat(history.getLast().endAt()).isEqualTo(bed.now());
    }

    @Test
    void whatDidNotChangeIsNotWrittenAgain() throws IOException {
        add(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh"));
        add(Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2s", "bj", "gz", "sh"));

        for (int i = 0; i < 5; i++) {
            bed.run(Duration.ofHours(7));
            bed.plans().recompile();
        }
        bed.restart();

        assertThat(since(bed.state, bed.now().minus(Duration.ofDays(30)))).hasSize(2);
    }

    @Test
    void aPathThatCannotBeMeasuredForAWhileKeepsItsSlot() {
        add(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh"));
        List<Long> before = offsets("ab");

        bed.state.removeNode("gz");
        bed.plans().recompile();

        assertThat(offsets("ab")).isEqualTo(before);
        assertThat(spots("ab"))
                .filteredOn(spot -> !spot.isMeasured())
                .hasSize(4)
                .allMatch(spot -> "gz has not joined".equals(spot.hindrance()));
    }

    @Test
    void aPathThatIsStartedFromTheOtherEndStaysInItsSlotOnceTheFirstHasHeard() {
        add(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz"));
        List<Long> before = offsets("ab");

        bed.report("gz", bed.now().minusSeconds(3_600), 0, 0, false);
        bed.plans().recompile();

        assertThat(spots("ab"))
                .filteredOn(spot -> spot.destination().equals("gz"))
                .singleElement()
                .satisfies(spot -> {
                    assertThat(spot.initiator()).isEqualTo("gz");
                    assertThat(spot.hindrance()).contains("until bj has heard");
                });

        bed.run(Duration.ofSeconds(2));
        bed.run(Duration.ofSeconds(2));

        assertThat(spots("ab")).allMatch(Spot::isMeasured);
        assertThat(offsets("ab")).isEqualTo(before);
    }

    private Task add(TaskSpec spec) {
        Task task = bed.state.createTask(spec, "ann", bed.now());
        bed.plans().recompile();
        bed.pollAll();
        return task;
    }

    private void change(Task task, TaskSpec spec, TaskState to) {
        bed.pass(Duration.ofSeconds(2));
        bed.state.changeTask(spec, to, task.revision(), "ann", bed.now());
    }

    private List<Spot> spots(String task) {
        return bed.plans().placement(task).orElseThrow().spots();
    }

    private List<Long> offsets(String task) {
        return spots(task).stream().map(Spot::offsetNs).toList();
    }

    private static List<Placement> since(StateStore store, Instant from) {
        List<Placement> all = new ArrayList<>();
        store.placements(from, all::add);
        return all;
    }
}
