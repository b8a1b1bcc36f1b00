// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A controller and agents on loopback, each a process started by the launcher. Used by one thread. */
public final class Parts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path launcher;
    private final Path folder;
    private final String people = "127.0.0.1:" + FreePort.find(InetAddress.ofLiteral("127.0.0.1"));
    private final String agents = "127.0.0.1:" + FreePort.find(InetAddress.ofLiteral("127.0.0.1"));
    private final Map<String, Process> running = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** What a benchmark waits for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Keeps what the parts write in a folder that exists. */
    public Parts(Path launcher, Path folder) throws IOException {
        this.launcher = launcher;
        this.folder = folder;
    }

    private String api(String path) {
        return "http://" + people + path;
    }

    /** Where the controller's API is. */
    public String url() {
        return api("");
    }

    /** Where the controller listens for agents. */
    public InetSocketAddress agents() {
        String[] hostAndPort = agents.split(":", 2);
        return new InetSocketAddress(InetAddress.ofLiteral(hostAndPort[0]), Integer.parseInt(hostAndPort[1]));
    }

    /** Writes a token to join with into the file {@code token} of the folder, and returns the file. */
    public Path writeToken() throws IOException, InterruptedException {
        return Files.writeString(folder.resolve("token"), toEnd("node", "token", "--controller", url()));
    }

    /** What the controller answers at a path of its API; nothing while it does not answer, or not with 200. */
    public Optional<String> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(URI.create(api(path))).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            // Nobody listens yet.
            return Optional.empty();
        }
    }

    /** Returns as soon as a condition holds, looked at every 5 ms; fails after a minute. */
    public static void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Has two agents join, {@code one} and {@code two}, and gives them tasks; the last one's name says when all are there. */
    public void giveTasks(String yaml, String last) throws IOException, InterruptedException {
        Path _ = writeToken();
        startAgent("one");
        startAgent("two");
        Path file = Files.writeString(folder.resolve("tasks.yaml"), yaml);
        await("the agents to join", () -> {
            String _ = toEnd("task", "apply", "--controller", api(""), "-f", file.toString());
            return get("/api/v1/tasks/" + last).isPresent();
        });
    }

    /** Starts the controller, which answers some time later. */
    public void startController() throws IOException {
        start(
                "controller",
                "controller",
                "--data",
                folder.resolve("controller").toString(),
                "--listen",
                people,
                "--agents",
                agents);
    }

    /** Starts an agent, which joins by the file {@code token} of the folder when it is there for the first time. */
    void startAgent(String name) throws IOException {
        start(
                name,
                "agent",
                "--controller",
                "https://" + agents,
                "--token-file",
                folder.resolve("token").toString(),
                "--name",
                name,
                "--data",
                folder.resolve(name).toString(),
                "--reflector",
                "127.0.0.1:0");
    }

    /** Stops a part as a signal does, and returns once it has ended; one that does not run is left alone. */
    void stop(String name) throws IOException, InterruptedException {
        Process process = running.remove(name);
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IOException(name + " did not end within 30 s");
            }
        }
    }

    /** Runs a command to its end and returns what it printed. */
    public String toEnd(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words(arguments))
                .redirectError(folder.resolve("commands.log").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int _ = process.waitFor();
        return said;
    }

    /** The process of a part that runs. */
    public long pid(String name) throws IOException {
        Process process = running.get(name);
        if (process == null || !process.isAlive()) {
            throw new IOException(name + " does not run; see " + folder.resolve(name + ".log"));
        }
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        try {
            for (String name : List.copyOf(running.keySet())) {
                stop(name);
            }
        } catch (InterruptedException e) {
            running.values().forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private void start(String name, String... arguments) throws IOException {
        running.put(
                name,
                new ProcessBuilder(words(arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".log").toFile())
                        .start());
    }

    private List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(launcher.toString()));
        words.addAll(List.of(arguments));
        return words;
    }
}
