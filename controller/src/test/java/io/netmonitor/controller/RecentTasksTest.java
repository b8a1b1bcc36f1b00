// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.store.MemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentTasksTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private final MemoryStateStore state = new MemoryStateStore();
    private Instant now = START;
    private long monotonicNs = Long.MAX_VALUE - 5;
    private final RecentTasks tasks = new RecentTasks(state, () -> now, () -> monotonicNs);

    @Test
    void runWhileTheyAreActiveAndTheirEndHasNotCome() {
        state.createTask(spec("endless", null), "ann", START);
        state.createTask(spec("ends", START.plusSeconds(60)), "ann", START);
        Task paused = state.createTask(spec("paused", null), "ann", START);
        state.changeTask(paused.spec(), TaskState.PAUSED, paused.revision(), "ann", START);

        assertThat(List.of("endless", "ends", "paused", "none"))
                .filteredOn(tasks::runs)
                .containsExactly("endless", "ends");
        now = START.plusSeconds(60);
        assertThat(List.of("endless", "ends", "paused", "none"))
                .filteredOn(tasks::runs)
                .containsExactly("endless");
    }

    @Test
    void areNoOlderThanHalfASecond() {
        state.createTask(spec("wan", null), "ann", START);
        boolean before = tasks.runs("wan");
        state.deleteTask("wan", "ann", START);

        monotonicNs += Duration.ofMillis(500).toNanos();

        assertThat(before).isTrue();
        assertThat(tasks.runs("wan")).isFalse();
    }

    @Test
    void callMembersAsTheyWereListed() {
        state.createTask(spec("wan", null), "ann", START);

        assertThat(tasks.listedAs("wan", "sh")).isEqualTo("10.77.0.1");
        assertThat(tasks.listedAs("wan", "bj")).isEqualTo("bj");
        assertThat(tasks.listedAs("wan", "legacy:[2001:db8::1]:5555")).isEqualTo("2001:db8::1");
        assertThat(tasks.listedAs("gone", "legacy:198.51.100.8")).isEqualTo("198.51.100.8");
        assertThat(tasks.listedAs("gone", "sh")).isEqualTo("sh");
    }

    @Test
    void leaveAloneWhatIsNoMember() {
        assertThat(tasks.listedAs("wan", "legacy:[nonsense")).isEqualTo("legacy:[nonsense");
    }

    private static TaskSpec spec(String name, @Nullable Instant end) {
        return new TaskSpec(
                name,
                null,
                null,
                "basic",
                List.of("bj", "sh"),
                Topology.MESH,
                null,
                List.of(),
                Family.IPV4,
                null,
                end,
                "2s",
                Map.of(),
                Map.of("sh", "10.77.0.1"));
    }
}
