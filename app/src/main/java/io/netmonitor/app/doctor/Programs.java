// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs of the host that tell of it. Each is looked for in fixed folders alone, since the doctor often runs as
 * root and {@code PATH} is the caller's; it gets an environment of two variables, no input, and no shell.
 *
 * @param folders where programs are looked for, in this order
 * @param patience how long one may take
 * @param maxBytes how much one may print
 */
record Programs(List<Path> folders, Duration patience, int maxBytes) {
    /** A firewall of 10,000 rules takes about 3 MB of JSON. */
    private static final int MAX_BYTES = 16 << 20;

    /** The programs of this host. */
    static Programs ofHost() {
        List<Path> folders = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"));
        return new Programs(folders, Duration.ofSeconds(5), MAX_BYTES);
    }

    /** Where a program is; empty when the host has none of that name. */
    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException when it cannot be started, takes too long or prints too much; it is dead then
     */
    Output run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        // What it prints is read by us, so no other language, please.
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return output(program, process);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Output output(Path program, Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<String> out = reader(process.getInputStream());
        CompletableFuture<String> err = reader(process.getErrorStream());
        try {
            // The streams first: a program that prints more than a pipe holds ends only when it is read.
            String printed = out.get(left(deadline), TimeUnit.NANOSECONDS);
            String complained = err.get(left(deadline), TimeUnit.NANOSECONDS);
            if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new Output(process.exitValue(), printed, complained);
        } catch (TimeoutException e) {
            throw new IOException(program + " did not end within " + patience.toMillis() / 1e3 + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(program + " printed more than " + maxBytes + " bytes", e);
        }
    }

    /** On a thread of its own: a child of the program may hold the pipe open for ever. */
    private CompletableFuture<String> reader(InputStream in) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        byte[] bytes = in.readNBytes(maxBytes + 1);
                        if (bytes.length > maxBytes) {
                            throw new IOException("more than " + maxBytes + " bytes");
                        }
                        return new String(bytes, StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().name("doctor-reader").start(task));
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    /**
     * What a program gave.
     *
     * @param status its exit status
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    record Output(int status, String out, String err) {
        /** The first line it complained with, or its status, for people. */
        String complaint() {
            return (err + "\n" + out)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("status " + status);
        }
    }
}
