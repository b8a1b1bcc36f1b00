// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netmonitor.core.path.Family;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the paths of one task stand from an instant on, until its next placement. All placements together are the history of
 * the plan: what was planned when, and why not.
 *
 * @param task name of the task
 * @param number creation number of the task
 * @param revision revision of the task
 * @param kind name of the probe type
 * @param family of its paths
 * @param startAt see {@link Rounds}
 * @param endAt see {@link Rounds}
 * @param periodNs see {@link Rounds}
 * @param from from when on
 * @param spots its paths; none once the task has ended or was deleted
 */
public record Placement(
        String task,
        long number,
        int revision,
        String kind,
        Family family,
        Instant startAt,
        @Nullable Instant endAt,
        long periodNs,
        Instant from,
        List<Spot> spots) {
    public Placement {
        requireNonNull(task, "task");
        requireNonNull(kind, "kind");
        requireNonNull(family, "family");
        requireNonNull(startAt, "startAt");
        requireNonNull(from, "from");
        spots = List.copyOf(spots);
    }

    /** Whether another placement says the same but for its time. */
    public boolean saysTheSameAs(Placement other) {
        return equals(other.from(from));
    }

    /** The same from another instant on. */
    public Placement from(Instant instant) {
        return new Placement(task, number, revision, kind, family, startAt, endAt, periodNs, instant, spots);
    }

    /** The task's end: nothing is planned from an instant on. */
    public Placement emptied(int lastRevision, Instant instant) {
        return new Placement(task, number, lastRevision, kind, family, startAt, endAt, periodNs, instant, List.of());
    }

    /** The instants of a spot's rounds. */
    @JsonIgnore
    public Rounds rounds(long offsetNs) {
        return new Rounds(startAt, endAt, periodNs, offsetNs);
    }
}
