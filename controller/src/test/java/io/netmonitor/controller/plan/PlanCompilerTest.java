// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanCompilerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    static final SessionKeys KEYS = SessionKeys.of(new byte[32]);

    private final PlanCompiler compiler = new PlanCompiler(FakeProbeType.catalog(), KEYS);

    @Test
    void measuresEachPairOnceFromTheLaterName() {
        List<PlanEntry> entries = compile(
                List.of(task(1, FakeProbeType.SYMMETRIC, List.of("sh", "bj", "gz"), TaskState.ACTIVE)),
                nodes(List.of("bj", "gz", "sh")),
                NOW);

        assertThat(entries)
                .extracting(entry -> entry.path().source() + ">" + entry.path().destination())
                .containsExactly("gz>bj", "sh>bj", "sh>gz");
    }

    @Test
    void measuresEachOrderedPairWhereOneMeasurementServesOneDirection() {
        List<PlanEntry> entries = compile(
                List.of(task(1, FakeProbeType.ONE_WAY, List.of("bj", "gz", "sh"), TaskState.ACTIVE)),
                nodes(List.of("bj", "gz", "sh")),
                NOW);

        assertThat(entries).extracting(PlanEntry::path).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void spreadsThePathsEvenlyOverThePeriod() {
        List<PlanEntry> entries = compile(
                List.of(task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz", "sh", "cd"), TaskState.ACTIVE)),
                nodes(List.of("bj", "gz", "sh", "cd")),
                NOW);

        assertThat(entries)
                .extracting(PlanEntry::offsetNs)
                .containsExactly(0L, 333_333_333L, 666_666_666L, 1_000_000_000L, 1_333_333_333L, 1_666_666_666L);
    }

    @Test
    void leavesOutWhatCannotBeReached() {
        List<Node> nodes = new ArrayList<>(nodes(List.of("bj", "gz")));
        nodes.add(new Node("sh", "sh", NOW, NOW, null));
        nodes.add(node("v4", "192.0.2.9", Map.of()));

        List<PlanEntry> entries = compile(
                List.of(task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz", "sh", "v4", "gone"), TaskState.ACTIVE)),
                nodes,
                NOW);

        assertThat(entries)
                .extracting(entry -> entry.path().destination())
                .as("sh has not reported, v4 answers no such probe, gone has not joined")
                .containsOnly("bj", "gz");
    }

    @Test
    void plansNothingForPausedAndEndedTasks() {
        List<PlanEntry> entries = compile(
                List.of(
                        task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.PAUSED),
                        task(2, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ENDED)),
                nodes(List.of("bj", "gz")),
                NOW);

        assertThat(entries).isEmpty();
    }

    @Test
    void keepsSessionIdsWhenAnotherTaskGoes() {
        Task stays = task(2, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ACTIVE);
        Task goes = task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz", "sh"), TaskState.ACTIVE);
        List<Node> nodes = nodes(List.of("bj", "gz", "sh"));

        List<PlanEntry> before = compile(List.of(goes, stays), nodes, NOW);
        List<PlanEntry> after = compile(List.of(stays), nodes, NOW);

        assertThat(before).containsAll(after);
    }

    @Property(tries = 200)
    void givesEachPairOneEntryOfItsOwnSessionInWhateverOrderThingsCome(
            @ForAll @IntRange(min = 2, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 8) int tasks,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            names.add("node-" + i);
        }
        List<Task> all = new ArrayList<>();
        for (int number = 1; number <= tasks; number++) {
            Collections.shuffle(names, random);
            List<String> members = List.copyOf(names.subList(0, 2 + random.nextInt(size - 1)));
            all.add(task(number, FakeProbeType.SYMMETRIC, members, TaskState.ACTIVE));
        }
        List<Node> nodes = new ArrayList<>(nodes(names));
        List<PlanEntry> entries = compile(all, nodes, NOW);

        Collections.shuffle(all, random);
        Collections.shuffle(nodes, random);

        assertThat(compile(all, nodes, NOW)).isEqualTo(entries);
        for (Task task : all) {
            int members = task.spec().members().size();
            assertThat(entries.stream().filter(entry -> entry.task().equals(task.name())))
                    .hasSize(members * (members - 1) / 2)
                    .allMatch(entry -> entry.offsetNs() >= 0 && entry.offsetNs() < entry.periodNs())
                    .extracting(
                            entry -> Set.of(entry.path().source(), entry.path().destination()))
                    .doesNotHaveDuplicates();
        }
        Set<String> sessions = new HashSet<>();
        assertThat(entries).allMatch(entry -> sessions.add(entry.path().destination() + "/" + entry.sessionId()));
    }

    @Test
    void givesAKeyToTasksThatAskForOne() {
        Task plain = task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ACTIVE);
        Task sealed = task(
                2,
                FakeProbeType.SYMMETRIC,
                List.of("bj", "gz", "sh"),
                TaskState.ACTIVE,
                Map.of(ProbeDescription.AUTHENTICATED, true));
        List<Node> nodes = nodes(List.of("bj", "gz", "sh"));

        List<PlanEntry> entries = compile(List.of(plain, sealed), nodes, NOW);

        assertThat(entries.getFirst().sessionKey()).isNull();
        assertThat(entries.subList(1, 4))
                .extracting(PlanEntry::sessionKey)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(compile(List.of(plain, sealed), nodes, NOW.plus(Duration.ofDays(1)))
                        .get(1)
                        .sessionKey())
                .isNotEqualTo(entries.get(1).sessionKey());
    }

    private List<PlanEntry> compile(List<Task> tasks, List<Node> nodes, Instant now) {
        return Compiled.by(compiler, new PlanCompiler.Given(tasks, nodes, Map.of(), List.of(), List.of(), now))
                .entries();
    }

    static Task task(long number, String kind, List<String> members, TaskState state) {
        return task(number, kind, members, state, Map.of());
    }

    static Task task(long number, String kind, List<String> members, TaskState state, Map<String, Object> settings) {
        TaskSpec spec =
                new TaskSpec("task-" + number, null, null, kind, members, Family.IPV4, null, null, "2s", settings);
        return new Task(spec, number, 1, state, NOW, NOW);
    }

    static List<Node> nodes(List<String> names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(node(
                    name,
                    "192.0.2." + (nodes.size() + 1),
                    Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.ONE_WAY, 8621, FakeProbeType.EXCLUSIVE, 8622)));
        }
        return nodes;
    }

    private static Node node(String name, String address, Map<String, Integer> ports) {

        return new Node(
                name, name, NOW, NOW, new NodeReport("0.1.0", List.of(address), ports, "boot", true, 1_000L, 0, 0));
    }
}
