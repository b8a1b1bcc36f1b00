// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the rounds of one series: whether each is there, and at the instant at which it should be. Used by one thread. */
final class Continuity {
    private final Series series;
    private final TreeMap<Long, Reported> rounds = new TreeMap<>();

    Continuity(Series series) {
        this.series = series;
    }

    /** Takes a result of a planned round; of two of the same round the first one counts. */
    void add(long round, Reported result) {
        rounds.putIfAbsent(round, result);
    }

    Series series() {
        return series;
    }

    long firstPlannedNs() {
        return rounds.firstEntry().getValue().plannedNs();
    }

    long lastPlannedNs() {
        return rounds.lastEntry().getValue().plannedNs();
    }

    /** A hole for each round that is not there although one before and one after it are. */
    List<Hole> gaps() {
        List<Hole> holes = new ArrayList<>();
        Map.Entry<Long, Reported> before = rounds.firstEntry();
        for (Map.Entry<Long, Reported> next :
                rounds.tailMap(before.getKey(), false).entrySet()) {
            long count = next.getKey() - before.getKey();
            long spanNs = next.getValue().plannedNs() - before.getValue().plannedNs();
            for (long i = 1; i < count; i++) {
                holes.add(hole(
                        "no round " + (before.getKey() + i), before.getValue().plannedNs() + spanNs / count * i));
            }
            before = next;
        }
        return holes;
    }

    /** A line for each round whose distance from the one before is not that of their numbers. */
    List<String> uneven(long periodNs) {
        List<String> lines = new ArrayList<>();
        Map.Entry<Long, Reported> before = rounds.firstEntry();
        for (Map.Entry<Long, Reported> next :
                rounds.tailMap(before.getKey(), false).entrySet()) {
            long spanNs = next.getValue().plannedNs() - before.getValue().plannedNs();
            if (spanNs != (next.getKey() - before.getKey()) * periodNs) {
                lines.add(series + ": round " + next.getKey() + " is planned " + spanNs + " ns after round "
                        + before.getKey());
            }
            before = next;
        }
        return lines;
    }

    private Hole hole(String what, long atNs) {
        return new Hole(series.task(), series.revision(), series.source(), series.destination(), atNs, atNs, what);
    }
}
