// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A task as the controller keeps it.
 *
 * @param spec what a person wrote, validated
 * @param number creation number, from 1, never given twice; the order in which tasks get their place in the plan
 * @param revision rises by one with each change; results carry it. A name that is used again goes on from where the deleted
 *     task's revisions ended, so that a result's identity stays unique
 * @param state whether it runs
 * @param createdAt when it was made
 * @param changedAt when this revision was made
 */
public record Task(TaskSpec spec, long number, int revision, TaskState state, Instant createdAt, Instant changedAt) {
    public Task {
        requireNonNull(spec, "spec");
        requireNonNull(state, "state");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(changedAt, "changedAt");
        if (number < 1 || revision < 1) {
            throw new IllegalArgumentException("number or revision < 1: " + number + ", " + revision);
        }
    }

    public String name() {
        return spec.name();
    }

    /** Length of a round in nanoseconds. */
    public long periodNs() {
        return spec.periodNs();
    }

    /** First instant at which a round of this revision may start. */
    public Instant startAt() {
        Instant start = spec.start();
        return start == null || start.isBefore(changedAt) ? changedAt : start;
    }
}
