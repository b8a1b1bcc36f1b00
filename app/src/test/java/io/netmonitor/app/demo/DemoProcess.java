// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.app.NetMonitor;
import io.netmonitor.core.json.Json;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;

/** The demo as a user runs it: a process of its own, with its own folder for temporary files. */
final class DemoProcess implements AutoCloseable {
    final int port;
    final Process process;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private DemoProcess(int port, Process process, Path log) {
        this.port = port;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a demo.
     *
     * @param prefix words before the command, such as those that make it run as another user
     * @param temporary folder for its temporary files
     * @param path where it finds programs; an empty one is a machine without the lab's tools
     */
    static DemoProcess start(List<String> prefix, Path temporary, String path, String... options) throws IOException {
        int port = FreePort.find(InetAddress.ofLiteral("127.0.0.1"));
        Path log = Files.createTempFile("demo", ".log");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                NetMonitor.class.getName(),
                "demo",
                "--listen",
                "127.0.0.1:" + port));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PATH", path);
        return new DemoProcess(port, builder.start(), log);
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.read(text(path).body(), JsonNode.class);
    }

    HttpResponse<String> text(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Pairs that have a result by now, each measured once for both directions. */
    long measuredCells() throws InterruptedException {
        return cells("demo", Set.of("measured"));
    }

    /** Ways of which something is known of the bandwidth. */
    long cellsWithRate() throws InterruptedException {
        return cells("demo-bandwidth", Set.of("measured", "above", "unstable", "host-limited"));
    }

    private long cells(String task, Set<String> states) throws InterruptedException {
        try {
            return get("/api/v1/mesh?task=" + task)
                    .path("cells")
                    .valueStream()
                    .filter(cell -> states.contains(cell.path("state").asString("")))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits until it says where its pages are. */
    void awaitUrl() throws InterruptedException, IOException {
        Instant deadline = Instant.now().plusSeconds(90);
        while (!said().contains("open " + url())) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the demo did not print its address:\n" + said());
            }
            boolean _ = process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits for what it will come to, unless it ends. */
    ConditionFactory await(int seconds) {
        return Awaitility.await()
                .failFast("the demo ended", () -> !process.isAlive())
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(200));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the demo did not end within 30 s of SIGTERM:\n" + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        Files.delete(log);
    }
}
