// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Task;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last result of each path that nodes of the prototype measure, against which pushes are held: nodes push all their gauges each
 * time, so what is the same as before is no news. The newest results tell it; those hold a day alone after a start, so once a task
 * the store is asked for older ones. Safe for use by many threads.
 */
final class PushedBefore {
    private final LatestResults latest;
    private final ResultStore store;
    private final Instant startedAt;
    private final Map<Long, Map<Path, Result>> older = new ConcurrentHashMap<>();

    PushedBefore(LatestResults latest, ResultStore store, Instant startedAt) {
        this.latest = latest;
        this.store = store;
        this.startedAt = startedAt;
    }

    /**
     * The last result of a path, if there is one.
     *
     * @throws IOException when the store cannot be asked
     */
    Optional<Result> find(Task task, Path path) throws IOException {
        Optional<Result> newest = latest.find(task.name(), path);
        if (newest.isPresent() || !task.createdAt().isBefore(startedAt)) {
            return newest;
        }
        Map<Path, Result> before = older.get(task.number());
        if (before == null) {
            before = load(task);
            older.put(task.number(), before);
        }
        return Optional.ofNullable(before.get(path));
    }

    private Map<Path, Result> load(Task task) throws IOException {
        Map<Path, Result> byPath = new HashMap<>();
        for (Result result : store.find(ResultQuery.newest(ResultQuery.MAX_LIMIT)
                        .ofTask(task.name())
                        .within(task.createdAt(), startedAt))
                .items()) {
            byPath.putIfAbsent(result.path(), result);
        }
        return byPath;
    }
}
