// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.fleet.Fleet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is drawn is a task that can be had. */
final class DrawingTest {
    private static final List<String> NODES = Fleet.names(12);
    private static final int DRAWN = 500;

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertThat(drawn(7, false)).isEqualTo(drawn(7, false)).isNotEqualTo(drawn(8, false));
    }

    @Test
    void writesTasksThatCanBeReadStrictly() {
        for (TaskSpec task : tasks(false)) {
            assertThat(task.name()).isEqualTo("t");
            assertThat(NODES)
                    .containsAll(task.everybody().stream()
                            .filter(name -> !name.equals("*"))
                            .toList());
            assertThat(task.topology() == Topology.HUB).isEqualTo(task.hub() != null);
            assertThat(task.topology() == Topology.PAIRS)
                    .isEqualTo(!task.pairs().isEmpty());
        }
    }

    @Test
    void drawsEveryTopologyOfBothKinds() {
        Set<String> kinds = new HashSet<>();
        tasks(true)
                .forEach(task -> kinds.add(task.kind() + " " + task.topology().label()));

        assertThat(kinds).hasSize(6);
    }

    @Test
    void aHubOfBandwidthFitsIntoItsPeriod() {
        for (TaskSpec task : tasks(false)) {
            if (task.kind().equals("bandwidth") && task.topology() == Topology.HUB) {
                assertThat(2 * task.members().size()).isLessThanOrEqualTo(Slots.in(task.periodNs()));
            }
        }
    }

    private static List<Draft> drawn(long seed, boolean quick) {
        Drawing drawing = new Drawing(new Random(seed), NODES, quick);
        return IntStream.range(0, DRAWN)
                .mapToObj(i -> i % 2 == 0 ? drawing.basic("t") : drawing.bandwidth("t"))
                .toList();
    }

    private static List<TaskSpec> tasks(boolean quick) {
        return drawn(1, quick).stream()
                .map(draft -> Json.readStrictly(Json.write(draft), TaskSpec.class))
                .toList();
    }
}
