// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An old node or an old controller that runs, and the events that it tells: JSON, one a line.
 *
 * <pre>{@code
 * try (RunningScript node = RunningScript.start(Script.OLD_NODE, folder, List.of("--listen", "[::1]:0", ...))) {
 *     int port = node.number("listening", "port");
 *     ...
 *     assertThat(node.await("pushed")).contains("\"status\": 200");
 * }
 * }</pre>
 *
 * A thread of its own reads what it tells. Safe for use by many threads. Closing ends it.
 */
public final class RunningScript implements Closeable {
    private static final long PATIENCE_MS = 60_000;

    private final Process process;
    private final List<String> events = new ArrayList<>();
    private int taken;
    private boolean ended;

    private RunningScript(Process process) {
        this.process = process;
    }

    /** Starts it; what it writes to standard error stands in the test's. */
    public static RunningScript start(Script script, Path folder, List<String> options) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(script.command(folder, options)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONUTF8", "1");
        RunningScript running = new RunningScript(builder.start());
        Thread.ofPlatform().name("old-" + script).daemon().start(running::read);
        return running;
    }

    /**
     * The next event of that name; those before it are skipped.
     *
     * @throws IllegalStateException when it does not come, with what came instead
     */
    public synchronized String await(String event) throws InterruptedException {
        String sign = "{\"event\": \"" + event + "\"";
        long endNano = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (true) {
            while (taken < events.size()) {
                String next = events.get(taken++);
                if (next.startsWith(sign)) {
                    return next;
                }
            }
            long leftMs = (endNano - System.nanoTime()) / 1_000_000;
            if (ended || leftMs <= 0) {
                throw new IllegalStateException("no event " + event + " among " + events);
            }
            wait(leftMs);
        }
    }

    /** A whole number in the next event of that name. */
    public int number(String event, String key) throws InterruptedException {
        String line = await(event);
        Matcher matcher = Pattern.compile('"' + key + "\": (\\d+)").matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + key + " in " + line);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** All until now. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Waits for its end and returns its status. */
    public int status() throws InterruptedException {
        return process.waitFor();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // It was ended.
        }
        end();
    }

    private synchronized void add(String line) {
        events.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
