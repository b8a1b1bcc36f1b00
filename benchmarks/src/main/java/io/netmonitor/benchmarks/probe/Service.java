// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process that runs until it is closed. Used by one thread. */
final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String command;
    private final Process process;
    private final Path log;

    Service(String command, Process process, Path log) {
        this.command = command;
        this.process = process;
        this.log = log;
    }

    /** Its process id: {@code ip netns exec} and the launcher become the program instead of starting it. */
    long pid() {
        return process.pid();
    }

    /** Waits until somebody listens on a UDP port in the process's network namespace. */
    void awaitUdpPort(int port) throws IOException, InterruptedException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        await("udp port " + port, () -> {
            for (String table : new String[] {"udp", "udp6"}) {
                String sockets = Files.readString(Path.of("/proc/" + pid() + "/net/" + table));
                if (sockets.lines().anyMatch(line -> localAddress(line).endsWith(suffix))) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Waits until it has printed a text. */
    void awaitText(String text) throws IOException, InterruptedException {
        await("\"" + text + "\"", () -> Files.readString(log).contains(text));
    }

    /** Tells it to end as a signal does, waits until it has ended, and returns all that it printed. */
    String end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("`" + command + "` did not end within " + PATIENCE.toSeconds() + " s of a signal");
        }
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new IOException("`" + command + "` ended: " + Place.tail(Files.readString(log)));
            }
            if (condition.holds()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("`" + command + "` did not come to " + what + " within " + PATIENCE.toSeconds()
                        + " s: " + Place.tail(Files.readString(log)));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** The second column of /proc/net/udp, such as {@code 0100007F:035E}. */
    private static String localAddress(String line) {
        String[] columns = line.strip().split("\\s+", 3);
        return columns.length < 3 ? "" : columns[1];
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }
}
