// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How long the parts take to start, as a user starts them: from the launcher's call to the controller's first healthy answer,
 * and to the first test packet of an agent that has joined. Everything is on loopback.
 */
final class StartBenchmark implements Benchmark {
    private static final int RUNS = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

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
                    await(() -> status(parts.api("/health")) == 200);
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
        Files.writeString(parts.folder().resolve("token"), parts.toEnd("node", "token", "--controller", parts.api("")));
        parts.startAgent("one");
        parts.startAgent("two");
        Path task = Files.writeString(
                parts.folder().resolve("task.yaml"), "name: start\nkind: basic\nmembers: [one, two]\nperiod: 200ms\n");
        await(() -> {
            String _ = parts.toEnd("task", "apply", "--controller", parts.api(""), "-f", task.toString());
            return status(parts.api("/api/v1/tasks/start")) == 200;
        });
        Samples samples = new Samples();
        for (int run = 0; run < RUNS; run++) {
            await(() -> !startedSince(parts, Instant.EPOCH).isEmpty());
            parts.stop("two");
            Instant begun = Instant.now();
            parts.startAgent("two");
            await(() -> !startedSince(parts, begun).isEmpty());
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
        JsonNode results = Json.read(text(parts.api("/api/v1/results?task=start&limit=100")), JsonNode.class);
        for (JsonNode result : results.path("items")) {
            Instant at = Instant.parse(result.path("startedAt").asString(""));
            if (at.isAfter(begun) && result.path("outcome").asString("").equals("measured")) {
                started.add(at);
            }
        }
        return started;
    }

    private int status(String uri) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            // Nobody listens yet.
            return 0;
        }
    }

    private String text(String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body();
    }

    private static double millis(Step step) throws Exception {
        long began = System.nanoTime();
        step.take();
        return (System.nanoTime() - began) / 1e6;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("nothing happened within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
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

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }
}
