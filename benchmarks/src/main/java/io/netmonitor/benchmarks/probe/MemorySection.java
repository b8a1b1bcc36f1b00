// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.Parts;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What an agent takes of its host's memory while it measures a hundred paths once a second, a hundred tasks between two agents on
 * loopback: after it has joined and measured for a while, as in the first minutes on a host.
 */
final class MemorySection implements Section {
    private static final int PATHS = 100;
    private static final int PATIENCE_TRIES = 60;
    private static final long TRY_MS = 500;
    private static final long MEASURED_FOR_S = 90;
    private static final double KIB_A_MB = 1000.0 / 1.024;

    private final HttpClient client = HttpClient.newHttpClient();

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
                start(parts, scratch.folder());
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

    private void start(Parts parts, Path folder) throws IOException, InterruptedException {
        parts.startController();
        await("the controller to answer", () -> !get(parts.api("/health")).isEmpty());
        Files.writeString(folder.resolve("token"), parts.toEnd("node", "token", "--controller", parts.api("")));
        parts.startAgent("one");
        parts.startAgent("two");
        StringBuilder tasks = new StringBuilder();
        for (int i = 1; i <= PATHS; i++) {
            tasks.append("---\nname: path-").append(i).append("\nkind: basic\nmembers: [one, two]\nperiod: 1s\n");
        }
        Path file = Files.writeString(folder.resolve("tasks.yaml"), tasks);
        await("the agents to join", () -> {
            String _ = parts.toEnd("task", "apply", "--controller", parts.api(""), "-f", file.toString());
            return !get(parts.api("/api/v1/tasks/path-" + PATHS)).isEmpty();
        });
    }

    private long measuredInTheLastSeconds(Parts parts, int seconds) throws IOException, InterruptedException {
        Instant since = Instant.now().minusSeconds(seconds);
        long measured = 0;
        JsonNode results = Json.read(get(parts.api("/api/v1/results?limit=5000&from=" + since)), JsonNode.class);
        for (JsonNode result : results.path("items")) {
            if (result.path("outcome").asString("").equals("measured")) {
                measured++;
            }
        }
        return measured;
    }

    /** The answer's text, nothing when there is none or it is not 200. */
    private String get(String uri) throws InterruptedException {
        try {
            var answer = client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            // Nobody listens yet.
            return "";
        }
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE_TRIES; i++) {
            if (condition.holds()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(TRY_MS);
        }
        throw new IOException("waited in vain for " + what);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
