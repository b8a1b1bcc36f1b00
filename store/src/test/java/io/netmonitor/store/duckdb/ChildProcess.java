// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of the tests' own class path that prints lines until it is killed with SIGKILL. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts a class's main; the child's temporary files go to the given folder. */
    static ChildProcess start(Class<?> main, Path temporary, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line; throws when the child ended instead. */
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the child ended with no further line");
        }
        return line;
    }

    /** Kills it, waits for its end and gives the lines that it had printed by then. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly();
        List<String> rest = output.readAllLines();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IOException("the child outlived SIGKILL");
        }
        return rest;
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
