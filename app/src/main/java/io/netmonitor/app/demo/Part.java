// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the demo, and the file into which it writes its log. Used by one thread at a time. */
final class Part {
    private static final int TAIL_LINES = 10;
    private static final int TAIL_BYTES = 8_192;

    private final String name;
    private final Process process;
    private final Path log;

    private Part(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a part that is to run as long as the demo. */
    static Part start(String name, List<String> command, DemoFolder folder) throws IOException {
        Path log = folder.path().resolve(name + ".log");
        return start(name, command, folder, log, Redirect.to(log.toFile()));
    }

    /**
     * Runs a command to its end; what it prints goes to the file.
     *
     * @throws PartFailure when it ends with another status than 0, or not within 30 s
     */
    static void run(String name, List<String> command, DemoFolder folder, Path output)
            throws IOException, InterruptedException, PartFailure {
        Path log = folder.path().resolve(name + ".log");
        Part part = start(name, command, folder, log, Redirect.to(output.toFile()));
        try {
            if (!part.process.waitFor(30, TimeUnit.SECONDS)) {
                throw new PartFailure(name + " did not end within 30 s", part.logTail());
            }
            if (part.process.exitValue() != 0) {
                throw part.failure();
            }
        } finally {
            part.process.destroyForcibly();
        }
    }

    private static Part start(String name, List<String> command, DemoFolder folder, Path log, Redirect output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(output)
                .redirectError(Redirect.appendTo(log.toFile()));
        // Else each part would look whether it has to build, and a file saved meanwhile would make it do so.
        builder.environment().put("NETMONITOR_BUILT", "1");
        Process process = builder.start();
        folder.remember(process.toHandle());
        return new Part(name, process, log);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Why it is not alive any more. */
    PartFailure failure() {
        return new PartFailure(name + " ended with status " + process.exitValue(), logTail());
    }

    void askToEnd() {
        process.destroy();
    }

    /** Waits until it has ended; kills it when that takes longer than the deadline. */
    void end(long deadlineNanoTime) throws InterruptedException {
        if (!process.waitFor(Math.max(0, deadlineNanoTime - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The last lines of its log, none when it wrote none. */
    List<String> logTail() {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("its log cannot be read: " + e.getMessage());
        }
    }
}
