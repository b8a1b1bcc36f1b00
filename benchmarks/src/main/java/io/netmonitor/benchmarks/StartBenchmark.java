// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How long the parts take to start, as a user starts them: from the launcher's call to the controller's first healthy answer,
 * and to the first test packet of an agent that has joined. Everything is on loopback.
 */
final class StartBenchmark implements Benchmark {
    private static final int RUNS = 7;

    @Override
    public void run(Path launcher, List<String> arguments, Consumer<String> print) throws Exception {
        if (!arguments.isEmpty()) {
            throw new CannotRunException("bench start takes no arguments: " + String.join(" ", arguments));
        }
        print.accept(Machine.line());
        Path folder = Files.createTempDirectory("netmonitor-bench");
        try (Parts parts = new Parts(launcher, folder)) {
            Samples launched = new Samples();
            Samples controller = new Samples();
            for (int run = 0; run < RUNS; run++) {
                launched.add(millis(() -> parts.toEnd("--version")));
                parts.stop("controller");
                controller.add(millis(() -> {
                    parts.startController();
                    Parts.await(
                            "the controller to answer",
                            () -> parts.get("/health").isPresent());
                }));
            }
            print.accept(launched.line("--version, through the launcher"));
            print.accept(controller.line("controller: launcher to /health"));
            print.accept(agent(parts).line("agent that joined: launcher to first packet"));
            print.accept(Machine.line());
        } finally {
            delete(folder);
        }
    }

    private Samples agent(Parts parts) throws Exception {
        parts.giveTasks("name: start\nkind: basic\nmembers: [one, two]\nperiod: 200ms\n", "start");
        Samples samples = new Samples();
        for (int run = 0; run < RUNS; run++) {
            Parts.await(
                    "a measurement", () -> !startedSince(parts, Instant.EPOCH).isEmpty());
            parts.stop("two");
            Instant begun = Instant.now();
            parts.startAgent("two");
            Parts.await("a measurement", () -> !startedSince(parts, begun).isEmpty());
            Instant first = startedSince(parts, begun).stream()
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            samples.add(Duration.between(begun, first).toNanos() / 1e6);
        }
        return samples;
    }

    /** When measurements from the agent in question started, after an instant. */
    private List<Instant> startedSince(Parts parts, Instant begun) throws IOException, InterruptedException {
        List<Instant> started = new ArrayList<>();
        JsonNode results =
                Json.read(parts.get("/api/v1/results?task=start&limit=100").orElse("{}"), JsonNode.class);
        for (JsonNode result : results.path("items")) {
            Instant at = Instant.parse(result.path("startedAt").asString(""));
            if (at.isAfter(begun) && result.path("outcome").asString("").equals("measured")) {
                started.add(at);
            }
        }
        return started;
    }

    private static double millis(Step step) throws Exception {
        long began = System.nanoTime();
        step.take();
        return (System.nanoTime() - began) / 1e6;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }
}
