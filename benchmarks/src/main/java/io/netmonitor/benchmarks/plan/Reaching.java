// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long changes took to reach all whom they concern. Used by one thread. */
final class Reaching {
    private final String what;
    private final double goalS;
    private final List<Double> fromRequestMs = new ArrayList<>();
    private final List<Double> fromAnswerMs = new ArrayList<>();

    /** Times of changes of one sort, with the goal for the slowest, in seconds from the answer. */
    Reaching(String what, double goalS) {
        this.what = what;
        this.goalS = goalS;
    }

    /** Takes one; instants are of {@link System#nanoTime}. Where all were reached before the answer, no time passed after it. */
    void add(long requestedNanoTime, long answeredNanoTime, long reachedNanoTime) {
        fromRequestMs.add((reachedNanoTime - requestedNanoTime) / 1e6);
        fromAnswerMs.add(Math.max(0, reachedNanoTime - answeredNanoTime) / 1e6);
    }

    /** Median and worst from both instants, and whether the goal was reached. */
    List<String> lines() {
        double worst = Collections.max(fromAnswerMs);
        String verdict = worst <= goalS * 1000 ? "reached" : "missed";
        return List.of(
                line("from the request", fromRequestMs, ""),
                line(
                        "from the answer",
                        fromAnswerMs,
                        String.format(Locale.ROOT, "  goal %.0f ms %s", goalS * 1000, verdict)));
    }

    private String line(String since, List<Double> millis, String end) {
        List<Double> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "  %-36s %-17s median %6.0f  worst %6.0f ms  (%d changes)%s",
                what,
                since,
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                sorted.size(),
                end);
    }
}
