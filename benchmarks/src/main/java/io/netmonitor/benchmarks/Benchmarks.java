// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import io.netmonitor.benchmarks.bandwidth.BandwidthBenchmark;
import io.netmonitor.benchmarks.plan.PlanBenchmark;
import io.netmonitor.benchmarks.probe.ProbeBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs a benchmark by name and prints its figures with the machine's load. */
public final class Benchmarks {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "start", new StartBenchmark(),
            "probe", new ProbeBenchmark(),
            "bandwidth", new BandwidthBenchmark(),
            "plan", new PlanBenchmark()));

    private static final int CLEAN_UP_S = 60;

    private Benchmarks() {}

    /**
     * Exit status 0 when the benchmark ran, 1 when it failed, 2 when it could not be run as asked.
     *
     * @param arguments the launcher's path, the benchmark's name, and what the benchmark itself is told
     */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Thread owner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> letCleanUp(owner, ended), "bench-signal"));
        int status;
        try {
            status = run(List.of(arguments));
        } finally {
            ended.countDown();
        }
        System.exit(status);
    }

    private static int run(List<String> arguments) throws Exception {
        Benchmark benchmark = arguments.size() < 2 ? null : ALL.get(arguments.get(1));
        if (benchmark == null) {
            System.err.println("netmonitor: say which benchmark: " + String.join(", ", ALL.keySet()));
            return 2;
        }
        try {
            benchmark.run(Path.of(arguments.getFirst()), arguments.subList(2, arguments.size()), System.out::println);
            return 0;
        } catch (CannotRunException e) {
            System.err.println("netmonitor: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            System.err.println("netmonitor: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            // A signal ends the benchmark, and everything was cleaned up on the way here.
            return 1;
        }
    }

    /** On a signal the JVM ends with its hooks; this one gives the benchmark the time to remove what it made. */
    private static void letCleanUp(Thread owner, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        owner.interrupt();
        try {
            if (!ended.await(CLEAN_UP_S, TimeUnit.SECONDS)) {
                System.err.println("netmonitor: the benchmark did not end within " + CLEAN_UP_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
