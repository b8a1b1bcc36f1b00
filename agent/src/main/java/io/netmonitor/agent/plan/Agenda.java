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
 * at − 50 ms   due: handed to a thread, whose probe waits for the instant itself
 * at           the round before still runs: missed
 * … + period   not begun: run all the same, the result says late
 * beyond       missed, for the host slept, its clock leapt or it was overloaded
 * </pre>
 *
 * Rounds before this process began are not accounted for: nobody was there. Of a longer run of missed rounds of one entry the
 * last 1,000 become results and the log says how many more there were, so that a laptop that slept for a week does not
 * flood its controller.
 */
final class Agenda {
    static final long LEAD_NS = 50_000_000;
    static final long MAX_MISSED = 1_000;

    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final PlanBook book;
    private final RoundMark mark;
    private final Extensions extensions;
    private final Crew crew;
    private final PriorityQueue<Slot> queue = new PriorityQueue<>(Comparator.comparingLong(Slot::dueNs));
    private Map<PlanEntry.Key, Slot> slots = new HashMap<>();
    private @Nullable Instant begun;
    private @Nullable Plan adopted;

    Agenda(PlanBook book, RoundMark mark, Extensions extensions, Crew crew) {
        this.book = book;
        this.mark = mark;
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
        if (begun == null) {
            begun = mark.reached().isBefore(now) ? now : mark.reached().plusNanos(1);
            book.inForce(now);
        }
        if (adopted == null) {
            adopt(book.plans().running(), begun, now);
        }
        Plan next = book.plans().next();
        if (next == null) {
            return startDue(nowNs, Slot.NEVER) ? untilNext(nowNs) : Slot.NEVER;
        }
        // Rounds up to the change belong to the plan before it, also those that are already due.
        long changeNs = EpochNanos.of(next.effectiveAt());
        if (!startDue(nowNs, changeNs)) {
            return Slot.NEVER;
        }
        if (nowNs < changeNs - LEAD_NS) {
            return Math.min(untilNext(nowNs), changeNs - LEAD_NS - nowNs);
        }
        adopt(next, begun.isAfter(next.effectiveAt()) ? begun : next.effectiveAt(), now);
        book.inForce(next.effectiveAt());
        return startDue(nowNs, Slot.NEVER) ? untilNext(nowNs) : Slot.NEVER;
    }

    private long untilNext(long nowNs) {
        Slot head = queue.peek();
        return head == null || head.dueNs() == Slot.NEVER ? Slot.NEVER : Math.max(0, head.dueNs() - nowNs);
    }

    private void adopt(Plan plan, Instant from, Instant now) {
        long changeNs = EpochNanos.of(plan.effectiveAt());
        Map<PlanEntry.Key, Slot> fresh = new HashMap<>();
        for (PlanEntry entry : plan.entries()) {
            Slot old = slots.get(entry.key());
            Target target = Target.of(entry, extensions);
            Slot slot = old == null ? Slot.first(target, from, now) : old.goingOn(target, from);
            slot.dueBefore(LEAD_NS);
            fresh.put(entry.key(), slot);
        }
        slots.forEach((key, slot) -> {
            if (!fresh.containsKey(key) && slot.atNs() < changeNs) {
                crew.miss(slot, "the round before was still being measured when the plan ended");
            }
        });
        slots = fresh;
        queue.clear();
        queue.addAll(fresh.values());
        adopted = plan;
    }

    /**
     * Starts what is due of the rounds before a limit.
     *
     * @return false when every thread is busy; the rest is started as they become free
     */
    private boolean startDue(long nowNs, long limitNs) {
        Slot slot = queue.peek();
        while (slot != null && slot.dueNs() <= nowNs && slot.atNs() < limitNs) {
            if (nowNs - slot.atNs() > slot.periodNs()) {
                missPassed(slot, Math.min(nowNs - slot.periodNs(), limitNs));
            } else if (slot.running().get()) {
                if (nowNs < slot.atNs()) {
                    requeue(slot, false);
                } else {
                    miss(slot, "the round before was still being measured");
                    slot.advance(1);
                    requeue(slot, true);
                }
            } else {
                mark.reach(slot.at());
                if (!crew.measure(slot)) {
                    return false;
                }
                slot.advance(1);
                requeue(slot, true);
            }
            slot = queue.peek();
        }
        return true;
    }

    private void missPassed(Slot slot, long beforeNs) {
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
            miss(
                    slot,
                    slot.wasToldTooLate()
                            ? "the plan came after its time"
                            : "its time passed unused: the host slept, its clock was changed or it was overloaded");
            slot.advance(1);
        }
        requeue(slot, true);
    }

    private void miss(Slot slot, String reason) {
        mark.reach(slot.at());
        crew.miss(slot, reason);
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
