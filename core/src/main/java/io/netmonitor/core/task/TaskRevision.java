// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One change of a task: who did what when, and what it was from then on.
 *
 * @param number creation number of the task
 * @param revision from 1, rising
 * @param change what was done to it, in a word: created, changed, paused, resumed, ended or deleted
 * @param by who
 * @param at when
 * @param state whether it ran from then on
 * @param spec what it said from then on
 */
public record TaskRevision(
        long number, int revision, String change, String by, Instant at, TaskState state, TaskSpec spec) {
    /** The change of a task that was deleted. */
    public static final String DELETED = "deleted";

    public TaskRevision {
        requireNonNull(change, "change");
        requireNonNull(by, "by");
        requireNonNull(at, "at");
        requireNonNull(state, "state");
        requireNonNull(spec, "spec");
    }
}
