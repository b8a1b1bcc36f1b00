// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.store;

import io.netmonitor.core.Health;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A state store in memory. Safe for use by many threads: one at a time. */
public final class MemoryStateStore implements StateStore {
    private final Content content;
    private boolean closed;

    /** An empty one. */
    public MemoryStateStore() {
        this(new Content());
    }

    private MemoryStateStore(Content content) {
        this.content = content;
    }

    /** What outlives a store that is closed. Used under its own lock. */
    private static final class Content {
        private final Map<String, Task> tasks = new HashMap<>();
        private final Map<String, List<TaskRevision>> revisions = new HashMap<>();
        private final Map<Long, NavigableMap<Instant, Placement>> placements = new TreeMap<>();
        private final Map<Long, NavigableMap<String, Dispatch>> dispatches = new HashMap<>();
        private final List<NodeEvent> events = new ArrayList<>();
        private final NavigableMap<String, Node> nodes = new TreeMap<>();
        private final Map<ByteBuffer, Instant> tokens = new HashMap<>();
        private final Map<String, String> secrets = new HashMap<>();
        private long lastNumber;
    }

    /** Another store with what this one kept, as after a restart. */
    public MemoryStateStore reopened() {
        return new MemoryStateStore(content);
    }

    private Content open() {
        if (closed) {
            throw new IllegalStateException("the state is closed");
        }
        return content;
    }

    @Override
    public List<Task> tasks() {
        synchronized (content) {
            return open().tasks.values().stream()
                    .sorted(Comparator.comparingLong(Task::number))
                    .toList();
        }
    }

    @Override
    public Optional<Task> task(String name) {
        synchronized (content) {
            return Optional.ofNullable(open().tasks.get(name));
        }
    }

    @Override
    public Task createTask(TaskSpec spec, String by, Instant now) {
        synchronized (content) {
            if (open().tasks.containsKey(spec.name())) {
                throw new ConflictException(
                        "there is a task named " + spec.name() + " already; change that one, or choose another name");
            }
            content.lastNumber++;
            int last = revisions(spec.name()).size();
            return keep(new Task(spec, content.lastNumber, last + 1, TaskState.ACTIVE, now, now), "created", by);
        }
    }

    @Override
    public Task changeTask(TaskSpec spec, TaskState state, int expectedRevision, String by, Instant now) {
        synchronized (content) {
            Task there = open().tasks.get(spec.name());
            if (there == null) {
                throw new ConflictException("there is no task named " + spec.name() + " any more");
            }
            if (there.revision() != expectedRevision) {
                throw new ConflictException("task " + spec.name() + " is at revision " + there.revision()
                        + " by now, the change was made from revision " + expectedRevision + "; look at it again");
            }
            String change = there.state() == state
                    ? "changed"
                    : switch (state) {
                        case ACTIVE -> "resumed";
                        case PAUSED -> "paused";
                        case ENDED -> "ended";
                    };
            return keep(
                    new Task(spec, there.number(), expectedRevision + 1, state, there.createdAt(), now), change, by);
        }
    }

    @Override
    public boolean deleteTask(String name, String by, Instant now) {
        synchronized (content) {
            Task there = open().tasks.get(name);
            if (there == null) {
                return false;
            }
            Task _ = keep(
                    new Task(
                            there.spec(),
                            there.number(),
                            there.revision() + 1,
                            TaskState.ENDED,
                            there.createdAt(),
                            now),
                    TaskRevision.DELETED,
                    by);
            content.tasks.remove(name);
            content.dispatches.remove(there.number());
            return true;
        }
    }

    /** Revisions of a name are numbered without a gap. */
    private Task keep(Task task, String change, String by) {
        content.tasks.put(task.name(), task);
        content.revisions
                .computeIfAbsent(task.name(), name -> new ArrayList<>())
                .add(new TaskRevision(
                        task.number(), task.revision(), change, by, task.changedAt(), task.state(), task.spec()));
        return task;
    }

    @Override
    public List<TaskRevision> revisions(String task) {
        synchronized (content) {
            return List.copyOf(open().revisions.getOrDefault(task, List.of()));
        }
    }

