// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of the plan of any set of tasks, whoever is among them, of whatever kind and period. */
class SlotsPropertyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final List<String> KINDS =
            List.of(FakeProbeType.EXCLUSIVE, FakeProbeType.EXCLUSIVE, FakeProbeType.ONE_WAY, FakeProbeType.SYMMETRIC);
    private static final List<Topology> TOPOLOGIES = List.of(Topology.values());
    private static final List<String> LADDER =
            Slots.sizes().stream().map(Slots::period).toList();

    private final PlanCompiler compiler = new PlanCompiler(FakeProbeType.catalog(), PlanCompilerTest.KEYS);

    @Property(tries = 40)
    void everyPathIsMeasuredOnceARoundApartFromOthersOrSaysWhyNot(
            @ForAll @IntRange(min = 2, max = 60) int size,
            @ForAll @IntRange(min = 1, max = 6) int count,
            @ForAll long seed) {
        World world = new World(size, count, new Random(seed));
        Compiled compiled = world.compile(Map.of());

        requireApart(compiled);
        for (Task task : world.tasks) {
            List<Spot> spots = spots(compiled, task);
            boolean symmetric = task.spec().kind().equals(FakeProbeType.SYMMETRIC);
            Set<Path> paths =
                    spots.stream().map(spot -> spot.path(task.spec().family())).collect(Collectors.toSet());
            int pairs = new Roster(world.nodes).pairs(task.spec()).size();

            assertThat(spots).hasSize(symmetric ? pairs : 2 * pairs);
            assertThat(paths).hasSize(spots.size());
            assertThat(compiled.entries())
                    .filteredOn(entry -> entry.task().equals(task.name()))
                    .extracting(PlanEntry::path)
                    .containsExactlyElementsOf(spots.stream()
                            .filter(Spot::isMeasured)
                            .map(spot -> spot.path(task.spec().family()))
                            .toList());
        }
    }

    @Property(tries = 25)
    void theSameComesOutInWhateverOrderThingsCome(
            @ForAll @IntRange(min = 2, max = 40) int size,
            @ForAll @IntRange(min = 2, max = 6) int count,
            @ForAll long seed) {
        World world = new World(size, count, new Random(seed));
        Compiled compiled = world.compile(Map.of());

        world.shuffle();
        Compiled again = world.compile(Map.of());

        assertThat(again.entries()).isEqualTo(compiled.entries());
        assertThat(again.placements()).isEqualTo(compiled.placements());
    }

    @Property(tries = 25)
    void whatHasASlotKeepsItWhoeverComesAndGoes(
            @ForAll @IntRange(min = 2, max = 30) int size,
            @ForAll @IntRange(min = 3, max = 8) int count,
            @ForAll long seed) {
        World world = new World(size, count, new Random(seed));
        List<Task> all = List.copyOf(world.tasks);
        Map<Long, Placement> standing = Map.of();
        for (int step = 0; step < 6; step++) {
            world.tasks.clear();
            all.stream().filter(task -> world.random.nextInt(3) > 0).forEach(world.tasks::add);
            world.turnNodes();
            Compiled compiled = world.compile(standing);

            requireApart(compiled);
            Map<Long, Placement> next = byNumber(compiled);
            standing.forEach((number, before) -> {
                Placement after = next.get(number);
                if (after != null && before.kind().equals(FakeProbeType.EXCLUSIVE)) {
                    requireKept(before, after);
                }
            });
            standing = next;
        }
    }

    @Property(tries = 30)
    void aFullMeshTakesTheFewestSlotsThatThereCanBe(@ForAll @IntRange(min = 2, max = 60) int size, @ForAll long seed) {
        List<String> names = names(size);
        Collections.shuffle(names, new Random(seed));
        int needed = size % 2 == 0 ? 2 * (size - 1) : 2 * size;
        String period = Slots.period(Slots.sizes().stream()
                .filter(slots -> slots >= needed)
                .findFirst()
                .orElseThrow());
        Task task = task(1, FakeProbeType.EXCLUSIVE, Topology.MESH, null, names, List.of(), period);

        Compiled compiled = compile(List.of(task), PlanCompilerTest.nodes(names), Map.of());

        assertThat(spots(compiled, task)).allMatch(Spot::isMeasured);
        assertThat(spots(compiled, task).stream().map(Spot::offsetNs).distinct())
                .hasSize(needed);
    }

    @Property(tries = 30)
    void aMeshThatDoesNotFitSaysSoForEachPathWithoutAPlace(@ForAll @IntRange(min = 5, max = 30) int size) {
        List<String> names = names(size);
        Task task = task(1, FakeProbeType.EXCLUSIVE, Topology.MESH, null, names, List.of(), "30s");

        List<Spot> spots = spots(compile(List.of(task), PlanCompilerTest.nodes(names), Map.of()), task);

        int slots = Slots.sizes().getFirst();
        long placed = spots.stream().filter(Spot::isMeasured).count();
        assertThat(placed).isBetween(1L, (long) slots * (size / 2));
        assertThat(spots.stream().filter(spot -> SlotPlanner.NO_SLOT.equals(spot.hindrance())))
                .hasSize(spots.size() - (int) placed);
        for (Spot spot : spots) {
            assertThat(spot.isMeasured() || isFull(spot, spots, slots))
                    .as("%s has no slot although one is free", spot)
                    .isTrue();
        }
    }

    /** Whether no slot is left that neither end of a spot is in. */
    private static boolean isFull(Spot spot, List<Spot> spots, int slots) {
        return spots.stream()
                        .filter(Spot::isMeasured)
                        .filter(other -> !Collections.disjoint(ends(other), ends(spot)))
                        .map(Spot::offsetNs)
                        .distinct()
                        .count()
                == slots;
    }

    private static Set<String> ends(Spot spot) {
        return Set.of(spot.source(), spot.destination());
    }

    private static void requireKept(Placement before, Placement after) {
        Map<Path, Spot> spots = after.spots().stream()
                .collect(Collectors.toMap(spot -> spot.path(after.family()), Function.identity()));
        for (Spot spot : before.spots()) {
            if (spot.offsetNs() != null) {
                assertThat(Objects.requireNonNull(spots.get(spot.path(before.family())))
                                .offsetNs())
                        .as("slot of %s, measurable or not", spot)
                        .isEqualTo(spot.offsetNs());
            }
        }
    }

    /** Slots of both ends, written out over the longest period; every slot that a task holds counts, measured or not. */
    private static void requireApart(Compiled compiled) {
        Map<String, Set<Integer>> busy = new HashMap<>();
        for (Placement placement : compiled.placements()) {
            if (!placement.kind().equals(FakeProbeType.EXCLUSIVE)) {
                continue;
            }
            int period = Slots.in(placement.periodNs());
            for (Spot spot : placement.spots()) {
                Long offsetNs = spot.offsetNs();
                if (offsetNs != null) {
                    assertThat(offsetNs % Slots.LENGTH_NS).isZero();
                    int slot = (int) (offsetNs / Slots.LENGTH_NS);
                    for (String end : ends(spot)) {
                        Set<Integer> taken = busy.computeIfAbsent(end, node -> new HashSet<>());
                        for (int at = slot; at < Slots.CYCLE; at += period) {
                            assertThat(taken.add(at))
                                    .as("%s twice in %d", end, at)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    private static List<Spot> spots(Compiled compiled, Task task) {
        return Objects.requireNonNull(byNumber(compiled).get(task.number())).spots();
    }

    private static Map<Long, Placement> byNumber(Compiled compiled) {
        return compiled.placements().stream().collect(Collectors.toMap(Placement::number, Function.identity()));
    }

    private Compiled compile(List<Task> tasks, List<Node> nodes, Map<Long, Placement> standing) {
        return Compiled.by(compiler, new PlanCompiler.Given(tasks, nodes, standing, List.of(), List.of(), NOW));
    }

    private static List<String> names(int size) {
        return IntStream.range(0, size).mapToObj(i -> "node-" + i).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Task task(
            long number,
            String kind,
            Topology topology,
            @Nullable String hub,
            List<String> members,
            List<List<String>> pairs,
            String period) {
        TaskSpec spec = new TaskSpec(
                "task-" + number,
                null,
                null,
                kind,
                members,
                topology,
                hub,
                pairs,
                Family.IPV4,
                null,
                null,
                period,
                Map.of());
        return new Task(spec, number, 1, TaskState.ACTIVE, NOW, NOW);
    }

    /** Random nodes and tasks. */
    private final class World {
        private final Random random;
        private final List<Node> all;
        private final List<Node> nodes;
        private final List<Task> tasks = new ArrayList<>();

        World(int size, int count, Random random) {
            this.random = random;
            this.all = PlanCompilerTest.nodes(names(size));
            this.nodes = new ArrayList<>(all);
            for (int number = 1; number <= count; number++) {
                tasks.add(any(number, size));
            }
            turnNodes();
        }

        private Task any(int number, int size) {
            List<String> names = names(size);
            Collections.shuffle(names, random);
            List<String> some = List.copyOf(names.subList(0, 2 + random.nextInt(size - 1)));
            String kind = KINDS.get(random.nextInt(KINDS.size()));
            String period = LADDER.get(random.nextInt(LADDER.size()));
            return switch (TOPOLOGIES.get(random.nextInt(TOPOLOGIES.size()))) {
                case MESH -> task(number, kind, Topology.MESH, null, some, List.of(), period);
                case HUB -> task(number, kind, Topology.HUB, some.getFirst(), some, List.of(), period);
                case PAIRS -> {
                    List<List<String>> pairs = IntStream.range(1, some.size())
                            .mapToObj(i -> List.of(some.get(random.nextInt(i)), some.get(i)))
                            .toList();
                    yield task(number, kind, Topology.PAIRS, null, List.of(), pairs, period);
                }
            };
        }

        /** One in eight has not reported. */
        void turnNodes() {
            nodes.clear();
            for (Node node : all) {
                nodes.add(random.nextInt(8) > 0 ? node : node.seen(NOW, null));
            }
        }

        void shuffle() {
            Collections.shuffle(nodes, random);
            Collections.shuffle(tasks, random);
        }

        Compiled compile(Map<Long, Placement> standing) {
            return SlotsPropertyTest.this.compile(tasks, nodes, standing);
        }
    }
}
