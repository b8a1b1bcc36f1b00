// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a benchmark by name and prints its figures with the machine's load. */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of("start", new StartBenchmark()));

    private Benchmarks() {}

    /**
     * Exit status 0 when the benchmark ran, 2 when there is none of that name.
     *
     * @param arguments the launcher's path, then the benchmark's name
     */
    public static void main(String[] arguments) throws Exception {
        Benchmark benchmark = arguments.length == 2 ? ALL.get(arguments[1]) : null;
        if (benchmark == null) {
            System.err.println("netmonitor: say which benchmark: " + String.join(", ", ALL.keySet()));
            System.exit(2);
            return;
        }
        System.out.println(Machine.line());
        List<String> figures = benchmark.run(Path.of(arguments[0]));
        figures.forEach(System.out::println);
        System.out.println(Machine.line());
    }
}
