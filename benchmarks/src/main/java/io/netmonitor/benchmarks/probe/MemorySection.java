// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.Parts;
import io.netmonitor.benchmarks.Scratch;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * What an agent takes of its host's memory while it measures a hundred paths once a second, a hundred tasks between two agents on
 * loopback: after it has joined and measured for a while, as in the first minutes on a host.
 */
final class MemorySection implements Section {
    private static final int PATHS = 100;
    private static final long MEASURED_FOR_S = 90;
    private static final double KIB_A_MB = 1000.0 / 1.024;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "memory of an agent that measures " + PATHS + " paths once a second";
    }

    @Override
    public List<Tool> tools() {
        return List.of();
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        report.load("before");
        List<ProcessMemory> seen = new ArrayList<>();
        long measured = Long.MAX_VALUE;
        for (int run = 0; run < runs; run++) {
            try (Scratch scratch = new Scratch();
                    Parts parts = new Parts(product.launcher(), scratch.folder())) {
                parts.startController();
                Parts.await(
                        "the controller to answer", () -> parts.get("/health").isPresent());
                parts.giveTasks(tasks(), "path-" + PATHS);
                TimeUnit.SECONDS.sleep(MEASURED_FOR_S);
                seen.add(ProcessMemory.read(parts.pid("two")));
                measured = Math.min(measured, measuredInTheLastSeconds(parts, 10));
            }
        }
        report.figure("measurements in the last ten seconds, at least", (double) measured, "");
        report.target("resident", Medians.of(seen, ProcessMemory::residentKib) / KIB_A_MB, "MB", 70);
        report.figure("of that no file's", Medians.of(seen, ProcessMemory::anonymousKib) / KIB_A_MB, "MB");
        report.figure("most that was resident", Medians.of(seen, ProcessMemory::peakKib) / KIB_A_MB, "MB");
        report.load("after");
    }

    private static String tasks() {
        return IntStream.rangeClosed(1, PATHS)
                .mapToObj(i -> "name: path-" + i + "\nkind: basic\nmembers: [one, two]\nperiod: 1s\n")
                .collect(Collectors.joining("---\n"));
    }

    private static long measuredInTheLastSeconds(Parts parts, int seconds) throws IOException, InterruptedException {
        Instant since = Instant.now().minusSeconds(seconds);
        long measured = 0;
        JsonNode results =
                Json.read(parts.get("/api/v1/results?limit=5000&from=" + since).orElse("{}"), JsonNode.class);
        for (JsonNode result : results.path("items")) {
            if (result.path("outcome").asString("").equals("measured")) {
                measured++;
            }
        }
        return measured;
    }
}
