// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next, and the rules for what could not be done. Owned by the scheduler's thread.
 *
 * <pre>
 * at − 50 ms     due: handed to a thread, whose probe waits for the instant itself
 * at             the round before still runs: missed
 * … + patience   not begun: run all the same, the result says late
 * beyond         missed, for the host slept, its clock leapt or it was overloaded
 * </pre>
 *
 * The patience is a period, for a round that has the nodes for itself half of its slot, and for a measurement that a person started
 * 30 s. Rounds before this process began are not accounted for: nobody was there. Of a longer row of missed rounds of one entry the
 * last 1,000 become results and the log says how many more there were, so that a laptop that slept for a week does not flood its
 * controller.
 */
final class Agenda {
    static final long LEAD_NS = 50_000_000;
    static final long MAX_MISSED = 1_000;

    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final PlanBook book;
    private final RoundMark mark;
    private final EntryMark entries;
    private final Extensions extensions;
    private final Crew crew;
    private final PriorityQueue<Slot> queue = new PriorityQueue<>(Comparator.comparingLong(Slot::dueNs));
    private Map<PlanEntry.Key, Slot> slots = new HashMap<>();
    private @Nullable Instant begun;

    Agenda(PlanBook book, RoundMark mark, EntryMark entries, Extensions extensions, Crew crew) {
        this.book = book;
        this.mark = mark;
        this.entries = entries;
        this.extensions = extensions;
        this.crew = crew;
    }

    /**
     * Does what is due.
     *
     * @return nanoseconds until there is more to do
     */
    long attend(Instant now) {
        long nowNs = EpochNanos.of(now);
        Instant first = begun == null ? begin(now) : begun;
        for (Plan next = book.plans().next(); next != null; next = book.plans().next()) {
            // Rounds up to the change belong to the plan before it, also those that are already due.
            long changeNs = EpochNanos.of(next.effectiveAt());
            if (!startDue(nowNs, changeNs)) {
                return Slot.NEVER;
            }
            if (nowNs < changeNs - LEAD_NS) {
                return Math.min(untilNext(nowNs), changeNs - LEAD_NS - nowNs);
            }
            book.begun(next);
            adopt(next, later(first, next.effectiveAt()), now);
        }
        return startDue(nowNs, Slot.NEVER) ? untilNext(nowNs) : Slot.NEVER;
    }

    /** Takes up where the process before this one ended, which had come to the mark. */
    private Instant begin(Instant now) {
        Instant next = mark.reached().equals(Instant.MIN) ? now : mark.reached().plusNanos(1);
        Instant first = later(next, now);
        begun = first;
        if (mark.reached().equals(Instant.MIN)) {
            book.inForce(now);
        }
        adopt(book.plans().running(), next, now);
        // Plans that came into force meanwhile, or did before it was kept that they had, may have moved paths. Those
        // must not use a
        // number again, so that each of these plans is gone through, with what was done by it.
        for (Plan plan = book.plans().next();
                plan != null && !plan.effectiveAt().isAfter(first);
                plan = book.plans().next()) {
            book.begun(plan);
            adopt(plan, plan.effectiveAt(), now);
            Plan after = book.plans().next();
            Instant done = after == null || next.isBefore(after.effectiveAt()) ? next : after.effectiveAt();
            slots.values().forEach(slot -> slot.skipTo(done));
        }
        slots.values().forEach(slot -> slot.skipTo(first));
        queue.clear();
        queue.addAll(slots.values());
        return first;
    }

    /** Accounts for the rounds that were due and did not begin, since this process does nothing any more. */
    void end(Instant now) {
        if (begun == null) {
            return;
        }
        Instant last = later(mark.reached(), now);
        for (Plan next = book.plans().next();
                next != null && !next.effectiveAt().isAfter(last);
                next = book.plans().next()) {
            missDue(next.effectiveAt());
            book.begun(next);
            adopt(next, later(begun, next.effectiveAt()), now);
        }
        missDue(last.plusNanos(1));
    }

