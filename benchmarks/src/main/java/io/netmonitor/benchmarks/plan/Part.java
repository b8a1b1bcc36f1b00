// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.CannotRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A part of the benchmark that can be chosen by name. Keeps nothing between runs. */
interface Part {
    /** What it is chosen by, one word. */
    String name();

    /** What it tries, for the help. */
    String about();

    /**
     * Tries it.
     *
     * @param launcher the script that starts the product
     * @param print takes figures, a line each
     * @throws CannotRunException when this machine lacks something
     */
    void run(Path launcher, Wish wish, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException;
}
