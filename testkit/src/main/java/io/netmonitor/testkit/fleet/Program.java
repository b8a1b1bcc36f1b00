// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process, which writes its log at the end of a file. Used by one thread. */
public final class Program {
    private static final int PATIENCE_S = 20;
    private static final int TAIL_LINES = 10;

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts one whose words go to {@code NAME.log} in a folder. */
    public static Program start(String name, List<String> words, Path folder) throws IOException {
        Path log = folder.resolve(name + ".log");
        return new Program(
                name,
                builder(words, log)
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    /** Runs one to its end and returns what it printed. */
    public static String run(String name, List<String> words, Path folder) throws IOException, InterruptedException {
        Program program =
                new Program(name, builder(words, folder.resolve(name + ".log")).start(), folder.resolve(name + ".log"));
        try {
            String said = new String(program.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (program.process.waitFor() != 0) {
                throw program.failure();
            }
            return said;
        } finally {
            program.process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(List<String> words, Path log) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectError(Redirect.appendTo(log.toFile()));
        // Else each part would look whether it has to build.
        builder.environment().put("NETMONITOR_BUILT", "1");
        return builder;
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Why it is not alive any more. */
    public IOException failure() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return new IOException(name + " ended with status " + process.exitValue() + "; its last words: "
                + String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
    }

    void askToEnd() {
        process.destroy();
    }

    /**
     * Asks it to end and returns when it has.
     *
     * @throws IOException when it takes too long; then it was killed
     */
    public void stop() throws IOException, InterruptedException {
        askToEnd();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IOException(name + " did not end within " + PATIENCE_S + " s of being asked to");
            }
        } finally {
            kill();
        }
    }

    /** Kills it and returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }
}
