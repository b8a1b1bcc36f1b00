// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest result of every path of every task, until it expires. A path expires {@link #ROUNDS_KEPT} of its own rounds after
 * its newest result, but not before {@link #KEPT_AT_LEAST}: a series that nobody feeds any more must not look alive. Safe for use
 * by many threads.
 */
public final class NewestResults {
    /** As long as Prometheus itself looks back. */
    private static final Duration KEPT_AT_LEAST = Duration.ofMinutes(5);

    private static final int ROUNDS_KEPT = 3;

    private final Map<String, Map<Path, Newest>> byTask = new ConcurrentHashMap<>();

    /** Takes a result; one that started before the newest changes nothing. */
    public void add(Result result) {
        byTask.compute(result.task(), (task, known) -> {
            Map<Path, Newest> paths = known == null ? new ConcurrentHashMap<>() : known;
            paths.merge(result.path(), Newest.first(result), NewestResults::newer);
            return paths;
        });
    }

    /** Forgets a task. */
    public void forget(String task) {
        byTask.remove(task);
    }

    /** Forgets everything. */
    public void clear() {
        byTask.clear();
    }

    /**
     * Forgets what has expired.
     *
     * @return the tasks that it was of
     */
    public Set<String> expire(Instant now) {
        Set<String> touched = new HashSet<>();
        for (String task : byTask.keySet()) {
            byTask.computeIfPresent(task, (name, paths) -> {
                if (paths.values().removeIf(newest -> newest.expiresAt().isBefore(now))) {
                    touched.add(name);
                }
                return paths.isEmpty() ? null : paths;
            });
        }
        return touched;
    }

    /** Names of the tasks of which there is something. */
    public Set<String> tasks() {
        return Set.copyOf(byTask.keySet());
    }

    /** The newest result of each path of a task, in no order. */
    public List<Result> of(String task) {
        return byTask.getOrDefault(task, Map.of()).values().stream()
                .map(Newest::result)
                .toList();
    }

    /** The newest result of each path of every task, in no order. */
    public List<Result> all() {
        return byTask.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(Newest::result)
                .toList();
    }

    /** How many paths there are. */
    public int size() {
        return byTask.values().stream().mapToInt(Map::size).sum();
    }

    private static Newest newer(Newest before, Newest now) {
        if (now.result().startedAt().isBefore(before.result().startedAt())) {
            return before;
        }
        Duration apart =
                Duration.between(before.result().plannedAt(), now.result().plannedAt());
        return new Newest(now.result(), apart.isPositive() ? apart : before.apart());
    }

    private record Newest(Result result, Duration apart) {
        static Newest first(Result result) {
            return new Newest(result, Duration.ZERO);
        }

        Instant expiresAt() {
            Duration rounds = apart.multipliedBy(ROUNDS_KEPT);
            return result.startedAt().plus(rounds.compareTo(KEPT_AT_LEAST) > 0 ? rounds : KEPT_AT_LEAST);
        }
    }
}
