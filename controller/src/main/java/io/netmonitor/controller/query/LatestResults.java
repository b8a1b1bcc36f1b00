// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest result of every task and path, in memory. Safe for use by many threads. */
public final class LatestResults {
    private final Map<Key, Result> newest = new ConcurrentHashMap<>();

    /** Takes from the store what was newest before this process started. */
    public void load(ResultStore store, Collection<Task> tasks, Instant now) throws IOException {
        for (Task task : tasks) {
            store.latest(task.name(), now).forEach(this::add);
        }
    }

    /** Takes a result; one that started before the newest changes nothing. */
    public void add(Result result) {
        newest.merge(
                new Key(result.task(), result.path()),
                result,
                (before, now) -> now.startedAt().isBefore(before.startedAt()) ? before : now);
    }

    /** Forgets a task. */
    public void forget(String task) {
        newest.keySet().removeIf(key -> key.task().equals(task));
    }

    /** The newest result on a path, as it was measured. */
    public Optional<Result> find(String task, Path path) {
        return Optional.ofNullable(newest.get(new Key(task, path)));
    }

    /** All of them, in no order. */
    public List<Result> all() {
        return List.copyOf(newest.values());
    }

    private record Key(String task, Path path) {}
}
