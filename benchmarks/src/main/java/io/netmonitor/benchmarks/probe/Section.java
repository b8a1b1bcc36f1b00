// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.util.List;

/** A part of the benchmark that can be chosen by name. Keeps nothing between runs. */
interface Section {
    /** What it is chosen by, one word. */
    String name();

    /** What it measures, for the help. */
    String about();

    /** The programs that it calls besides the product. */
    List<Tool> tools();

    /**
     * Measures and writes the figures; removes what it made, also when it is interrupted.
     *
     * @param runs how often each thing is measured
     * @throws IOException when something did not work, saying what
     */
    void run(Product product, int runs, Report report) throws IOException, InterruptedException;
}
