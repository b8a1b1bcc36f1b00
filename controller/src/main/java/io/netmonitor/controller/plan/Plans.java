// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plan of every agent as it stands, and the agents that wait for news of theirs. Safe for use by many threads. */
public final class Plans implements Component {
    /** Time for all agents to hear of a plan: a destination has to know a session before its source begins. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    /** One order for all controllers, since a plan's revision comes from its text. */
    private static final Comparator<AnsweredSession> BY_ID = Comparator.comparingInt(AnsweredSession::sessionId);

    private final PlanCompiler compiler;
    private final Supplier<List<Task>> tasks;
    private final Supplier<List<Node>> nodes;
    private final WallClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<String, Plan> byNode = Map.of();
    private @Nullable LocalDate day;
    private boolean closed;

    /** Compiles from what the suppliers give at each {@link #recompile}. */
    public Plans(PlanCompiler compiler, Supplier<List<Task>> tasks, Supplier<List<Node>> nodes, WallClock clock) {
        this.compiler = compiler;
        this.tasks = tasks;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Compiles all plans anew and wakes the agents whose plan is another one now. */
    public void recompile() {
        lock.lock();
        try {
            Map<String, Plan> compiled = new HashMap<>();
            List<Node> known = nodes.get();
            LocalDate today = today();
            List<PlanEntry> entries = compiler.compile(tasks.get(), known, today);
            for (Node node : known) {
                Plan plan = planOf(node.name(), entries);
                Plan before = byNode.get(node.name());
                compiled.put(node.name(), before != null && before.revision().equals(plan.revision()) ? before : plan);
            }
            byNode = Map.copyOf(compiled);
            day = today;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a node's plan differs from the one it holds.
     *
     * @param revision revision of the plan that the agent holds
     * @return the plan, or nothing when it did not change in time, the node is unknown, or this is being closed
     */
    public Optional<Plan> await(String node, String revision, Duration patience, MonotonicClock monotonic)
            throws InterruptedException {
        renewKeys();
        long deadline = monotonic.nanoTime() + patience.toNanos();
        lock.lockInterruptibly();
        try {
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

    /** Session keys are good for a day; some agent always asks, so nobody else has to look at the clock. */
    private void renewKeys() {
        lock.lock();
        try {
            if (day != null && !day.equals(today())) {
                recompile();
            }
        } finally {
            lock.unlock();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
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

    private Plan planOf(String node, List<PlanEntry> all) {
        List<PlanEntry> own = new ArrayList<>();
        Map<String, Set<AnsweredSession>> answers = new TreeMap<>();
        for (PlanEntry entry : all) {
            if (entry.path().source().equals(node)) {
                own.add(entry);
            }
            if (entry.path().destination().equals(node)) {
                answers.computeIfAbsent(entry.kind(), kind -> new TreeSet<>(BY_ID))
                        .add(new AnsweredSession(entry.sessionId(), entry.sessionKey()));
            }
        }
        return new Plan(revision(own, answers), clock.now().plus(LEAD), own, answers);
    }

    private static String revision(List<PlanEntry> entries, Map<String, Set<AnsweredSession>> answers) {
        try {
            String content = Json.write(entries) + Json.write(answers);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
