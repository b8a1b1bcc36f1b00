// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tasks as they stood at most half a second ago, for those who ask about one result after the other: the state store is not
 * asked as often. Safe for use by many threads.
 */
final class RecentTasks {
    private static final long RECENT_NS = Duration.ofMillis(500).toNanos();

    private final StateStore state;
    private final WallClock clock;
    private final MonotonicClock monotonic;
    private volatile @Nullable Seen seen;

    RecentTasks(StateStore state, WallClock clock, MonotonicClock monotonic) {
        this.state = state;
        this.clock = clock;
        this.monotonic = monotonic;
    }

    /** Whether there is an active task of that name whose end has not come. */
    boolean runs(String name) {
        Task task = byName().get(name);
        if (task == null || task.state() != TaskState.ACTIVE) {
            return false;
        }
        Instant end = task.spec().end();
        return end == null || clock.now().isBefore(end);
    }

    /** As the prototype's interfaces call a member of a task, which may be gone by now. */
    String listedAs(String name, String member) {
        Task task = byName().get(name);
        try {
            return task == null ? Member.bareHost(member) : task.spec().listedAs(member);
        } catch (IllegalArgumentException e) {
            // An agent of another version measured what is no member to us.
            return member;
        }
    }

    /** Two at once may both read; what either read is recent. */
    private Map<String, Task> byName() {
        long nowNs = monotonic.nanoTime();
        Seen last = seen;
        if (last == null || nowNs - last.atNs() >= RECENT_NS) {
            last = new Seen(
                    nowNs,
                    state.tasks().stream().collect(Collectors.toUnmodifiableMap(Task::name, Function.identity())));
            seen = last;
        }
        return last.byName();
    }

    private record Seen(long atNs, Map<String, Task> byName) {}
}
