// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where commands are run: this host, or a network namespace of it. What they print goes to files, so that waiting for them
 * can be interrupted.
 *
 * @param prefix put before each command
 * @param folder where the files go
 */
record Place(List<String> prefix, Path folder) {
    private static final int SHOWN_CHARACTERS = 400;

    Place {
        prefix = List.copyOf(prefix);
    }

    /**
     * Runs a command to its end and returns what it printed.
     *
     * @throws IOException when it does not end in time or ends with another status than 0, with what it said
     */
    String run(Duration patience, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = builder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "`" + String.join(" ", command) + "` did not end within " + patience.toSeconds() + " s");
            }
            String said = Files.readString(out);
            if (process.exitValue() != 0) {
                throw new IOException("`" + String.join(" ", command) + "` failed (exit " + process.exitValue() + "): "
                        + tail(Files.readString(err) + said));
            }
            return said;
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts a command that runs until it is closed. */
    Service start(List<String> command) throws IOException {
        Path log = Files.createTempFile(folder, "service", ".log");
        Process process = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Service(String.join(" ", command), process, log);
    }

    static String tail(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", "; ");
        return line.length() <= SHOWN_CHARACTERS ? line : "..." + line.substring(line.length() - SHOWN_CHARACTERS);
    }

    private ProcessBuilder builder(List<String> command) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        // The launcher that started us has built what there is to build.
        builder.environment().put("NETMONITOR_BUILT", "1");
        return builder;
    }
}
