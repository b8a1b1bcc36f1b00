// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.events;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.result.Result;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes what happens on to whoever listens, and remembers the newest for those who come back. Telling never waits: a listener
 * that falls behind is let go and may come back. Safe for use by many threads.
 */
public final class Events implements Component {
    private static final int REMEMBERED = 1_000;
    private static final int MAX_LISTENERS = 500;

    private final Deque<Event> newest = new ArrayDeque<>();
    private final Set<Listener> listeners = new HashSet<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private long lastId;
    private long letGo;
    private boolean closed;

    /** A task was changed. */
    public record TaskChange(String change, String task, int revision, String by, Instant at) {}

    /** Tells that a task was changed. */
    public void tell(TaskChange change) {
        tell(Event.Type.TASK, change.task(), null, change);
        watchers.forEach(Runnable::run);
    }

    /**
     * Has a part of the controller run something at each change of a task; it must return at once. It is no listener, of which there
     * may be so many.
     */
    public void onTaskChange(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Tells what happened to a node. */
    public void tell(NodeEvent event) {
        tell(Event.Type.NODE, null, null, event);
    }

    /** Tells of results that were stored. */
    public void tell(List<Result> results) {
        results.forEach(result -> tell(Event.Type.RESULT, result.task(), result.runId(), result));
    }

    private synchronized void tell(Event.Type type, @Nullable String task, @Nullable String runId, Object what) {
        lastId++;
        Event event = Event.of(lastId, type, task, runId, what);
        newest.addLast(event);
        if (newest.size() > REMEMBERED) {
            newest.removeFirst();
        }
        listeners.removeIf(listener -> {
            boolean behind = !listener.offer(event);
            letGo += behind ? 1 : 0;
            return behind;
        });
    }

    /**
     * Listens from now on.
     *
     * @param wanted which events
     * @param after the last event that the listener knows of; those after it that are remembered come first. Absent to hear of new
     *     ones alone
     * @throws IllegalStateException when too many listen already
     */
    public synchronized Listener listen(Predicate<Event> wanted, @Nullable Long after) {
        if (closed || listeners.size() >= MAX_LISTENERS) {
            throw new IllegalStateException(
                    closed ? "the controller is stopping" : MAX_LISTENERS + " listen already; come back later");
        }
        Listener listener = new Listener(wanted);
        if (after != null && after <= lastId) {
            newest.stream().filter(event -> event.id() > after).forEach(listener::offer);
        }
        listeners.add(listener);
        return listener;
    }

    /** Lets a listener go. */
    public synchronized void leave(Listener listener) {
        listeners.remove(listener);
        listener.end();
    }

    @Override
    public synchronized Health check() {
        return Health.up(
                listeners.size() + " listen, " + lastId + " told, " + letGo + " let go because they fell behind");
    }

    @Override
    public synchronized void close() {
        closed = true;
        listeners.forEach(Listener::end);
        listeners.clear();
    }
}