    private void missDue(Instant before) {
        for (Slot slot : slots.values()) {
            // A measurement that a person started may still be in time when the agent is back.
            if (slot.target().entry().runId() == null) {
                missBefore(slot, EpochNanos.of(before), "the agent was stopped before it began");
            }
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private long untilNext(long nowNs) {
        Slot head = queue.peek();
        return head == null || head.dueNs() == Slot.NEVER ? Slot.NEVER : Math.max(0, head.dueNs() - nowNs);
    }

    private void adopt(Plan plan, Instant from, Instant now) {
        long changeNs = EpochNanos.of(plan.effectiveAt());
        Instant first = begun == null ? from : begun;
        Map<PlanEntry.Key, Slot> fresh = new HashMap<>();
        for (PlanEntry entry : plan.entries()) {
            if (!fresh.containsKey(entry.key())) {
                Slot slot = slot(Target.of(entry, extensions), from, now);
                slot.dueBefore(LEAD_NS);
                fresh.put(entry.key(), slot);
            }
        }
        slots.forEach((key, slot) -> {
            Slot renewed = fresh.get(key);
            if (renewed == null && slot.atNs() < changeNs && !slot.at().isBefore(first)) {
                miss(slot, "the round before was still being measured when the plan ended");
            }
            if (renewed == null || renewed.isMovedFrom(slot)) {
                entries.reach(key, slot.round());
            }
        });
        slots = fresh;
        queue.clear();
        queue.addAll(fresh.values());
    }

    private Slot slot(Target target, Instant from, Instant now) {
        PlanEntry.Key key = target.entry().key();
        Slot old = slots.get(key);
        if (key.runId() != null) {
            return Slot.run(target, entries.next(key), old, now);
        }
        return old == null ? Slot.first(target, from, entries.next(key), now) : old.goingOn(target, from);
    }

    /**
     * Starts what is due of the rounds before a limit.
     *
     * @return false when every thread is busy; the rest is started as they become free
     */
    private boolean startDue(long nowNs, long limitNs) {
        Slot slot = queue.peek();
        while (slot != null && slot.dueNs() <= nowNs && slot.atNs() < limitNs) {
            long patienceNs = Slot.patienceNs(slot.target().entry());
            if (nowNs - slot.atNs() > patienceNs) {
                missPassed(slot, Math.min(nowNs - patienceNs, limitNs), nowNs);
            } else if (slot.running().get()) {
                if (nowNs < slot.atNs()) {
                    requeue(slot, false);
                } else {
                    miss(slot, "the round before was still being measured");
                    requeue(slot, true);
                }
            } else if (crew.isFull()) {
                return false;
            } else {
                mark(slot);
                crew.measure(slot);
                slot.advance(1);
                requeue(slot, true);
            }
            slot = queue.peek();
        }
        return true;
    }

    private void missPassed(Slot slot, long beforeNs, long nowNs) {
        String reason = Measurer.PASSED_UNUSED;
        if (slot.wasToldTooLate()) {
            reason = "the plan came after its time";
        } else if (nowNs - slot.atNs() <= slot.periodNs()) {
            reason = Measurer.WOULD_DISTURB;
        }
        missBefore(slot, beforeNs, reason);
        requeue(slot, true);
    }

    private void missBefore(Slot slot, long beforeNs, String reason) {
        long count = slot.roundsBefore(beforeNs);
        long untold = Math.max(0, count - MAX_MISSED);
        if (untold > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0}: {1} rounds from {2} were missed; results tell the last {3}",
                    slot.target().entry().key(),
                    count,
                    slot.at(),
                    MAX_MISSED);
            slot.advance(untold);
        }
        for (long i = untold; i < count; i++) {
            miss(slot, reason);
        }
    }

    private void miss(Slot slot, String reason) {
        mark(slot);
        crew.miss(slot, reason);
        slot.advance(1);
    }

    /** The next round will not be begun again. */
    private void mark(Slot slot) {
        PlanEntry.Key key = slot.target().entry().key();
        if (key.runId() != null) {
            entries.reach(key, 1);
            return;
        }
        mark.reach(slot.at());
        // Should the clock be set back and this process end, the plan before would count up to the change again.
        if (slot.at().isBefore(book.plans().running().effectiveAt())) {
            entries.reach(key, slot.round() + 1);
        }
    }

    private void requeue(Slot slot, boolean early) {
        queue.remove(slot);
        if (early) {
            slot.dueBefore(LEAD_NS);
        } else {
            slot.dueAtInstant();
        }
        queue.add(slot);
    }
}
