// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import io.netmonitor.controller.api.Dispatches;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.legacy.push.PushIntake;
import io.netmonitor.controller.plan.Listing;
import io.netmonitor.controller.query.DispatchState;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.OldNodes;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.WallClock;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells nodes of the prototype of the tasks that they are members of, all side by side, each until it has understood.
 *
 * <p>A node starts a job whenever it is told, and cannot be told to stop. So it is told once, also across restarts of the
 * controller, and again only when a change of the task has changed its file; a node whose answer is lost on its way may run a job
 * twice all the same. Tasks that are paused or have ended are not told; a node that was told before goes on measuring, and what it
 * pushes is refused by {@link PushIntake}. When a node of ours moves to another address, others are told of it with the task's next
 * change.
 *
 * <p>Safe for use by many threads; one of its own looks at the tasks, and one a node that is to be told.
 */
public final class Dispatcher implements Component, Dispatches {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final int AT_ONCE = 64;
    private static final String NO_DOOR = "it could not fetch the task: this controller was started without --legacy";

    private final StateStore state;
    private final Semaphore changes = new Semaphore(0);
    private final Function<Task, byte[]> files;
    private final WallClock clock;
    private final Pace pace;
    private final Names names = new Names();
    private final Telling.Means means;
    private final Map<Key, Telling> tellings = new ConcurrentHashMap<>();
    private final Thread watcher;
    private volatile boolean closed;
    private volatile String failure = "";
    private boolean saidNoDoor;

    private record Key(long number, String member) {}

    /**
     * Starts telling.
     *
     * @param files the file of a task, as nodes fetch it
     * @param doors where they fetch it, as these ports are bound; none when nodes cannot
     */
    public Dispatcher(
            StateStore state,
            Events events,
            Function<Task, byte[]> files,
            List<InetSocketAddress> doors,
            WallClock clock) {
        this(state, events, files, doors, clock, Pace.USUAL);
    }

    Dispatcher(
            StateStore state,
            Events events,
            Function<Task, byte[]> files,
            List<InetSocketAddress> doors,
            WallClock clock,
            Pace pace) {
        this.state = state;
        this.files = files;
        this.clock = clock;
        this.pace = pace;
        this.means = new Telling.Means(
                state,
                clock,
                new Conversation(names, pace.patience()),
                new TaskUrls(doors),
                new Semaphore(AT_ONCE),
                pace,
                new Random());
        events.onTaskChange(changes::release);
        this.watcher = Thread.ofVirtual().name("dispatch").start(this::watch);
    }

    /** How far each node has been told of each task that it takes part in, by task and member. */
    public List<DispatchState> states() {
        return tellings.values().stream()
                .map(Telling::state)
                .sorted(Comparator.comparing(DispatchState::task).thenComparing(DispatchState::member))
                .toList();
    }

    @Override
    public List<DispatchState> states(String task) {
        return states().stream().filter(each -> each.task().equals(task)).toList();
    }

    /** How far a node has been told of a task, if it takes part in it. */
    public Optional<DispatchState> state(String task, String member) {
        return states(task).stream()
                .filter(each -> each.member().equals(member))
                .findFirst();
    }

    @Override
    public boolean tellAgain(String task, String member) {
        boolean found = false;
        for (Telling telling : tellings.values()) {
            if (telling.isOf(task, member)) {
                telling.forget();
                found = true;
            }
        }
        changes.release();
        return found;
    }

    private void watch() {
        try {
            while (!closed) {
                try {
                    look();
                    failure = "";
                } catch (RuntimeException e) {
                    if (failure.isEmpty()) {
                        LOG.log(Level.ERROR, "tasks could not be looked at for whom to tell", e);
                    }
                    failure = String.valueOf(e.getMessage());
                }
                boolean _ = changes.tryAcquire(pace.look().toMillis(), TimeUnit.MILLISECONDS);
                // One look answers all that has happened.
                int _ = changes.drainPermits();
            }
        } catch (InterruptedException e) {
            // This is being closed.
        }
    }

    private void look() {
        Instant now = clock.now();
        Set<Key> present = new HashSet<>();
        for (Task task : state.tasks()) {
            if (OldNodes.any(task.spec()) && !isOver(task, now)) {
                look(task, present);
            }
        }
        tellings.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                entry.getValue().rest();
            }
            return gone;
        });
    }

    private static boolean isOver(Task task, Instant now) {
        Instant end = task.spec().end();
        return task.state() == TaskState.ENDED || (end != null && !end.isAfter(now));
    }

    private void look(Task task, Set<Key> present) {
        Map<String, Dispatch> stored = state.dispatches(task.number()).stream()
                .collect(Collectors.toMap(Dispatch::member, dispatch -> dispatch));
        TaskSheet sheet = new TaskSheet(task, files);
        new Listing(state.nodes()).of(task.spec()).forEach((name, listed) -> {
            if (Member.of(name) instanceof Member.Foreign member && member.isOldNode()) {
                Key key = new Key(task.number(), name);
                present.add(key);
                Telling telling = tellings.computeIfAbsent(
                        key, each -> new Telling(task.name(), member, stored.get(name), means));
                telling.saveAgain(stored.get(name));
                look(task, telling, listed, sheet);
            }
        });
    }

    private void look(Task task, Telling telling, String listed, TaskSheet sheet) {
        if (task.state() != TaskState.ACTIVE) {
            telling.rest();
        } else if (!telling.isToldAsOf(task.revision())) {
            if (means.urls().isEmpty()) {
                sayNoDoor(task);
                telling.hinder(NO_DOOR);
                return;
            }
            try {
                telling.tell(new Telling.Order(
                        task.name(), task.number(), task.revision(), listed, sheet.fingerprint(listed)));
            } catch (InvalidInputException e) {
                telling.hinder(String.valueOf(e.getMessage()));
            }
        }
    }

    private void sayNoDoor(Task task) {
        if (!saidNoDoor) {
            saidNoDoor = true;
            LOG.log(
                    Level.WARNING,
                    "nodes of the prototype cannot be told of task " + task.name()
                            + ": they could not fetch it; start the controller with --legacy [::]:3000");
        }
    }

    @Override
    public Health check() {
        List<DispatchState> all = states();
        List<DispatchState> waiting =
                all.stream().filter(DispatchState::waiting).toList();
        // Who is in a paused task may be neither.
        long told = all.stream()
                .filter(each -> each.toldAt() != null && !each.waiting())
                .count();
        String figures = told + " told, " + waiting.size() + " waiting";
        if (!failure.isEmpty()) {
            return Health.down(figures + "; tasks cannot be looked at: " + failure);
        }
        return Health.up(waiting.stream()
                .filter(each -> each.trouble() != null)
                .max(Comparator.comparingInt(DispatchState::tries))
                .map(worst -> figures + "; " + worst.member() + " of " + worst.task() + ": " + worst.inWords())
                .orElse(figures));
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
        try {
            watcher.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tellings.values().forEach(Telling::stop);
        tellings.clear();
        names.close();
    }
}
