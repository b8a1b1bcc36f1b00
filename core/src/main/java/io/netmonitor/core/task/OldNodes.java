// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import io.netmonitor.core.Fault;
import io.netmonitor.core.time.Durations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What nodes of the prototype ask of a task: they read its name from an address, its period in whole seconds, and know its
 * members by one text each.
 */
public final class OldNodes {
    private static final int MAX_LISTED = 255;
    private static final String SPLITTING = "+./?#";
    private static final long SECOND_NS = Durations.parseNs("1s");

    private OldNodes() {}

    /** Whether a task has a node of the prototype. */
    public static boolean any(TaskSpec spec) {
        return spec.everybody().stream().anyMatch(Member::isOldNode);
    }

    /** Whether nodes of the prototype alone measure a task, at whatever period: they plan nothing together. */
    public static boolean only(TaskSpec spec) {
        return !spec.members().isEmpty() && spec.members().stream().allMatch(Member::isOldNode);
    }

    static void check(TaskSpec spec, List<Fault> faults) {
        checkListing(spec, faults);
        if (!any(spec)) {
            return;
        }
        if (spec.name().chars().anyMatch(character -> SPLITTING.indexOf(character) >= 0)) {
            faults.add(new Fault("name", "has one of " + SPLITTING + ", at which old nodes split it: " + spec.name()));
        }
        if (spec.topology() != Topology.MESH) {
            faults.add(new Fault(
                    "topology",
                    "is not mesh, which is all that old nodes know: "
                            + spec.topology().label()));
        }
        try {
            if (spec.periodNs() % SECOND_NS != 0) {
                faults.add(new Fault(
                        "period", "is not in whole seconds, which is all that old nodes know: " + spec.period()));
            }
        } catch (IllegalArgumentException e) {
            // Told by whoever checks the period itself.
        }
    }

    private static void checkListing(TaskSpec spec, List<Fault> faults) {
        List<String> everybody = spec.everybody();
        spec.listedAs().forEach((member, listed) -> {
            if (!everybody.contains(member)) {
                faults.add(new Fault("listedAs", "has what is no member: " + member));
            } else if (listed == null
                    || listed.isBlank()
                    || !listed.equals(listed.strip())
                    || listed.length() > MAX_LISTED
                    || listed.indexOf('+') >= 0
                    || listed.chars().anyMatch(Character::isISOControl)) {
                faults.add(new Fault(
                        "listedAs." + member,
                        "is not 1 to " + MAX_LISTED
                                + " characters without '+', blanks at its ends or control characters: " + listed));
            }
        });
        Map<String, String> byListed = new HashMap<>();
        for (String member : everybody) {
            try {
                String other = byListed.putIfAbsent(spec.listedAs(member), member);
                if (other != null) {
                    faults.add(new Fault(
                            "members",
                            "has two that the prototype's interfaces could not tell apart, " + other + " and " + member
                                    + ": " + spec.listedAs(member)));
                }
            } catch (IllegalArgumentException e) {
                // No member at all: told elsewhere.
            }
        }
    }
}