    @Override
    public void savePlacements(List<Placement> placements) {
        synchronized (content) {
            for (Placement placement : placements) {
                open().placements
                        .computeIfAbsent(placement.number(), number -> new TreeMap<>())
                        .put(placement.from(), placement);
            }
        }
    }

    @Override
    public void placements(Instant from, Consumer<Placement> each) {
        synchronized (content) {
            placements(open(), from).forEach(each);
        }
    }

    @Override
    public List<Placement> placements(String task, Instant from, Instant to) {
        synchronized (content) {
            return placements(open(), from)
                    .filter(placement ->
                            placement.task().equals(task) && placement.from().isBefore(to))
                    .toList();
        }
    }

    private static Stream<Placement> placements(Content content, Instant from) {
        return content.placements.values().stream()
                .flatMap(all -> since(all, from))
                .sorted(Comparator.comparing((Placement placement) -> placement.from())
                        .thenComparingLong(Placement::number));
    }

    private static Stream<Placement> since(NavigableMap<Instant, Placement> all, Instant from) {
        Instant standing = all.floorKey(from);
        return all.tailMap(standing == null ? from : standing, true).values().stream();
    }

    @Override
    public void saveDispatch(Dispatch dispatch) {
        synchronized (content) {
            if (open().tasks.values().stream().anyMatch(task -> task.number() == dispatch.number())) {
                content.dispatches
                        .computeIfAbsent(dispatch.number(), number -> new TreeMap<>())
                        .put(dispatch.member(), dispatch);
            }
        }
    }

    @Override
    public List<Dispatch> dispatches(long taskNumber) {
        synchronized (content) {
            return List.copyOf(
                    open().dispatches.getOrDefault(taskNumber, new TreeMap<>()).values());
        }
    }

    @Override
    public void note(NodeEvent event) {
        synchronized (content) {
            open().events.add(event);
        }
    }

    @Override
    public List<NodeEvent> events(String node, Instant from, Instant to) {
        synchronized (content) {
            List<NodeEvent> all = open().events.stream()
                    .filter(event -> event.node().equals(node) && event.at().isBefore(to))
                    .sorted(Comparator.comparing(NodeEvent::at))
                    .toList();
            long before =
                    all.stream().filter(event -> event.at().isBefore(from)).count();
            return all.stream().skip(Math.max(0, before - 1)).toList();
        }
    }

    @Override
    public List<Node> nodes() {
        synchronized (content) {
            return List.copyOf(open().nodes.values());
        }
    }

    @Override
    public Optional<Node> node(String name) {
        synchronized (content) {
            return Optional.ofNullable(open().nodes.get(name));
        }
    }

    @Override
    public void saveNode(Node node) {
        synchronized (content) {
            open().nodes.put(node.name(), node);
        }
    }

    @Override
    public boolean removeNode(String name) {
        synchronized (content) {
            return open().nodes.remove(name) != null;
        }
    }

    @Override
    public void addToken(byte[] secretHash, Instant expiresAt) {
        synchronized (content) {
            open().tokens.put(ByteBuffer.wrap(secretHash.clone()), expiresAt);
        }
    }

    @Override
    public boolean hasToken(byte[] secretHash, Instant now) {
        synchronized (content) {
            open().tokens.values().removeIf(expiresAt -> !expiresAt.isAfter(now));
            return content.tokens.containsKey(ByteBuffer.wrap(secretHash));
        }
    }

    @Override
    public String secret(String name, String valueIfAbsent) {
        synchronized (content) {
            open().secrets.putIfAbsent(name, valueIfAbsent);
            return content.secrets.getOrDefault(name, valueIfAbsent);
        }
    }

    @Override
    public Optional<String> secret(String name) {
        synchronized (content) {
            return Optional.ofNullable(open().secrets.get(name));
        }
    }

    @Override
    public Health check() {
        synchronized (content) {
            return closed
                    ? Health.down("the state is closed")
                    : Health.up("state in memory: " + content.tasks.size() + " tasks");
        }
    }

    @Override
    public void close() {
        synchronized (content) {
            closed = true;
        }
    }
}
