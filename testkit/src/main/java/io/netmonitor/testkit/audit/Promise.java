// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

/**
 * That a pair of nodes is measured again and again for some time.
 *
 * @param one the pair; without order unless the kind is exclusive, whose measurements go from one to other
 * @param fromNs when the task came to be so, nanoseconds since the epoch
 * @param untilNs when it came to be otherwise
 */
public record Promise(
        String task, int revision, String kind, String one, String other, long fromNs, long untilNs, long periodNs) {
    /** The kind whose measurements need their nodes for themselves and go one way. */
    static final String EXCLUSIVE_KIND = "bandwidth";

    /** Time that agents are given to hear of a plan, and that it takes to begin by it. */
    private static final long LEAD_NS = 2 * Nanos.SECOND;

    /** Time that they are given to hear of a new slot, with what is left of the slot in which it ends. */
    private static final long SLOT_LEAD_NS = 16 * Nanos.SECOND;

    boolean isOrdered() {
        return kind.equals(EXCLUSIVE_KIND);
    }

    boolean concerns(Series series) {
        if (!task.equals(series.task()) || revision != series.revision()) {
            return false;
        }
        boolean there = one.equals(series.source()) && other.equals(series.destination());
        boolean back = one.equals(series.destination()) && other.equals(series.source());
        return there || (back && !isOrdered());
    }

    /** When the first round has been at the latest. */
    long firstByNs() {
        return fromNs + (isOrdered() ? SLOT_LEAD_NS : LEAD_NS) + periodNs;
    }

    /** When the last round is at the earliest. */
    long lastFromNs() {
        return untilNs - periodNs;
    }

    /** Whether it lasts long enough for a round. */
    boolean holdsARound() {
        return firstByNs() <= untilNs;
    }
}
