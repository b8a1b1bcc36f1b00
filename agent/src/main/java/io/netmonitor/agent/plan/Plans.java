// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.probe.AnsweredSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plan in force and those that will replace it, one after the other.
 *
 * <pre>
 * running         coming
 * ────────────────┬───────┬───────────┬──────────► time
 *            now  a      b            c
 * </pre>
 *
 * @param running in force
 * @param coming each in force from its {@code effectiveAt}, rising
 */
public record Plans(Plan running, List<Plan> coming) {
    /** Of an agent that was never given any. */
    public static final Plans NONE = new Plans(Plan.NONE, List.of());

    /** With changes more often than their lead, this many lie ahead at once; beyond it only the newest counts. */
    static final int MAX_COMING = 16;

    /** Paths of all that lie ahead, lest agent and file grow without bound. */
    static final int MAX_ENTRIES_COMING = 40_000;

    public Plans {
        coming = List.copyOf(coming);
    }

    /** The newest plan known, whose revision the controller is told. */
    public Plan newest() {
        return coming.isEmpty() ? running : coming.getLast();
    }

    /** The plan that replaces the running one; absent when none is known. */
    public @Nullable Plan next() {
        return coming.isEmpty() ? null : coming.getFirst();
    }

    /**
     * After a plan came: it takes the place of those that would begin no earlier than it does. Those before it stay, or with changes
     * that follow each other closely none would ever begin.
     */
    Plans received(Plan plan) {
        List<Plan> kept = new ArrayList<>();
        int entries = plan.entries().size();
        for (Plan one : coming) {
            entries += one.entries().size();
            if (!one.effectiveAt().isBefore(plan.effectiveAt())
                    || kept.size() == MAX_COMING - 1
                    || entries > MAX_ENTRIES_COMING) {
                break;
            }
            kept.add(one);
        }
        kept.add(plan);
        return new Plans(running, kept);
    }

    /** With the plan in force whose time has come, if there is one. */
    Plans at(Instant now) {
        int begun = 0;
        while (begun < coming.size() && !now.isBefore(coming.get(begun).effectiveAt())) {
            begun++;
        }
        return begun == 0 ? this : new Plans(coming.get(begun - 1), coming.subList(begun, coming.size()));
    }

    /** With this plan in force; whatever came in its place meanwhile is still to come. */
    Plans begun(Plan plan) {
        return new Plans(plan, coming.stream().filter(one -> !one.equals(plan)).toList());
    }

    /** The sessions to answer, by probe type: those of all plans, since peers change over on their own. */
    public Map<String, Set<AnsweredSession>> answers() {
        Map<String, Set<AnsweredSession>> union = new TreeMap<>();
        addTo(union, running);
        coming.forEach(plan -> addTo(union, plan));
        return union;
    }

    private static void addTo(Map<String, Set<AnsweredSession>> union, Plan plan) {
        plan.answers()
                .forEach((kind, sessions) ->
                        union.computeIfAbsent(kind, absent -> new HashSet<>()).addAll(sessions));
    }
}
