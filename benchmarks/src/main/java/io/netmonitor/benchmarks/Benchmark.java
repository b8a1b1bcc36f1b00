// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Measures one thing. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Measures, and cleans up what it made, also when it is interrupted.
     *
     * @param launcher the script that starts the product
     * @param arguments what follows the benchmark's name on the command line
     * @param print takes the figures, a line each, as they come
     * @throws CannotRunException when the arguments are wrong or this machine lacks something
     */
    void run(Path launcher, List<String> arguments, Consumer<String> print) throws Exception;
}
