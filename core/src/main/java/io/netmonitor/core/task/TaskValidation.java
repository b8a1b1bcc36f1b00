// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.probe.Kinds;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.time.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds every fault of a task at once. */
public final class TaskValidation {
    /** A round shorter than this leaves no time to measure and report. */
    private static final long MIN_PERIOD_NS = Durations.parseNs("100ms");

    private static final long MAX_PERIOD_NS = Durations.parseNs("1d");
    private static final int MAX_MEMBERS = 500;
    private static final int MAX_PAIRS = 10_000;
    private static final Instant LATEST_START = Instant.parse("2200-01-01T00:00:00Z");

    private TaskValidation() {}

    /**
     * Checks a task.
     *
     * @param kinds what probe types there are
     * @param nodes names of the nodes that joined
     * @throws InvalidInputException with every fault, each naming its field
     */
    public static void require(TaskSpec spec, Kinds kinds, Set<String> nodes) {
        InvalidInputException.throwIfAny(faults(spec, kinds, nodes));
    }

    /** Every fault of a task, each naming its field. */
    public static List<Fault> faults(TaskSpec spec, Kinds kinds, Set<String> nodes) {
        List<Fault> faults = new ArrayList<>();
        Optional<ProbeDescription> description = kinds.find(spec.kind());
        checkName(spec.name(), faults);
        checkLength("title", spec.title(), 200, faults);
        checkLength("description", spec.description(), 2_000, faults);
        checkMembers(spec, description, nodes, faults);
        checkTopology(spec, faults);
        OldNodes.check(spec, faults);
        boolean periodStands = checkPeriod(spec, description, faults);
        checkStart(spec.start(), faults);
        if (spec.start() != null && spec.end() != null && !spec.start().isBefore(spec.end())) {
            faults.add(new Fault("end", "is not after start " + spec.start() + ": " + spec.end()));
        }
        if (description.isEmpty()) {
            faults.add(new Fault(
                    "kind", "is none of " + String.join(", ", kinds.all().keySet()) + ": " + spec.kind()));
            return faults;
        }
        try {
            Settings settings = Settings.read(description.get().settings(), spec.settings());
            long sendingNs = kinds.traffic(spec.kind(), settings, spec.family()).sendingNs();
            if (periodStands && sendingNs > spec.periodNs()) {
                faults.add(new Fault(
                        "period",
                        "is shorter than a measurement takes with these settings, " + Durations.rounded(sendingNs)
                                + ": " + spec.period()));
            }
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
        }
        return faults;
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

    private static void checkMembers(
            TaskSpec spec, Optional<ProbeDescription> description, Set<String> nodes, List<Fault> faults) {
        int least = spec.topology() == Topology.MESH ? 2 : spec.topology() == Topology.HUB ? 1 : 0;
        List<String> members = spec.members();
        // The hub may be listed among them, and does not measure itself.
        long others =
                members.stream().filter(member -> !member.equals(spec.hub())).count();
        if (members.size() > MAX_MEMBERS || (others < least && !hasSelector(members))) {
            faults.add(new Fault("members", "are not " + least + " to " + MAX_MEMBERS + " nodes: " + others));
        }
        Set<String> seen = new HashSet<>();
        for (String member : members) {
            if (!seen.add(member)) {
                faults.add(new Fault("members", "has a node twice: " + member));
            } else {
                checkMember("members", member, description, nodes, faults);
            }
        }
        if (spec.hub() != null) {
            checkOne("hub", spec.hub(), description, nodes, faults);
        }
        Set<Set<String>> pairs = new HashSet<>();
        for (List<String> pair : spec.pairs()) {
            if (pair.size() != 2 || pair.get(0).equals(pair.get(1))) {
                faults.add(new Fault("pairs", "has what is not two different members: " + pair));
            } else if (!pairs.add(Set.copyOf(pair))) {
                faults.add(new Fault("pairs", "has a pair twice: " + pair));
            } else {
                pair.forEach(end -> checkOne("pairs", end, description, nodes, faults));
            }
        }
        if (pairs.size() > MAX_PAIRS) {
            faults.add(new Fault("pairs", "are more than " + MAX_PAIRS + ": " + pairs.size()));
        }
    }

    /** A hub and the ends of pairs are single ones. */
    private static void checkOne(
            String field, String text, Optional<ProbeDescription> description, Set<String> nodes, List<Fault> faults) {
        if (hasSelector(List.of(text))) {
            faults.add(new Fault(field, "has a selector where one node or host is meant: " + text));
        } else {
            checkMember(field, text, description, nodes, faults);
        }
    }

    private static boolean hasSelector(List<String> members) {
        return members.stream().anyMatch(member -> member.equals("*") || member.indexOf('=') >= 0);
    }

    private static void checkMember(
            String field, String text, Optional<ProbeDescription> description, Set<String> nodes, List<Fault> faults) {
        try {
            switch (Member.of(text)) {
                case Member.Named named -> {
                    if (!nodes.contains(named.text())) {
                        faults.add(new Fault(field, "has a node that has not joined: " + text));
                    }
                }
                case Member.Selected _ -> {
                    // Whoever joins with these labels later takes part from then on.
                }
                case Member.Foreign foreign -> {
                    if (description.isPresent() && !description.get().foreign().containsKey(foreign.protocol())) {
                        faults.add(new Fault(
                                field,
                                "has a host without an agent whose protocol, " + foreign.protocol()
                                        + ", the kind does not speak ("
                                        + (description.get().foreign().isEmpty()
                                                ? "it needs agents at both ends"
                                                : "it speaks "
                                                        + String.join(
                                                                ", ",
                                                                description
                                                                        .get()
                                                                        .foreign()
                                                                        .keySet()))
                                        + "): " + text));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(field, String.valueOf(e.getMessage())));
        }
    }

    private static void checkTopology(TaskSpec spec, List<Fault> faults) {
        if ((spec.hub() != null) != (spec.topology() == Topology.HUB)) {
            faults.add(new Fault(
                    "hub",
                    spec.hub() == null
                            ? "is missing: name the member that measures all others"
                            : "is given, but the topology is " + spec.topology().label()));
        }
        if (spec.pairs().isEmpty() == (spec.topology() == Topology.PAIRS)) {
            faults.add(new Fault(
                    "pairs",
                    spec.pairs().isEmpty()
                            ? "are missing: write them as [[a, b], [a, c]]"
                            : "are given, but the topology is "
                                    + spec.topology().label()));
        }
    }

    /** Rounds are counted in nanoseconds, which fit a long until 2262; an end may lie beyond. */
    private static void checkStart(@Nullable Instant start, List<Fault> faults) {
        if (start != null && !start.isBefore(LATEST_START)) {
            faults.add(new Fault("start", "is later than the year 2199: " + start));
        }
    }

    /** Whether the period can be reckoned with. */
    private static boolean checkPeriod(TaskSpec spec, Optional<ProbeDescription> description, List<Fault> faults) {
        String period = spec.period();
        if (period.isEmpty()) {
            faults.add(new Fault("period", "is missing; write a duration such as 2s or 5m"));
            return false;
        }
        try {
            long ns = Durations.parseNs(period);
            if (ns < MIN_PERIOD_NS || ns > MAX_PERIOD_NS) {
                faults.add(new Fault(
                        "period",
                        "is outside " + Durations.format(MIN_PERIOD_NS) + " to " + Durations.format(MAX_PERIOD_NS)
                                + ": " + period));
                return false;
            }
            if (description.isPresent()
                    && description.get().exclusive()
                    && !Slots.isPeriod(ns)
                    && !OldNodes.only(spec)) {
                faults.add(new Fault(
                        "period",
                        "is none of " + Slots.periods() + ", of which each divides the next so that measurements that"
                                + " need a node for themselves never meet: " + period));
                return false;
            }
            return true;
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("period", String.valueOf(e.getMessage())));
            return false;
        }
    }
}
