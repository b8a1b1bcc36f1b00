// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of every agent as it stands, and the agents that wait for news of theirs. Safe for use by many threads.
 *
 * <pre>
 * tasks, nodes, history ─► PlanCompiler ─► placements ─► history
 *                                      └─► entries ─► each agent's plan ─► long polls
 * </pre>
 */
public final class Plans implements Component {
    /** Time for all agents to hear of a plan: a destination has to know a session before its source begins. */
    static final Duration LEAD = Duration.ofSeconds(1);

    private final PlanCompiler compiler;
    private final StateStore state;
    private final WallClock clock;
    private final History history;
    private final RunBook runs;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, String> held = new HashMap<>();
    private Map<String, Plan> byNode = Map.of();
    private Map<String, Placement> byTask = Map.of();
    private Set<String> awaited = Set.of();
    private long answered;
    private @Nullable LocalDate day;
    private boolean closed;
    private volatile boolean stale;
    private volatile TrainTimes trains = TrainTimes.NONE;

    /** Goes on where the store's history ends; compiles at the first {@link #recompile}. */
    public Plans(PlanCompiler compiler, StateStore state, WallClock clock) {
        this.compiler = compiler;
        this.state = state;
        this.clock = clock;
        this.history = History.load(state, compiler, clock.now());
        this.runs = new RunBook(compiler);
    }

    /**
     * Compiles all plans anew and wakes the agents whose plan is another one now. Of many that ask at once most find that it has been
     * done for them.
     */
    public void recompile() {
        long mine = asked.incrementAndGet();
        lock.lock();
        try {
            if (answered < mine) {
                compile();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something changed at a node: compiles within a moment, together with what else changes until then. */
    public void nodeChanged() {
        stale = true;
    }

    /** Looks what time has changed; to be called about twice a second. */
    public void tick() {
        lock.lock();
        try {
            Instant now = clock.now();
            boolean released = awaited.stream().anyMatch(node -> hasHeard(node, now));
            if (stale || released || runs.forget(now) || !today(now).equals(day)) {
                compile();
            }
        } finally {
            lock.unlock();
        }
    }

    private void compile() {
        long covers = asked.get();
        stale = false;
        Instant now = clock.now();
        List<Node> nodes = state.nodes();
        List<Task> tasks = state.tasks();
        history.release(node -> hasHeard(node, now)
                || nodes.stream().noneMatch(known -> known.name().equals(node)));
        PlanCompiler.Placed placed = compiler.place(given(tasks, nodes, now));
        if (history.retire(placed.placements())) {
            // What was just given away may be what some agent still uses.
            placed = compiler.place(given(tasks, nodes, now));
        }
        Instant effectiveAt = now.plus(LEAD);
        history.advance(placed.placements(), effectiveAt);
        byTask = placed.placements().stream().collect(Collectors.toMap(Placement::task, placement -> placement));
        byNode = AgentPlans.of(
                nodes, compiler.entries(given(tasks, nodes, now), placed.placements()), effectiveAt, byNode);
        held.keySet().retainAll(byNode.keySet());
        awaited = placed.awaited();
        runs.calendar(placed.calendar(), history.retired());
        trains = TrainTimes.of(
                placed.placements().stream()
                        .filter(placement -> compiler.isExclusive(placement.kind()))
                        .toList(),
                runs.exclusive());
        day = today(now);
        answered = covers;
        changed.signalAll();
    }

    private PlanCompiler.Given given(List<Task> tasks, List<Node> nodes, Instant now) {
        return new PlanCompiler.Given(tasks, nodes, history.standing(), history.retired(), runs.all(), now);
    }

    /** Whether a node's agent has the plan that stands, and it is in force. */
    private boolean hasHeard(String node, Instant now) {
        Plan plan = byNode.get(node);
        return plan != null && plan.revision().equals(held.get(node)) && !now.isBefore(plan.effectiveAt());
    }

    /**
     * Waits until a node's plan differs from the one it holds.
     *
     * @param revision revision of the plan that the agent holds
     * @return the plan, or nothing when it did not change in time, the node is unknown, or this is being closed
     */
    public Optional<Plan> await(String node, String revision, Duration patience, MonotonicClock monotonic)
            throws InterruptedException {
        long deadline = monotonic.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
            held.put(node, revision);
            while (!closed) {
                Plan plan = byNode.get(node);
                if (plan != null && !plan.revision().equals(revision)) {
                    return Optional.of(plan);
                }
                long rest = deadline - monotonic.nanoTime();
                if (rest <= 0) {
                    return Optional.empty();
                }
                long _ = changed.awaitNanos(rest);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the paths of a task measured once, as soon as their nodes are free; also those of a paused task.
     *
     * @param wanted which paths
     * @throws IllegalArgumentException when there is none of them, or too many runs are under way
     */
    public Run run(Task task, Predicate<Path> wanted) {
        lock.lock();
        try {
            Task active = new Task(
                    task.spec(), task.number(), task.revision(), TaskState.ACTIVE, task.createdAt(), task.changedAt());
            List<Spot> all = tried(active);
            List<Spot> spots = all.stream()
                    .filter(spot -> wanted.test(spot.path(task.spec().family())))
                    .toList();
            if (spots.isEmpty()) {
                throw new IllegalArgumentException("task " + task.name()
                        + (all.isEmpty()
                                ? " has nothing to measure: it has ended as it says, or too few members are known"
                                : " does not measure between these"));
            }
            Run run = runs.add(active, spots, clock.now());
            compile();
            return run;
        } finally {
            lock.unlock();
        }
    }

    /** Where the paths of a task stand, if it runs or is paused. */
    public Optional<Placement> placement(String task) {
        lock.lock();
        try {
            return Optional.ofNullable(byTask.get(task));
        } finally {
            lock.unlock();
        }
    }

    /** Whether a node's agent has the plan that stands. */
    public boolean isUpToDate(String node) {
        lock.lock();
        try {
            return hasHeard(node, clock.now());
        } finally {
            lock.unlock();
        }
    }

    /** Where a task's paths would stand with it in place of, or beside, those that there are. */
    List<Spot> tried(Task task) {
        Map<Long, Placement> standing;
        lock.lock();
        try {
            standing = history.standing();
        } finally {
            lock.unlock();
        }
        List<Task> tasks = Stream.concat(
                        state.tasks().stream().filter(other -> other.number() != task.number()), Stream.of(task))
                .toList();
        return compiler
                .place(new PlanCompiler.Given(tasks, state.nodes(), standing, List.of(), List.of(), clock.now()))
                .placements()
                .stream()
                .filter(placement -> placement.number() == task.number())
                .flatMap(placement -> placement.spots().stream())
                .toList();
    }

    /** When trains run. */
    public TrainTimes trains() {
        return trains;
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    @Override
    public Health check() {
        lock.lock();
        try {
            int entries = byNode.values().stream()
                    .mapToInt(plan -> plan.entries().size())
                    .sum();
            return Health.up(byNode.size() + " nodes, " + entries + " paths planned");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
