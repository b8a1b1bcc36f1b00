// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands to their end. Safe for use by many threads. */
final class Commands {
    private Commands() {}

    /** The words of a line without quotes. */
    static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    /**
     * Returns what it printed on both outputs.
     *
     * @throws IOException when it ends with another status than 0, with what it said
     */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("`" + String.join(" ", builder.command()) + "` failed (exit "
                        + process.exitValue() + "): " + said.strip().replaceAll("\\s*\\R\\s*", "; "));
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
