// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.NodeName;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.time.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a task at once. */
public final class TaskValidation {
    /** A round shorter than this leaves no time to measure and report. */
    private static final long MIN_PERIOD_NS = Durations.parseNs("100ms");

    private static final long MAX_PERIOD_NS = Durations.parseNs("1d");
    private static final int MAX_MEMBERS = 500;
    private static final Instant LATEST_START = Instant.parse("2200-01-01T00:00:00Z");

    private TaskValidation() {}

    /**
     * Checks a task.
     *
     * @param kinds descriptions of the probe types that there are, by kind
     * @param nodes names of the nodes that joined
     * @throws InvalidInputException with every fault, each naming its field
     */
    public static void require(TaskSpec spec, Map<String, ProbeDescription> kinds, Set<String> nodes) {
        List<Fault> faults = new ArrayList<>();
        checkName(spec.name(), faults);
        checkLength("title", spec.title(), 200, faults);
        checkLength("description", spec.description(), 2_000, faults);
        checkMembers(spec.members(), nodes, faults);
        checkPeriod(spec.period(), faults);
        checkStart(spec.start(), faults);
        if (spec.start() != null && spec.end() != null && !spec.start().isBefore(spec.end())) {
            faults.add(new Fault("end", "is not after start " + spec.start() + ": " + spec.end()));
        }
        Optional<ProbeDescription> description = Optional.ofNullable(kinds.get(spec.kind()));
        if (description.isEmpty()) {
            faults.add(new Fault("kind", "is none of " + String.join(", ", kinds.keySet()) + ": " + spec.kind()));
        } else {
            try {
                Settings.read(description.get().settings(), spec.settings());
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        }
        InvalidInputException.throwIfAny(faults);
    }

    private static void checkName(String name, List<Fault> faults) {
        if (name.isBlank()) {
            faults.add(new Fault("name", "is missing"));
        } else if (name.codePointCount(0, name.length()) > 100) {
            faults.add(new Fault("name", "is longer than 100 characters: " + name.codePointCount(0, name.length())));
        } else if (name.startsWith("openapi")) {
            faults.add(new Fault("name", "starts with openapi, which names a page of the API: " + name));
        } else if (name.codePoints().anyMatch(TaskValidation::isForbidden)
                || name.equals(".")
                || name.equals("..")
                || !name.equals(name.strip())) {
            faults.add(new Fault(
                    "name",
                    "has a slash, backslash, control character or a blank at its ends, or is . or ..: " + name));
        }
    }

    /** Names stand in URLs and file names; half of a surrogate pair cannot be written in UTF-8. */
    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || codePoint == '/'
                || codePoint == '\\';
    }

    private static void checkLength(String field, @Nullable String text, int max, List<Fault> faults) {
        if (text != null && text.length() > max) {
            faults.add(new Fault(field, "is longer than " + max + " characters: " + text.length()));
        }
    }

    private static void checkMembers(List<String> members, Set<String> nodes, List<Fault> faults) {
        if (members.size() < 2 || members.size() > MAX_MEMBERS) {
            faults.add(new Fault("members", "are not 2 to " + MAX_MEMBERS + " nodes: " + members.size()));
        }
        Set<String> seen = new HashSet<>();
        for (String member : members) {
            if (!seen.add(member)) {
                faults.add(new Fault("members", "has a node twice: " + member));
            } else if (!NodeName.isValid(member)) {
                faults.add(new Fault(
                        "members", "has a name that is not 1 to 64 of a-z, 0-9, '.', '_' and '-': " + member));
            } else if (!nodes.contains(member)) {
                faults.add(new Fault("members", "has a node that has not joined: " + member));
            }
        }
    }

    /** Rounds are counted in nanoseconds, which fit a long until 2262; an end may lie beyond. */
    private static void checkStart(@Nullable Instant start, List<Fault> faults) {
        if (start != null && !start.isBefore(LATEST_START)) {
            faults.add(new Fault("start", "is later than the year 2199: " + start));
        }
    }

    private static void checkPeriod(String period, List<Fault> faults) {
        if (period.isEmpty()) {
            faults.add(new Fault("period", "is missing; write a duration such as 2s or 5m"));
            return;
        }
        try {
            long ns = Durations.parseNs(period);
            if (ns < MIN_PERIOD_NS || ns > MAX_PERIOD_NS) {
                faults.add(new Fault(
                        "period",
                        "is outside " + Durations.format(MIN_PERIOD_NS) + " to " + Durations.format(MAX_PERIOD_NS)
                                + ": " + period));
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("period", String.valueOf(e.getMessage())));
        }
    }
}
