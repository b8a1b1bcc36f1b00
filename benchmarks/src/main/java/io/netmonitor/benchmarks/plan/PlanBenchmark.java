// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.Benchmark;
import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.benchmarks.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The plan under change, under failure and under load, part by part. */
public final class PlanBenchmark implements Benchmark {
    private static final List<Part> PARTS = List.of(new ChurnPart(), new StormPart(), new ReachPart());

    @Override
    public void run(Path launcher, List<String> arguments, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            help(print);
            return;
        }
        Wish wish = Wish.read(arguments, PARTS);
        for (Part part : wish.parts()) {
            print.accept(part.name() + ": " + part.about());
            print.accept(Machine.line());
            part.run(launcher, wish, print);
            print.accept(Machine.line());
            print.accept("");
        }
    }

    private static void help(Consumer<String> print) {
        print.accept("Usage: ./netmonitor bench plan [--for DURATION] [--seed N] [--runs N] [PART...]");
        print.accept("Holds what agents measured against what was planned. Parts (default all):");
        PARTS.forEach(part -> print.accept(String.format(Locale.ROOT, "  %-6s %s", part.name(), part.about())));
        print.accept(
                "--for is how long churn and storm go on, --seed draws what they do, --runs is how often reach is tried.");
        print.accept("Example: ./netmonitor bench plan --for 60s --seed 3 churn");
    }
}
