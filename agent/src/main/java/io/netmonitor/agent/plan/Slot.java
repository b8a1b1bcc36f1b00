// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where an entry is in its rounds. Owned by the scheduler's thread, but for {@link #running}, which the measuring thread
 * clears.
 */
final class Slot {
    /** {@link #atNs} of an entry that has no round left. */
    static final long NEVER = Long.MAX_VALUE;

    private final Target target;
    private final Rounds rounds;
    private final AtomicBoolean running;
    private final Instant learntAt;
    private long round;
    private long atNs;
    private long dueNs;

    private Slot(Target target, Instant learntAt, AtomicBoolean running) {
        this.learntAt = learntAt;
        this.target = target;
        this.rounds = target.entry().rounds();
        this.running = running;
    }

    /**
     * An entry whose first round is the first one at or after an instant.
     *
     * @param learntAt when this agent got to know it
     */
    static Slot first(Target target, Instant from, Instant learntAt) {
        Slot slot = new Slot(target, learntAt, new AtomicBoolean());
        slot.moveTo(slot.rounds.firstAtOrAfter(from));
        return slot;
    }

    /**
     * The same entry in a new plan: goes on counting. When the new plan shifted the rounds, the next is the first one
     * after the last by time, but never one whose number was used.
     */
    Slot goingOn(Target renewed, Instant from) {
        Slot slot = new Slot(renewed, learntAt, running);
        if (slot.rounds.equals(rounds)) {
            slot.round = round;
            slot.atNs = atNs;
            slot.dueNs = dueNs;
            return slot;
        }
        OptionalLong next = slot.rounds.firstAtOrAfter(from);
        boolean comparable =
                slot.rounds.startAt().equals(rounds.startAt()) && slot.rounds.periodNs() == rounds.periodNs();
        slot.moveTo(comparable && next.isPresent() ? slot.notBefore(Math.max(round, next.getAsLong())) : next);
        return slot;
    }

    Target target() {
        return target;
    }

    AtomicBoolean running() {
        return running;
    }

    /** The next round; without meaning when there is none. */
    long round() {
        return round;
    }

    /** When the next round is planned, nanoseconds since the epoch, or {@link #NEVER}. */
    long atNs() {
        return atNs;
    }

    Instant at() {
        return EpochNanos.toInstant(atNs);
    }

    /** Whether the next round lay in the past already when this agent got to know the entry. */
    boolean wasToldTooLate() {
        return at().isBefore(learntAt);
    }

    /** When the scheduler turns to it, nanoseconds since the epoch. */
    long dueNs() {
        return dueNs;
    }

    /** Turn to it a little before its instant, as usual. */
    void dueBefore(long leadNs) {
        dueNs = atNs == NEVER ? NEVER : atNs - leadNs;
    }

    /** Turn to it at its instant, because the round before may end until then. */
    void dueAtInstant() {
        dueNs = atNs;
    }

    long periodNs() {
        return rounds.periodNs();
    }

    /** How many rounds there are from the next one to before an instant. */
    long roundsBefore(long instantNs) {
        if (atNs == NEVER || instantNs <= atNs) {
            return 0;
        }
        Instant end = rounds.endAt();
        long limitNs = end != null && end.isBefore(EpochNanos.toInstant(instantNs)) ? EpochNanos.of(end) : instantNs;
        return Math.ceilDiv(limitNs - atNs, periodNs());
    }

    /** Goes some rounds further. */
    void advance(long count) {
        moveTo(notBefore(round + count));
    }

    private OptionalLong notBefore(long number) {
        try {
            Instant at = rounds.instantOf(number);
            return rounds.endAt() == null || at.isBefore(rounds.endAt())
                    ? OptionalLong.of(number)
                    : OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty(); // after the year 2262
        }
    }

    private void moveTo(OptionalLong next) {
        round = next.orElse(round);
        atNs = next.isPresent() ? EpochNanos.of(rounds.instantOf(next.getAsLong())) : NEVER;
        dueNs = atNs;
    }
}
