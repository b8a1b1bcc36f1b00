// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this host that come to an end by themselves. */
final class HostProgram {
    private HostProgram() {}

    /** See {@link #run(ProcessBuilder)}. */
    static String run(List<String> words) throws IOException, InterruptedException {
        return run(new ProcessBuilder(words));
    }

    /**
     * Runs one and returns all that it printed.
     *
     * @throws IOException when its status is not 0
     */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(builder.command() + " ended with " + process.exitValue() + ": " + said);
        }
        return said;
    }
}
