// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cells of a mesh whose paths cannot be measured now. */
class UnmeasurableCellsTest extends WhyBed {
    private final LatestResults latest = new LatestResults();

    @Test
    void sayWhyOnceWhatIsKnownIsOld() throws IOException {
        Task task = create(FakeProbeType.ONE_WAY, "30s", "bj", "sh");
        assertThat(cell(task, "bj", "sh").state()).isEqualTo("pending");
        bed.run(Duration.ofSeconds(75));
        latest.add(handIn(answer("bj", "sh", bed.now()), Outcome.MEASURED, Duration.ZERO));

        bed.report("sh", bed.now().minusSeconds(3_600), 0, 0, false);
        bed.plans().recompile();
        assertThat(cell(task, "bj", "sh").state()).as("the last value is fresh").isEqualTo("measured");
        assertThat(cell(task, "sh", "bj").state()).isEqualTo("pending");

        bed.run(Duration.ofSeconds(90));
        Mesh.Cell old = cell(task, "bj", "sh");
        assertThat(old.state()).isEqualTo("unmeasurable");
        assertThat(old.reason()).isEqualTo("sh cannot be reached by others");
        assertThat(old.values()).isEmpty();
        assertThat(old.startedAt()).isNull();
    }

    @Test
    void ofSymmetricKindsSayItInBothDirections() throws IOException {
        Task task = create(FakeProbeType.SYMMETRIC, "30s", "bj", "sh");
        bed.report("bj", bed.now(), 0, 0, false);
        bed.report("sh", bed.now(), 0, 0, false);
        bed.plans().recompile();

        assertThat(cell(task, "bj", "sh").reason()).isEqualTo("neither sh nor bj can be reached by the other");
        assertThat(cell(task, "sh", "bj").reason()).isEqualTo("neither sh nor bj can be reached by the other");
    }

    @Test
    void aPausedTaskIsNotUnmeasurable() throws IOException {
        Task paused = turn(create(FakeProbeType.ONE_WAY, "30s", "bj", "sh"), TaskState.PAUSED);
        bed.run(Duration.ofMinutes(10));

        assertThat(cell(paused, "bj", "sh").state()).isEqualTo("pending");
        assertThat(cell(paused, "bj", "sh").reason()).isNull();
    }

    private Mesh.Cell cell(Task task, String source, String destination) throws IOException {
        return new Mesh(FakeProbeType.catalog(), latest, results(), bed.plans(), bed.clock)
                .of(task, null).cells().stream()
                        .filter(cell -> cell.source().equals(source)
                                && cell.destination().equals(destination))
                        .findFirst()
                        .orElseThrow();
    }
}
