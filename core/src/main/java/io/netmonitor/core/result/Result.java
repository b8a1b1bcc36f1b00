// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.path.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measurement: what was asked, when it ran, how it ended and what it gave.
 *
 * <p>Identity is (task, revision, round, source, destination, family) for planned rounds; one that a person started
 * carries a {@code runId} in place of the round. JSON: {@link io.netmonitor.core.json.ResultJson}.
 *
 * @param task name of the task
 * @param revision revision of the task, from 1
 * @param round number of the round within the revision, from 0; absent for <em>run now</em>
 * @param runId what {@code run now} was given; absent for planned rounds
 * @param kind name of the probe type
 * @param path who measured whom
 * @param plannedAt when it should have started, in controller time
 * @param startedAt when it started, in controller time as the agent estimates it; equals plannedAt when missed
 * @param duration from start to end; zero when missed
 * @param outcome how it ended
 * @param reason why, for outcomes without a value
 * @param late whether it started noticeably after plannedAt
 * @param overlapsTrain whether a bandwidth train ran on one of its nodes meanwhile
 * @param receivedAt when the controller took it, absent before
 * @param values what was measured, see the probe type's description
 */
public record Result(
        String task,
        int revision,
        @Nullable Long round,
        @Nullable String runId,
        String kind,
        Path path,
        Instant plannedAt,
        Instant startedAt,
        Duration duration,
        Outcome outcome,
        @Nullable String reason,
        boolean late,
        boolean overlapsTrain,
        @Nullable Instant receivedAt,
        Values values) {
    public Result {
        requireNonNull(task, "task");
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
        requireNonNull(plannedAt, "plannedAt");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        requireNonNull(outcome, "outcome");
        requireNonNull(values, "values");
        if (revision < 1) {
            throw new IllegalArgumentException("revision < 1: " + revision);
        }
        if ((round == null) == (runId == null)) {
            throw new IllegalArgumentException("exactly one of round and runId: round=" + round + " runId=" + runId);
        }
        if (round != null && round < 0) {
            throw new IllegalArgumentException("round < 0: " + round);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("durationNs < 0: " + duration.toNanos());
        }
    }

    /** The same result, marked as measured while a train ran on one of its nodes. */
    public Result besideTrain() {
        return marked(true, receivedAt);
    }

    /** The same result, marked with when the controller took it. */
    public Result receivedAt(Instant when) {
        return marked(overlapsTrain, when);
    }

    private Result marked(boolean besideTrain, @Nullable Instant when) {
        return new Result(
                task,
                revision,
                round,
                runId,
                kind,
                path,
                plannedAt,
                startedAt,
                duration,
                outcome,
                reason,
                late,
                besideTrain,
                when,
                values);
    }
}
