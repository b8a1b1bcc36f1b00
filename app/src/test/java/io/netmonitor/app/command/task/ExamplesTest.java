// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskValidation;
import io.netmonitor.core.time.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What people copy from must be accepted. */
class ExamplesTest {
    private static final Path FOLDER = Path.of("..", "examples");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theDemosBandwidthTaskLeavesEachWayTwoSeconds() throws IOException {
        TaskSpec task = tasks(FOLDER.resolve("demo-bandwidth.yaml")).getFirst();
        int members = task.members().size();

        assertThat(Durations.parse(task.period()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2L * members * (members - 1)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsATaskThatIsAccepted(Path example) throws IOException {
        List<TaskSpec> tasks = tasks(example);

        assertThat(tasks).isNotEmpty();
        tasks.forEach(
                task -> TaskValidation.require(task, Extensions.load().catalog(), new HashSet<>(task.everybody())));
    }

    private static List<TaskSpec> tasks(Path example) throws IOException {
        TaskFile file = TaskFile.read(example.toString());

        assertThat(file.faults()).isEmpty();
        assertThat(file.documents())
                .allSatisfy(task -> assertThat(task.faults()).isEmpty());
        return file.documents().stream()
                .map(document -> Json.convertStrictly(zoned(document.body()), TaskSpec.class))
                .toList();
    }

    /** As the controller reads times without a zone. */
    private static ObjectNode zoned(ObjectNode task) {
        ZoneId zone = ZoneId.of(task.path("zone").asString("UTC"));
        task.remove("zone");
        for (String time : List.of("start", "end")) {
            if (task.has(time)) {
                LocalDateTime local = LocalDateTime.parse(task.path(time).stringValue());
                task.put(time, local.atZone(zone).toInstant().toString());
            }
        }
        return task;
    }
}
