// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.probe.AnsweredSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of all tasks that one agent carries out.
 *
 * @param revision identifies the content: two plans of the same revision are equal
 * @param effectiveAt instant from which it replaces the plan before it, so that agents change over together
 * @param entries what this agent measures
 * @param answers the sessions that this agent's answering sides answer, by probe type
 */
public record Plan(
        String revision, Instant effectiveAt, List<PlanEntry> entries, Map<String, Set<AnsweredSession>> answers) {
    /** The plan of an agent that has never been given one: nothing to do, nobody to answer. */
    public static final Plan NONE = new Plan("", Instant.EPOCH, List.of(), Map.of());

    public Plan {
        requireNonNull(revision, "revision");
        requireNonNull(effectiveAt, "effectiveAt");
        entries = List.copyOf(entries);
        answers = answers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }
}
