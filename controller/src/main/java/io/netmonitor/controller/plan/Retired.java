// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Member;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A slot that is planned no more, but may still be used by an agent that has not heard of it.
 *
 * @param task name of the task that had it
 * @param initiator the node whose agent has to hear
 */
record Retired(String task, String source, String destination, String initiator, int slot, int period) {
    /** What a task's placement had and its next one has not; the spots of {@code after} may be none. */
    static List<Retired> between(Placement before, Placement after) {
        Set<Retired> kept = Set.copyOf(of(after));
        return of(before).stream().filter(one -> !kept.contains(one)).toList();
    }

    private static List<Retired> of(Placement placement) {
        return placement.spots().stream()
                .filter(spot -> spot.isMeasured() && !Member.isOldNode(spot.initiator()))
                .map(spot -> of(placement, spot))
                .collect(Collectors.toList());
    }

    private static Retired of(Placement placement, Spot spot) {
        long offsetNs = spot.offsetNs() == null ? 0 : spot.offsetNs();
        return new Retired(
                placement.task(),
                spot.source(),
                spot.destination(),
                spot.initiator(),
                (int) (offsetNs / Slots.LENGTH_NS),
                Slots.in(placement.periodNs()));
    }

    /** Whether a measurement in a slot might meet this one. One agent never does both: it takes a plan as a whole. */
    boolean meets(Way way, int otherSlot, int otherPeriod) {
        return meets(way.path().source(), way.path().destination(), way.initiator(), otherSlot, otherPeriod);
    }

    /** As above, between two nodes of which one starts. */
    boolean meets(String one, String other, String starting, int otherSlot, int otherPeriod) {
        return !starting.equals(initiator)
                && (touches(one) || touches(other))
                && (slot - otherSlot) % Math.min(period, otherPeriod) == 0;
    }

    private boolean touches(String node) {
        return node.equals(source) || node.equals(destination);
    }
}
