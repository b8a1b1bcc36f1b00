// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The instants of a task's rounds on one path. Round 0 is the first instant not before the start whose distance from the
 * epoch, modulo the period, is the offset; round k follows k periods later.
 *
 * <pre>
 * epoch        startAt
 *   |--o----|--o--^-|--o----|--o----|     o offset within the period
 *                      0       1          rounds
 * </pre>
 *
 * @param startAt first instant at which a round may start
 * @param endAt instant from which no round starts; absent when rounds go on for ever
 * @param periodNs distance of two rounds, nanoseconds, at least 1
 * @param offsetNs place within the period, nanoseconds, 0 to periodNs − 1
 */
public record Rounds(Instant startAt, @Nullable Instant endAt, long periodNs, long offsetNs) {
    public Rounds {
        requireNonNull(startAt, "startAt");
        if (periodNs < 1) {
            throw new IllegalArgumentException("periodNs < 1: " + periodNs);
        }
        if (offsetNs < 0 || offsetNs >= periodNs) {
            throw new IllegalArgumentException("offsetNs outside 0 to " + (periodNs - 1) + ": " + offsetNs);
        }
    }

    /** When a round starts. */
    public Instant instantOf(long round) {
        if (round < 0) {
            throw new IllegalArgumentException("round < 0: " + round);
        }
        return EpochNanos.toInstant(Math.addExact(firstNs(), Math.multiplyExact(round, periodNs)));
    }

    /** The first round that starts at or after an instant; empty when there is none before the end. */
    public OptionalLong firstAtOrAfter(Instant instant) {
        long distance = Math.subtractExact(EpochNanos.of(instant), firstNs());
        long round = distance <= 0 ? 0 : Math.ceilDiv(distance, periodNs);
        return endAt == null || instantOf(round).isBefore(endAt) ? OptionalLong.of(round) : OptionalLong.empty();
    }

    private long firstNs() {
        long start = EpochNanos.of(startAt);
        return Math.addExact(start, Math.floorMod(offsetNs - Math.floorMod(start, periodNs), periodNs));
    }
}
