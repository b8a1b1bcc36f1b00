// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.plan.Spot;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One round of a path that was planned.
 *
 * @param at its instant
 */
record Planned(Placement placement, Spot spot, long round, Instant at) {
    /** The last round at or before an instant that the placement planned. */
    static Optional<Planned> upTo(Placement placement, Spot spot, Instant instant) {
        Rounds rounds = rounds(placement, spot);
        // The first round after the instant is one behind the one that is looked for.
        OptionalLong next = rounds(placement.endAt() == null ? placement : endless(placement), spot)
                .firstAtOrAfter(instant.plusNanos(1));
        long round = next.orElse(0) - 1;
        Instant end = placement.endAt();
        if (round >= 0 && end != null && !rounds.instantOf(round).isBefore(end)) {
            OptionalLong beyond = rounds(endless(placement), spot).firstAtOrAfter(end);
            round = beyond.orElse(0) - 1;
        }
        if (round < 0) {
            return Optional.empty();
        }
        Instant at = rounds.instantOf(round);
        return at.isBefore(from(placement, spot))
                ? Optional.empty()
                : Optional.of(new Planned(placement, spot, round, at));
    }

    /** The first round after an instant that the placement plans. */
    static Optional<Instant> after(Placement placement, Spot spot, Instant instant) {
        Instant earliest = from(placement, spot);
        Instant from = instant.isBefore(earliest) ? earliest : instant.plusNanos(1);
        Rounds rounds = rounds(placement, spot);
        OptionalLong next = rounds.firstAtOrAfter(from);
        return next.isPresent() ? Optional.of(rounds.instantOf(next.getAsLong())) : Optional.empty();
    }

    private static Rounds rounds(Placement placement, Spot spot) {
        Long offsetNs = spot.offsetNs();
        return placement.rounds(offsetNs == null ? 0 : offsetNs);
    }

    private static Placement endless(Placement placement) {
        return new Placement(
                placement.task(),
                placement.number(),
                placement.revision(),
                placement.kind(),
                placement.family(),
                placement.startAt(),
                null,
                placement.periodNs(),
                placement.from(),
                placement.spots());
    }

    private static Instant from(Placement placement, Spot spot) {
        Instant notBefore = spot.notBefore();
        return notBefore == null || notBefore.isBefore(placement.from()) ? placement.from() : notBefore;
    }
}
