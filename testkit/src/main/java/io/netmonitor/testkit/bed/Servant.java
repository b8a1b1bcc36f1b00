// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import io.netmonitor.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A JVM of its own that answers each line with a line of JSON. Used by one thread; to be closed, which ends it. */
final class Servant implements AutoCloseable {
    private static final int PATIENCE_S = 2;

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final JsonNode greeting;

    private Servant(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
        this.greeting = answer("the start");
    }

    /**
     * Starts a main class at a place and waits for its greeting. It goes before all others on this host, since it plays
     * the network: with both processors busy, 67,000 packets a second were 100 ms late otherwise.
     */
    static Servant start(Function<List<String>, ProcessBuilder> place, Class<?> main, Object... arguments)
            throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "nice",
                "-n",
                "-19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        Process process = place.apply(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new Servant(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    JsonNode greeting() {
        return greeting;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws IOException when it has ended
     * @throws IllegalArgumentException when it refuses, with its reason
     */
    JsonNode ask(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
        JsonNode answer = answer("`" + line + "`");
        if (answer.has("error")) {
            throw new IllegalArgumentException(answer.path("error").asString(""));
        }
        return answer;
    }

    /** What it sent or received between two instants. */
    Traffic count(long fromNanoTime, long toNanoTime) throws IOException {
        return Json.convertStrictly(ask("count " + fromNanoTime + " " + toNanoTime), Traffic.class);
    }

    Gaps gaps(long fromNanoTime, long toNanoTime) throws IOException {
        return Json.convertStrictly(ask("gaps " + fromNanoTime + " " + toNanoTime), Gaps.class);
    }

    /** Asks it to end and does not leave before it has. An interrupt is kept for the caller. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            input.write("stop\n");
            input.flush();
            boolean _ = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended by itself, or will be ended below.
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly().onExit().join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode answer(String what) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the process ended before it answered " + what);
        }
        return Json.read(line, JsonNode.class);
    }
}
