// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians over runs. */
final class Medians {
    private Medians() {}

    /**
     * The median of one figure over runs; between the two middle ones for an even number of runs.
     *
     * @throws IllegalArgumentException when there are no runs
     */
    static <T> double of(List<T> runs, ToDoubleFunction<T> figure) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no runs to take a median of");
        }
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
