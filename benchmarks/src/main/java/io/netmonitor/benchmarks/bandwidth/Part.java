// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A part of the benchmark that can be chosen by name. Keeps nothing between runs. */
interface Part {
    /** What it is chosen by, one word. */
    String name();

    /** What it tries, for the help. */
    String about();

    /**
     * Tries it, cell by cell.
     *
     * @param tests how many a cell; 0 for the part's own number
     * @param seed decides what is drawn at random
     * @param rows hears of each cell as it is done
     */
    void run(Stand stand, int tests, long seed, Consumer<Row> rows) throws IOException, InterruptedException;

    /** What is to be said at the end: figures beside their targets. */
    List<String> verdicts(List<Row> rows);
}
