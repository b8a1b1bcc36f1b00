// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import io.netmonitor.testkit.audit.Findings.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds results against promises. What is absent is forgiven where its agent was away, or where the plan says that it has no place for
 * it. Used by one thread.
 */
public final class Audit {
    /**
     * How far off an agent may be that reckons the controller's time from its answers. The first one takes as long as a connection and its TLS,
     * of which up to a half is its error: on a busy host that was 100 ms.
     */
    private static final long CLOCK_NS = 500_000_000;

    private final List<Reported> results;
    private final List<Promise> promises;
    private final Attendance attendance;

    /** Of so many results the plan is asked what became of them. */
    private static final int ASKED = 100;

    /** Asks for the plan's own word. */
    public interface Plan {
        /** Why nothing was planned for all of that time; empty when something was. */
        Optional<String> noPlace(Hole hole);

        /** What the plan says of a planned round, in the words {@code measured 17} with the outcome's sort and the round's number. */
        String told(Reported result);
    }

    /**
     * An audit of results.
     *
     * @param results all that there are, in any order
     * @param promises what was to be measured
     * @param absences when nodes were away
     */
    public Audit(List<Reported> results, List<Promise> promises, List<Absence> absences) {
        this.results = List.copyOf(results);
        this.promises = List.copyOf(promises);
        this.attendance = new Attendance(absences, results);
    }

    /** Goes through everything; asks the plan about what is absent without an excuse. */
    public Findings findings(Plan plan) {
        Findings findings = new Findings();
        findings.results = results.size();
        findings.promises = promises.size();
        countOutcomes(findings);
        findings.add(Fault.OVERLAP, Overlaps.in(results));
        findRepeated(findings);
        List<Continuity> series = series();
        Map<String, Long> periods = new HashMap<>();
        promises.forEach(promise -> periods.put(promise.task() + " " + promise.revision(), promise.periodNs()));
        findGaps(series, periods, plan, findings);
        findShort(series, plan, findings);
        findOutside(periods, findings);
        askOfSome(plan, findings);
        return findings;
    }

    private void countOutcomes(Findings findings) {
        for (Reported result : results) {
            findings.outcomes.merge(result.kind() + " " + result.outcome(), 1, Integer::sum);
            if (result.isMissed()) {
                boolean outOfTouch = attendance.isOutOfTouch(result.source(), result.plannedNs());
                (outOfTouch ? findings.missedOutOfTouch : findings.missed).merge(result.reason(), 1, Integer::sum);
            }
        }
    }

    private void findRepeated(Findings findings) {
        Set<String> seen = new HashSet<>();
        for (Reported result : results) {
            if (!seen.add(result.identity())) {
                findings.add(Fault.REPEATED, result.toString());
            }
        }
    }

    private List<Continuity> series() {
        Map<String, Continuity> all = new TreeMap<>();
        for (Reported result : results) {
            Long round = result.round();
            if (round != null) {
                all.computeIfAbsent(result.series().toString(), key -> new Continuity(result.series()))
                        .add(round, result);
            }
        }
        return new ArrayList<>(all.values());
    }

    private void findGaps(List<Continuity> all, Map<String, Long> periods, Plan plan, Findings findings) {
        for (Continuity series : all) {
            for (Hole hole : series.gaps()) {
                if (attendance.isUnderWay(hole.source(), hole.fromNs())) {
                    findings.cutShort++;
                } else {
                    judge(hole, attendance.isAway(hole.source(), hole.fromNs()), Fault.GAP, plan, findings);
                }
            }
            Long periodNs =
                    periods.get(series.series().task() + " " + series.series().revision());
            if (periodNs != null) {
                findings.add(Fault.UNEVEN, series.uneven(periodNs));
            }
        }
    }

    private void findShort(List<Continuity> all, Plan plan, Findings findings) {
        Map<String, List<Continuity>> byRevision = new HashMap<>();
        for (Continuity series : all) {
            byRevision
                    .computeIfAbsent(
                            series.series().task() + " " + series.series().revision(), key -> new ArrayList<>())
                    .add(series);
        }
        for (Promise promise : promises) {
            List<Continuity> kept =
                    byRevision.getOrDefault(promise.task() + " " + promise.revision(), List.of()).stream()
                            .filter(series -> promise.concerns(series.series()))
                            .toList();
            if (promise.holdsARound()) {
                findShort(promise, kept, plan, findings);
            }
        }
    }

    private void findShort(Promise promise, List<Continuity> kept, Plan plan, Findings findings) {
        if (kept.isEmpty()) {
            judge(promise, "never", promise.fromNs(), promise.untilNs() - 1, plan, findings);
            return;
        }
        long firstNs = kept.stream().mapToLong(Continuity::firstPlannedNs).min().orElseThrow();
        long lastNs = kept.stream().mapToLong(Continuity::lastPlannedNs).max().orElseThrow();
        if (firstNs > promise.firstByNs()) {
            judge(promise, "not at the beginning", promise.fromNs(), firstNs - 1, plan, findings);
        }
        if (lastNs < promise.lastFromNs()) {
            judge(promise, "not at the end", lastNs + 1, promise.untilNs() - 1, plan, findings);
        }
    }

    /** Between two instants a pair was not measured as often as it should. */
    private void judge(Promise promise, String what, long fromNs, long toNs, Plan plan, Findings findings) {
        Hole hole = new Hole(promise.task(), promise.revision(), promise.one(), promise.other(), fromNs, toNs, what);
        boolean excused = attendance.excusesTime(promise.one(), fromNs, toNs)
                || (!promise.isOrdered() && attendance.excusesTime(promise.other(), fromNs, toNs));
        judge(hole, excused, Fault.SHORT, plan, findings);
    }

    private static void judge(Hole hole, boolean excused, Fault fault, Plan plan, Findings findings) {
        if (excused) {
            findings.excused++;
            return;
        }
        Optional<String> noPlace = plan.noPlace(hole);
        if (noPlace.isPresent()) {
            findings.explained.merge(noPlace.get(), 1, Integer::sum);
        } else {
            findings.add(fault, hole.toString());
        }
    }

    private void findOutside(Map<String, Long> periods, Findings findings) {
        for (Reported result : results) {
            Long periodNs = periods.get(result.task() + " " + result.revision());
            if (periodNs != null
                    && result.round() != null
                    && (result.startedNs() < result.plannedNs() - CLOCK_NS
                            || result.startedNs() >= result.plannedNs() + periodNs + CLOCK_NS)) {
                findings.add(Fault.OUTSIDE, result + ", planned for " + Nanos.clock(result.plannedNs()));
            }
        }
    }

    /** Of results spread over all, of those whose task stood and whose agent was in touch. */
    private void askOfSome(Plan plan, Findings findings) {
        Map<String, Long> untilNs = new HashMap<>();
        promises.forEach(promise -> untilNs.put(promise.task() + " " + promise.revision(), promise.untilNs()));
        List<Reported> sure = results.stream()
                .filter(result -> result.round() != null
                        && result.plannedNs() < untilNs.getOrDefault(result.task() + " " + result.revision(), 0L)
                        && !attendance.isOutOfTouch(result.source(), result.plannedNs()))
                .toList();
        int step = Math.max(1, sure.size() / ASKED);
        for (int i = 0; i < sure.size(); i += step) {
            Reported result = sure.get(i);
            String told = plan.told(result);
            findings.asked++;
            if (!told.equals(result.sort() + " " + result.round())) {
                findings.add(Fault.TOLD, result + ": " + told);
            }
        }
    }
}
