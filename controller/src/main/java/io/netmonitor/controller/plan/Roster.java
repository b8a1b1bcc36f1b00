// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who there is, and whom a task means by its members. Immutable. */
final class Roster {
    /** Paths grow with the square of a mesh; a selector may mean more nodes than anybody thought of. */
    static final int MAX_IN_MESH = 500;

    private static final int MAX_AROUND_HUB = 5_000;

    private final Map<String, Node> nodes = new TreeMap<>();

    Roster(Collection<Node> all) {
        all.forEach(node -> nodes.put(node.name(), node));
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    private static boolean measures(String name) {
        return !Member.isForeign(name) || Member.isOldNode(name);
    }

    /** Everybody who takes part in a mesh, each once, by name. */
    List<String> members(TaskSpec spec) {
        return List.copyOf(meant(spec.members(), MAX_IN_MESH));
    }

    /** Two ends, the earlier name first. */
    record Pair(String first, String second) {
        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** The pairs that a task measures, by name. Two hosts without an agent make none, unless they are written as a pair. */
    List<Pair> pairs(TaskSpec spec) {
        return switch (spec.topology()) {
            case MESH -> mesh(meant(spec.members(), MAX_IN_MESH));
            case HUB -> hub(spec.hub() == null ? "" : spec.hub(), meant(spec.members(), MAX_AROUND_HUB));
            case PAIRS ->
                spec.pairs().stream()
                        .map(pair -> Pair.of(pair.get(0), pair.get(1)))
                        .sorted(Comparator.comparing(Pair::first).thenComparing(Pair::second))
                        .toList();
        };
    }

    private SortedSet<String> meant(List<String> members, int max) {
        SortedSet<String> names = new TreeSet<>();
        for (String text : members) {
            switch (Member.of(text)) {
                case Member.Named named -> names.add(named.text());
                case Member.Foreign foreign -> names.add(foreign.text());
                case Member.Selected selected ->
                    nodes.values().stream()
                            .filter(node -> node.labels()
                                    .entrySet()
                                    .containsAll(selected.labels().entrySet()))
                            .forEach(node -> names.add(node.name()));
            }
        }
        return names.stream().limit(max).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Pair> mesh(SortedSet<String> names) {
        List<String> sorted = List.copyOf(names);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                if (measures(sorted.get(i)) || measures(sorted.get(j))) {
                    pairs.add(new Pair(sorted.get(i), sorted.get(j)));
                }
            }
        }
        return pairs;
    }

    private static List<Pair> hub(String hub, SortedSet<String> others) {
        return others.stream()
                .filter(other -> !other.equals(hub) && (measures(hub) || measures(other)))
                .map(other -> Pair.of(hub, other))
                .toList();
    }
}
