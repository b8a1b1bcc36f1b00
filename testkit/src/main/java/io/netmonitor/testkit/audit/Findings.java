// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What an audit found. Filled by the audit alone, then only read. */
public final class Findings {
    private static final int SHOWN = 10;

    final Map<String, Integer> outcomes = new TreeMap<>();
    final Map<String, Integer> missed = new TreeMap<>();
    final Map<String, Integer> missedOutOfTouch = new TreeMap<>();
    final Map<String, Integer> explained = new TreeMap<>();
    final Map<Fault, List<String>> faults = new TreeMap<>();
    int results;
    int promises;
    int excused;
    int cutShort;
    int asked;

    /** Each rule that results can break. */
    public enum Fault {
        /** Two measurements that needed a node for themselves were there at once. */
        OVERLAP("two at once on a node"),
        /** One identity has two results. */
        REPEATED("result that is there twice"),
        /** A round is missing between others. */
        GAP("round without a result"),
        /** A pair was not measured at the beginning, at the end or at all. */
        SHORT("pair not measured for all its time"),
        /** A path moved within its period although the task stood. */
        UNEVEN("round not a period after the one before"),
        /** A measurement did not start in its round. */
        OUTSIDE("measurement begun outside its round"),
        /** The API tells of a round what its result does not. */
        TOLD("round that is explained otherwise than by its result");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    Findings() {}

    void add(Fault fault, String line) {
        faults.computeIfAbsent(fault, key -> new ArrayList<>()).add(line);
    }

    void add(Fault fault, List<String> lines) {
        lines.forEach(line -> add(fault, line));
    }

    /** How many results there were. */
    public int results() {
        return results;
    }

    /** How many results of a kind have an outcome. */
    public int results(String kind, String outcome) {
        return outcomes.getOrDefault(kind + " " + outcome, 0);
    }

    /** How many pairs of nodes were to be measured, in all revisions. */
    public int promises() {
        return promises;
    }

    /** How many rounds were missed by agents that ran and could be told. */
    public int missed() {
        return sum(missed);
    }

    /** The share of results that are not of missed rounds, where an agent ran and could be told. */
    public double carriedOut() {
        int counted = results - sum(missedOutOfTouch);
        return counted == 0 ? 0 : 1 - (double) missed() / counted;
    }

    /** What broke a rule, a line each. */
    public List<String> of(Fault fault) {
        return List.copyOf(faults.getOrDefault(fault, List.of()));
    }

    /** Everything that broke a rule. */
    public List<String> all() {
        return faults.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(line -> entry.getKey().words + ": " + line))
                .toList();
    }

    /** All of it for people; of each fault the first few. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(row("results", results));
        outcomes.forEach((outcome, count) -> lines.add(row("  " + outcome, count)));
        lines.add(row("pairs planned, in all revisions", promises));
        lines.add(row("missed by agents that ran and were in touch", missed()));
        missed.forEach((reason, count) -> lines.add(row("  " + reason, count)));
        lines.add(row("missed by others", sum(missedOutOfTouch)));
        missedOutOfTouch.forEach((reason, count) -> lines.add(row("  " + reason, count)));
        lines.add(row("absent while their agent was away", excused));
        lines.add(row("absent from the last 5 s of agents that were killed", cutShort));
        lines.add(row("absent because the plan had no place for them", sum(explained)));
        explained.forEach((reason, count) -> lines.add(row("  " + reason, count)));
        lines.add(row("rounds whose explanation was asked for", asked));
        for (Fault fault : Fault.values()) {
            List<String> found = of(fault);
            lines.add(row(fault.words, found.size()));
            found.stream().limit(SHOWN).forEach(line -> lines.add("    " + line));
        }
        lines.add(String.format(Locale.ROOT, "  %-58s %9.3f %%", "carried out", carriedOut() * 100));
        return lines;
    }

    private static String row(String what, int count) {
        return String.format(Locale.ROOT, "  %-58s %9d", what, count);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
