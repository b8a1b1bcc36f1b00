// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.probe.AnsweredSession;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The plan in force and the one that will replace it.
 *
 * @param running in force
 * @param next in force from its {@code effectiveAt}; absent when none is known
 */
public record Plans(Plan running, @Nullable Plan next) {
    /** Of an agent that was never given any. */
    public static final Plans NONE = new Plans(Plan.NONE, null);

    /** The newest plan known, whose revision the controller is told. */
    public Plan newest() {
        return next == null ? running : next;
    }

    /** After a plan came: it takes the place of one that has not begun. */
    Plans received(Plan plan) {
        return new Plans(running, plan);
    }

    /** With the next plan in force, if its time has come. */
    Plans at(Instant now) {
        return next == null || now.isBefore(next.effectiveAt()) ? this : new Plans(next, null);
    }

    /** The sessions to answer, by probe type: those of both plans, since peers change over on their own. */
    public Map<String, Set<AnsweredSession>> answers() {
        Map<String, Set<AnsweredSession>> union = new TreeMap<>();
        addTo(union, running);
        if (next != null) {
            addTo(union, next);
        }
        return union;
    }

    private static void addTo(Map<String, Set<AnsweredSession>> union, Plan plan) {
        plan.answers()
                .forEach((kind, sessions) ->
                        union.computeIfAbsent(kind, absent -> new HashSet<>()).addAll(sessions));
    }
}
