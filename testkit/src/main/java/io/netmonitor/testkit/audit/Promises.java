// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tasks promise by their revisions. */
public final class Promises {
    private Promises() {}

    /**
     * One promise for each pair of each revision that was to be measured.
     *
     * @param revisions of any tasks, in any order
     * @param endNs when somebody stopped looking, nanoseconds since the epoch
     */
    public static List<Promise> of(List<Revision> revisions, long endNs) {
        Map<String, List<Revision>> byTask = revisions.stream()
                .sorted(Comparator.comparingInt(Revision::number))
                .collect(Collectors.groupingBy(Revision::task, TreeMap::new, Collectors.toList()));
        List<Promise> all = new ArrayList<>();
        for (List<Revision> task : byTask.values()) {
            for (int i = 0; i < task.size(); i++) {
                if (task.get(i).active()) {
                    add(task.get(i), i + 1 < task.size() ? task.get(i + 1).atNs() : endNs, all);
                }
            }
        }
        return all;
    }

    private static void add(Revision revision, long untilNs, List<Promise> all) {
        for (List<String> pair : revision.paired()) {
            all.add(promise(revision, untilNs, pair.getFirst(), pair.getLast()));
            if (revision.kind().equals(Promise.EXCLUSIVE_KIND)) {
                all.add(promise(revision, untilNs, pair.getLast(), pair.getFirst()));
            }
        }
    }

    private static Promise promise(Revision revision, long untilNs, String one, String other) {
        return new Promise(
                revision.task(),
                revision.number(),
                revision.kind(),
                one,
                other,
                revision.atNs(),
                untilNs,
                revision.periodNs());
    }
}
