// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of numbers that mostly follow each other, kept as runs: {@code 1–412, 414–415}. Not safe for use by many threads. */
final class NumberRuns {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    boolean contains(long number) {
        Map.Entry<Long, Long> run = lastByFirst.floorEntry(number);
        return run != null && run.getValue() >= number;
    }

    /** Adds all numbers from the first to the last; some may be in already. */
    void add(long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> run = lastByFirst.floorEntry(from);
        // A run before that touches, and all that begin up to the number after the end, become one with this.
        if (run != null && run.getValue() >= from - 1) {
            from = run.getKey();
            to = Math.max(to, run.getValue());
        }
        NavigableMap<Long, Long> touched = lastByFirst.subMap(from, true, to == Long.MAX_VALUE ? to : to + 1, true);
        while (!touched.isEmpty()) {
            to = Math.max(to, touched.firstEntry().getValue());
            touched.pollFirstEntry();
            touched = lastByFirst.subMap(from, true, to == Long.MAX_VALUE ? to : to + 1, true);
        }
        lastByFirst.put(from, to);
    }

    /** Runs by their first number, each with its last. */
    NavigableMap<Long, Long> byFirst() {
        return Collections.unmodifiableNavigableMap(lastByFirst);
    }
}
