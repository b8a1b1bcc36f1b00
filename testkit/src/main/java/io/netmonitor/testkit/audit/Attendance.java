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
    private final List<Absence> cutOff = new ArrayList<>();

    Attendance(List<Absence> absences, List<Reported> results) {
        for (Absence absence : absences) {
            switch (absence.sort()) {
                case STOPPED ->
                    away.add(new Absence(absence.node(), absence.sort(), absence.fromNs(), back(absence, results)));
                case KILLED ->
                    away.add(new Absence(
                            absence.node(), absence.sort(), absence.fromNs() - UNDER_WAY_NS, back(absence, results)));
                case CUT_OFF ->
                    cutOff.add(new Absence(absence.node(), absence.sort(), absence.fromNs(), absence.toNs() + POLL_NS));
            }
        }
    }

    /** Whether a node may have left out a round of this instant. */
    boolean excusesRound(String node, long plannedNs) {
        return overlaps(away.stream(), node, plannedNs, plannedNs);
    }

    /** Whether a node may not have heard, or not have done, what was to be done at some time between two instants. */
    boolean excusesTime(String node, long fromNs, long toNs) {
        return overlaps(Stream.concat(away.stream(), cutOff.stream()), node, fromNs, toNs);
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
