// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskValidation;
import io.netmonitor.core.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people copy from must be accepted. */
class ExamplesTest {
    private static final Path FOLDER = Path.of("..", "examples");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theDemosBandwidthTaskLeavesEachWayTwoSeconds() throws IOException {
        TaskSpec task = TaskFile.read(FOLDER.resolve("demo-bandwidth.yaml")).getFirst();
        int members = task.members().size();

        assertThat(Durations.parse(task.period()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2L * members * (members - 1)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsATaskThatIsAccepted(Path example) throws IOException {
        Extensions extensions = Extensions.load();
        Map<String, ProbeDescription> kinds = Map.of(
                "basic", extensions.probeType("basic").description(),
                "bandwidth", extensions.probeType("bandwidth").description());

        List<TaskSpec> tasks = TaskFile.read(example);

        assertThat(tasks).isNotEmpty();
        tasks.forEach(task -> TaskValidation.require(task, kinds, new HashSet<>(task.members())));
    }
}
