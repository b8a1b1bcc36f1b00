// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds measurements that needed a node for themselves and did not have it, by their own times. */
final class Overlaps {
    private Overlaps() {}

    /** A line for each result that began while another one of a node of its own had not ended. */
    static List<String> in(List<Reported> results) {
        Map<String, List<Reported>> byNode = new TreeMap<>();
        for (Reported result : results) {
            if (result.isExclusive() && !result.isMissed()) {
                byNode.computeIfAbsent(result.source(), node -> new ArrayList<>())
                        .add(result);
                if (result.reachedDestination()) {
                    byNode.computeIfAbsent(result.destination(), node -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        List<String> overlaps = new ArrayList<>();
        byNode.forEach((node, own) -> addOverlaps(node, own, overlaps));
        return overlaps;
    }

    private static void addOverlaps(String node, List<Reported> own, List<String> overlaps) {
        own.sort(Comparator.comparingLong(Reported::startedNs));
        Reported longest = own.getFirst();
        for (Reported next : own.subList(1, own.size())) {
            if (next.startedNs() < longest.endNs()) {
                overlaps.add("at " + node + ": " + longest + " and " + next);
            }
            if (next.endNs() > longest.endNs()) {
                longest = next;
            }
        }
    }
}
