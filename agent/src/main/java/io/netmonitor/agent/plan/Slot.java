// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry is in its rounds. Owned by the scheduler's thread, but for {@link #running}, which the measuring thread
 * clears.
 */
final class Slot {
    /** {@link #atNs} of an entry that has no round left. */
    static final long NEVER = Long.MAX_VALUE;

    /** Whoever started a measurement by hand has gone away by then. */
    static final long RUN_PATIENCE_NS = 30_000_000_000L;

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
     * @param least its least number, all before it are accounted for
     * @param learntAt when this agent got to know it
     */
    static Slot first(Target target, Instant from, long least, Instant learntAt) {
        Slot slot = new Slot(target, learntAt, new AtomicBoolean());
        slot.moveTo(Math.max(least, slot.numberFrom(from)));
        return slot;
    }

    /**
     * An entry that a person started: its one round is to be done whenever it was planned.
     *
     * @param least 1 when it was done already
     * @param old the same in the plan before, if it was there
     */
    static Slot run(Target target, long least, @Nullable Slot old, Instant learntAt) {
        Slot slot = new Slot(
                target, old == null ? learntAt : old.learntAt, old == null ? new AtomicBoolean() : old.running);
        slot.moveTo(least);
        return slot;
    }

    /**
     * The same entry in a new plan: goes on counting, also when the new plan shifted the rounds.
     *
     * @param from the first round's least instant where the new plan counts them anew
     */
    Slot goingOn(Target renewed, Instant from) {
        Slot slot = new Slot(renewed, learntAt, running);
        boolean comparable =
                slot.rounds.startAt().equals(rounds.startAt()) && slot.rounds.periodNs() == rounds.periodNs();
        slot.moveTo(comparable ? Math.max(round, slot.numberFrom(slot.rounds.startAt())) : slot.numberFrom(from));
        return slot;
    }

    Target target() {
        return target;
    }

    AtomicBoolean running() {
        return running;
    }

    /** The next round, also when its instant is after the end. */
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

    /**
     * How long after its instant a round of an entry may still begin, nanoseconds: one that has the nodes for itself in the first half
     * of its slot, lest it run into somebody else's.
     */
    static long patienceNs(PlanEntry entry) {
        if (entry.slotNs() > 0) {
            return entry.slotNs() / 2;
        }
        return entry.runId() == null ? entry.periodNs() : RUN_PATIENCE_NS;
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
        moveTo(round + count);
    }

    /** Leaves out the rounds before an instant, unless a person started it. */
    void skipTo(Instant instant) {
        if (target.entry().runId() == null) {
            moveTo(Math.max(round, numberFrom(instant)));
            dueBefore(Agenda.LEAD_NS);
        }
    }

    /** Whether rounds of the same numbers come at other instants than in another plan. */
    boolean isMovedFrom(Slot other) {
        return !rounds.instantOf(0).equals(other.rounds.instantOf(0)) || periodNs() != other.periodNs();
    }

    /** Number of the first round from an instant on that is to be run; there may be an end before it. */
    private long numberFrom(Instant from) {
        Instant notBefore = target.entry().notBefore();
        Instant least = notBefore != null && notBefore.isAfter(from) ? notBefore : from;
        return new Rounds(rounds.startAt(), null, rounds.periodNs(), rounds.offsetNs())
                .firstAtOrAfter(least)
                .orElseThrow();
    }

    private void moveTo(long number) {
        round = number;
        atNs = NEVER;
        try {
            Instant at = rounds.instantOf(number);
            if (rounds.endAt() == null || at.isBefore(rounds.endAt())) {
                atNs = EpochNanos.of(at);
            }
        } catch (ArithmeticException e) {
            // After the year 2262.
        }
        dueNs = atNs;
    }
}
