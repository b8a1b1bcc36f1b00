// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times of several runs, in milliseconds. Used by one thread. */
final class Samples {
    private final List<Double> millis = new ArrayList<>();

    void add(double value) {
        millis.add(value);
    }

    String line(String what) {
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "%-44s min %6.0f  median %6.0f  max %6.0f ms  (%d runs)",
                what,
                millis.getFirst(),
                millis.get(millis.size() / 2),
                millis.getLast(),
                millis.size());
    }
}
