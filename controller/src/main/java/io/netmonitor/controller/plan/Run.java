// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measurements that a person asked for, each path of a task once.
 *
 * @param id identity; its results carry it
 * @param task as it was when it was asked for
 * @param paths one for each path
 */
public record Run(String id, Task task, List<Once> paths) {
    /** Longer than anything lasts, so that there is one round. */
    private static final long PERIOD_NS = Durations.parseNs("1d");

    public Run {
        paths = List.copyOf(paths);
    }

    /**
     * One path.
     *
     * @param at when it is measured; absent when it cannot be
     */
    public record Once(Spot spot, @Nullable Instant at) {}

    /** The one round at an instant. */
    static Rounds rounds(Instant at) {
        return new Rounds(at, at.plusNanos(1), PERIOD_NS, Math.floorMod(EpochNanos.of(at), PERIOD_NS));
    }

    /** When its last path begins; the epoch when none does. */
    Instant lastAt() {
        return instants().max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private Stream<Instant> instants() {
        return paths.stream().map(Once::at).filter(Objects::nonNull);
    }
}
