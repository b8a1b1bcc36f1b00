// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Where the paths of one task stand from an instant on, until its next placement. All placements together are the history of
 * the plan: what was planned when, and why not.
 *
 * @param task name of the task
 * @param number creation number of the task
 * @param revision revision of the task, which says start, end and period
 * @param from from when on
 * @param spots its paths; empty when the task is paused, ended or deleted
 */
public record Placement(String task, long number, int revision, Instant from, List<Spot> spots) {
    public Placement {
        requireNonNull(task, "task");
        requireNonNull(from, "from");
        spots = List.copyOf(spots);
    }

    /** Whether another placement says the same but for its time. */
    public boolean saysTheSameAs(Placement other) {
        return number == other.number && revision == other.revision && spots.equals(other.spots);
    }
}
