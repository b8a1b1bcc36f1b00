// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The round that a pushed result belongs to: a push does not say, so it is the one whose time it is, or the one after the last that
 * came.
 *
 * @param number of the round
 * @param at its instant
 */
record PushedRound(long number, Instant at) {
    /** A node that is a little late with one round and a little early with the next gives two results in one. */
    private static final int MOST_AHEAD = 2;

    /**
     * The round of a result that comes now.
     *
     * @param last the result before it on the path, if there is one
     * @throws RefusedException when none can have come now
     */
    static PushedRound of(Placement placement, Spot spot, Instant now, @Nullable Result last) throws RefusedException {
        Long offsetNs = spot.offsetNs();
        Rounds rounds = new Rounds(placement.startAt(), null, placement.periodNs(), offsetNs == null ? 0 : offsetNs);
        Instant first = rounds.instantOf(0);
        if (now.isBefore(first)) {
            throw new RefusedException(Refusal.NOT_RUNNING, "is a task that starts only at " + first);
        }
        long due = Math.floorDiv(EpochNanos.of(now) - EpochNanos.of(first), placement.periodNs());
        Instant end = placement.endAt();
        if (end != null && end.isAfter(first)) {
            due = Math.min(due, rounds.firstAtOrAfter(end).orElse(1) - 1);
        }
        long next =
                last == null || last.revision() != placement.revision() || last.round() == null ? 0 : last.round() + 1;
        long number = Math.max(due, next);
        if (number > due + MOST_AHEAD) {
            throw new RefusedException(
                    Refusal.TOO_OFTEN,
                    "come more often than once a period: " + spot.source() + " to " + spot.destination());
        }
        return new PushedRound(number, rounds.instantOf(number));
    }
}
