// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** Measures one thing. */
@FunctionalInterface
interface Benchmark {
    /**
     * Measures, and cleans up what it made.
     *
     * @param launcher the script that starts the product
     * @return figures, a line each
     */
    List<String> run(Path launcher) throws Exception;
}
