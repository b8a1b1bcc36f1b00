// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * When each node was there. A process that was started again is there from the first round on that it accounts for; what was
 * measured when it was killed is lost, and a node that is connected again has heard all news only some time later.
 */
final class Attendance {
    /** The longest measurement. */
    private static final long UNDER_WAY_NS = 5 * Nanos.SECOND;

    /** A poll that hangs on a dead connection is given up after this time. */
    private static final long POLL_NS = 45 * Nanos.SECOND;

    private final List<Absence> away = new ArrayList<>();
    private final List<Absence> underWay = new ArrayList<>();
    private final List<Absence> cutOff = new ArrayList<>();

    Attendance(List<Absence> absences, List<Reported> results) {
        for (Absence absence : absences) {
            long fromNs = absence.fromNs();
            switch (absence.sort()) {
                case STOPPED -> away.add(lasting(absence, fromNs, back(absence, results)));
                case KILLED -> {
                    underWay.add(lasting(absence, fromNs - UNDER_WAY_NS, fromNs));
                    away.add(lasting(absence, fromNs, back(absence, results)));
                }
                case CUT_OFF -> cutOff.add(lasting(absence, fromNs, absence.toNs() + POLL_NS));
            }
        }
    }

    private static Absence lasting(Absence absence, long fromNs, long toNs) {
        return new Absence(absence.node(), absence.sort(), fromNs, toNs);
    }

    /** Whether a node was not there at an instant. */
    boolean isAway(String node, long atNs) {
        return overlaps(away.stream(), node, atNs, atNs);
    }

    /** Whether a node may have been killed in the midst of a round of an instant. */
    boolean isUnderWay(String node, long atNs) {
        return overlaps(underWay.stream(), node, atNs, atNs);
    }

    /** Whether a node may not have heard, or not have done, what was to be done at some time between two instants. */
    boolean excusesTime(String node, long fromNs, long toNs) {
        return overlaps(Stream.of(away, underWay, cutOff).flatMap(List::stream), node, fromNs, toNs);
    }

    /** Whether a node could not be told anything at an instant. */
    boolean isOutOfTouch(String node, long atNs) {
        return overlaps(Stream.concat(away.stream(), cutOff.stream()), node, atNs, atNs);
    }

    private static boolean overlaps(Stream<Absence> absences, String node, long fromNs, long toNs) {
        return absences.anyMatch(
                absence -> absence.node().equals(node) && absence.fromNs() <= toNs && fromNs <= absence.toNs());
    }

    private static long back(Absence absence, List<Reported> results) {
        return results.stream()
                .filter(result -> result.source().equals(absence.node()) && result.plannedNs() >= absence.toNs())
                .mapToLong(Reported::plannedNs)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
