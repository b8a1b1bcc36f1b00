// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.controller.events.Event;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.events.Listener;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {
    private static final TaskSpec WAN = Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2s", "bj", "gz");
    private static final TaskSpec SLOWER = Bed.mesh("wan", FakeProbeType.SYMMETRIC, "5s", "bj", "gz");
    private static final TaskSpec TRAINS = Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa");

    private final Events events = new Events();
    private final Listener listener = events.listen(event -> true, null);
    private final List<String> gone = new ArrayList<>();
    private Bed bed;
    private Tasks tasks;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new Bed(folder, "bj", "gz", "sh", "xa");
        tasks = new Tasks(bed.state, FakeProbeType.catalog(), bed.clock, bed.plans(), events, gone::add);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void applyMakesChangesAndKeeps() throws InterruptedException {
        Task created = tasks.apply(WAN, null, "ann");
        Task kept = tasks.apply(WAN, null, "bob");
        bed.pass(Duration.ofSeconds(5));
        Task changed = tasks.apply(SLOWER, 1, "eve");

        assertThat(created.revision()).isEqualTo(1);
        assertThat(kept).isEqualTo(created);
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.number()).isEqualTo(created.number());
        assertThat(changed.changedAt()).isEqualTo(bed.now());
        assertThat(tasks.revisions("wan"))
                .extracting(revision -> revision.revision() + " " + revision.change() + " by " + revision.by())
                .containsExactly("1 created by ann", "2 changed by eve");
        assertThat(heard()).as("keeping is no news").containsExactly("created wan 1 by ann", "changed wan 2 by eve");
    }

    @Test
    void applyAsksForTheRevisionThatItWasMadeFrom() {
        tasks.apply(WAN, null, "ann");
        tasks.apply(SLOWER, 1, "bob");

        assertThatThrownBy(() -> tasks.apply(WAN, 1, "eve"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("task wan is at revision 2 by now, the change was made from revision 1; look at it again");
        assertThatThrownBy(() -> tasks.apply(Bed.mesh("gone", FakeProbeType.SYMMETRIC, "2s", "bj", "gz"), 3, "eve"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("there is no task named gone any more");
        assertThat(tasks.apply(WAN, 2, "eve").revision()).isEqualTo(3);
    }

    @Test
    void applyLeavesAPausedTaskPausedAndMakesAnEndedOneRunAgain() throws InterruptedException {
        tasks.apply(WAN, null, "ann");
        tasks.turn("wan", TaskState.PAUSED, null, "ann");
        assertThat(tasks.apply(SLOWER, null, "ann").state()).isEqualTo(TaskState.PAUSED);

        tasks.turn("wan", TaskState.ENDED, null, "ann");
        Task again = tasks.apply(SLOWER, null, "ann");

        assertThat(again.state()).isEqualTo(TaskState.ACTIVE);
        assertThat(again.revision()).isEqualTo(5);
        assertThat(tasks.revisions("wan"))
                .extracting(revision -> revision.change())
                .containsExactly("created", "paused", "changed", "ended", "resumed");
        assertThat(heard()).as("in the same words").last().isEqualTo("resumed wan 5 by ann");
    }

    @Test
    void turnsOnceAndTellsWho() throws InterruptedException {
        tasks.create(WAN, "ann");

        Optional<Task> paused = tasks.turn("wan", TaskState.PAUSED, 1, "bob");
        Optional<Task> still = tasks.turn("wan", TaskState.PAUSED, 2, "eve");
        Optional<Task> resumed = tasks.turn("wan", TaskState.ACTIVE, null, "eve");

        assertThat(paused).map(Task::state).contains(TaskState.PAUSED);
        assertThat(still).isEqualTo(paused);
        assertThat(resumed).map(Task::revision).contains(3);
        assertThat(tasks.turn("nobody", TaskState.PAUSED, null, "eve")).isEmpty();
        assertThatThrownBy(() -> tasks.turn("wan", TaskState.ENDED, 1, "eve")).isInstanceOf(ConflictException.class);
        assertThat(heard()).containsExactly("created wan 1 by ann", "paused wan 2 by bob", "resumed wan 3 by eve");
    }

    @Test
    void deletesOnceForgetsAndTellsWho() throws InterruptedException {
        tasks.create(WAN, "ann");

        assertThatThrownBy(() -> tasks.delete("wan", 7, "bob")).isInstanceOf(ConflictException.class);
        assertThat(tasks.delete("wan", 1, "bob")).isTrue();
        assertThat(tasks.delete("wan", null, "bob")).isFalse();

        assertThat(gone).containsExactly("wan");
        assertThat(tasks.find("wan")).isEmpty();
        assertThat(heard()).containsExactly("created wan 1 by ann", "deleted wan 2 by bob");
        assertThat(tasks.create(WAN, "eve").revision())
                .as("results are told apart by it")
                .isEqualTo(3);
    }

    @Test
    void refusesAPeriodThatIsTooShortAndNamesTheShortestThatFits() {
        tasks.create(TRAINS, "ann");
        TaskSpec more = Bed.mesh("more", FakeProbeType.EXCLUSIVE, "5m", "bj", "gz");

        assertThatThrownBy(() -> tasks.create(more, "bob"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is too short: 2 of 2 paths find no slot of 5s that both ends have free")
                .hasMessageContaining("no period has room for them: 5m");
        assertThat(tasks.find("more")).isEmpty();

        tasks.apply(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh", "xa"), null, "ann");

        assertThatThrownBy(
                        () -> tasks.create(Bed.mesh("more", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh"), "bob"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the shortest period that fits is 1m: 30s");
        assertThat(tasks.create(more, "bob").revision()).isEqualTo(1);
    }

    @Test
    void aTaskThatRanBeforeRunsAgainOnlyIfThereIsRoom() {
        tasks.create(TRAINS, "ann");
        tasks.turn("ab", TaskState.ENDED, null, "ann");
        tasks.create(Bed.mesh("next", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh"), "ann");

        assertThatThrownBy(() -> tasks.turn("ab", TaskState.ACTIVE, null, "ann"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is too short");
        assertThat(tasks.find("ab")).map(Task::state).contains(TaskState.ENDED);
    }

    @Test
    void aTaskMayBecomeOneOfAnotherKindAndBack() {
        tasks.create(TRAINS, "ann");

        tasks.apply(Bed.mesh("ab", FakeProbeType.SYMMETRIC, "2s", "bj", "gz", "sh", "xa"), null, "ann");
        tasks.apply(TRAINS, null, "ann");
        bed.run(Duration.ofSeconds(2));

        assertThat(bed.plans().placement("ab").orElseThrow().spots())
                .hasSize(12)
                .allMatch(Spot::isMeasured);
    }

    @Test
    void previewsTellEveryFaultOfATask() {
        assertThatThrownBy(() -> tasks.preview(Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2", "bj", "nobody")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("period");
    }

    private List<String> heard() throws InterruptedException {
        List<String> all = new ArrayList<>();
        Optional<Event> next = listener.next(Duration.ZERO);
        while (next.isPresent()) {
            var change = Json.read(next.get().json(), Events.TaskChange.class);
            all.add(change.change() + " " + change.task() + " " + change.revision() + " by " + change.by());
            next = listener.next(Duration.ZERO);
        }
        return all;
    }
}
