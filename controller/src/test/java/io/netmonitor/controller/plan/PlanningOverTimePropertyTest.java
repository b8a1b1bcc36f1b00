// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.store.MemoryStateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Tasks come, change, pause and go, people ask for runs, the controller restarts, and agents hear of plans when they hear of them:
 * whatever plan each of them carries out at a time, no node is in two measurements at once.
 */
class PlanningOverTimePropertyTest {
    private int measurements;

    @Property(tries = 60)
    void noNodeIsEverInTwoMeasurements(@ForAll long seed) throws Exception {
        try (World world = new World(new Random(seed))) {
            for (int step = 0; step < 40; step++) {
                world.step();
            }
            measurements += world.measurements;
        }
    }

    /** In a world whose tasks are all paused or deleted soon, nothing is. */
    @AfterProperty
    void somethingWasMeasuredAtAll() {
        assertThat(measurements).isPositive();
    }

    /** Nodes with their agents' plans, and a controller. */
    private static final class World implements AutoCloseable {
        private static final List<String> PERIODS = List.of("30s", "1m", "5m");

        private final Random random;
        private final StateStore state = new MemoryStateStore();
        private final List<String> names = new ArrayList<>();
        private final Map<String, Deque<Plan>> agents = new HashMap<>();
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");
        private Plans plans;
        private Instant lastRun = Instant.EPOCH;
        private int made;
        private int measurements;

        World(Random random) {
            this.random = random;
            for (int i = 0; i < 5; i++) {
                names.add("node-" + i);
            }
            PlanCompilerTest.nodes(names).forEach(state::saveNode);
            this.plans = plans();
            plans.recompile();
        }

        private Plans plans() {
            return new Plans(new PlanCompiler(FakeProbeType.catalog(), PlanCompilerTest.KEYS), state, () -> now);
        }

        void step() throws Exception {
            switch (random.nextInt(7)) {
                case 0, 1 -> create();
                case 2 -> change();
                case 3 -> turn();
                case 4 -> delete();
                case 5 -> run();
                default -> restart();
            }
            plans.recompile();
            for (String name : names) {
                // A node in five is out of reach at a time.
                if (random.nextInt(5) > 0) {
                    poll(name);
                    poll(name);
                }
            }
            pass(Duration.ofMillis(random.nextInt(40_000)));
            plans.tick();
        }

        private void create() {
            state.createTask(spec("task-" + made++), "ann", now);
        }

        private TaskSpec spec(String name) {
            Collections.shuffle(names, random);
            List<String> members = List.copyOf(names.subList(0, 2 + random.nextInt(names.size() - 1)));
            String period = PERIODS.get(random.nextInt(PERIODS.size()));
            return new TaskSpec(
                    name, null, null, FakeProbeType.EXCLUSIVE, members, Family.IPV4, null, null, period, Map.of());
        }

        private void change() {
            any(task -> state.changeTask(spec(task.name()), task.state(), task.revision(), "ann", now));
        }

        private void turn() {
            any(task -> state.changeTask(
                    task.spec(),
                    task.state() == TaskState.PAUSED ? TaskState.ACTIVE : TaskState.PAUSED,
                    task.revision(),
                    "ann",
                    now));
        }

        private void delete() {
            any(task -> state.deleteTask(task.name(), "ann", now));
        }

        private void run() {
            any(task -> lastRun = plans.run(task, path -> true).paths().stream()
                    .map(Run.Once::at)
                    .filter(Objects::nonNull)
                    .reduce(lastRun, (one, other) -> one.isAfter(other) ? one : other));
        }

        private void any(java.util.function.Consumer<Task> change) {
            List<Task> tasks = state.tasks();
            if (!tasks.isEmpty()) {
                change.accept(tasks.get(random.nextInt(tasks.size())));
            }
        }

        /** Runs are held in memory: after a restart the peer's busy answer is what keeps them apart. */
        private void restart() {
            if (lastRun.isBefore(now)) {
                plans.close();
                plans = plans();
            }
        }

        private void poll(String name) throws InterruptedException {
            Deque<Plan> known = agents.computeIfAbsent(name, agent -> new ArrayDeque<>(List.of(Plan.NONE)));
            plans.await(name, known.getLast().revision(), Duration.ofNanos(1), MonotonicClock.SYSTEM)
                    .ifPresent(known::addLast);
        }

        /** Carries out every slot that begins in a time, by the plans that are in force at its start. */
        private void pass(Duration time) {
            Instant end = now.plus(time);
            for (long slot = Slots.firstFrom(now); Slots.startOf(slot).isBefore(end); slot++) {
                Instant start = Slots.startOf(slot);
                Map<String, String> busy = new HashMap<>();
                for (String name : names) {
                    for (PlanEntry entry : inForce(name, start).entries()) {
                        if (begins(entry, start)) {
                            measurements++;
                            for (String node :
                                    Set.of(entry.path().source(), entry.path().destination())) {
                                String who = entry.key() + " by " + name;
                                assertThat(busy.put(node, who))
                                        .as(node + " at " + start + " by " + who)
                                        .isNull();
                            }
                        }
                    }
                }
            }
            now = end;
        }

        private Plan inForce(String name, Instant at) {
            Deque<Plan> known = agents.getOrDefault(name, new ArrayDeque<>(List.of(Plan.NONE)));
            while (known.size() > 1 && !secondOf(known).effectiveAt().isAfter(at)) {
                known.removeFirst();
            }
            return known.getFirst();
        }

        private static Plan secondOf(Deque<Plan> plans) {
            return List.copyOf(plans).get(1);
        }

        private static boolean begins(PlanEntry entry, Instant start) {
            Instant notBefore = entry.notBefore();
            var round = entry.rounds().firstAtOrAfter(start);
            return round.isPresent()
                    && entry.rounds().instantOf(round.getAsLong()).equals(start)
                    && (notBefore == null || !start.isBefore(notBefore));
        }

        @Override
        public void close() {
            plans.close();
            state.close();
        }
    }
}
