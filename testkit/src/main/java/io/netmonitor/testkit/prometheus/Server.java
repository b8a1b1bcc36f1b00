// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A program that serves HTTP on loopback, with a client for it. For one thread. */
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> command;
    private final InetSocketAddress address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private Process process;

    /**
     * Starts a program and waits until it is ready.
     *
     * @param command the program and what it is to be told, with its address to listen on last
     */
    private Server(List<String> command, InetSocketAddress address) throws IOException {
        this.command = List.copyOf(command);
        this.address = address;
        this.log = Files.createTempFile("server", ".log");
        this.process = run();
    }

    /** Starts a program, once it is ready; skips the running test when it is not installed. */
    static Server start(String program, String debianPackage, List<String> arguments, String host) throws IOException {
        assumeTrue(Files.isExecutable(Path.of(program)), "needs Debian package " + debianPackage);
        InetAddress here = InetAddress.ofLiteral(host);
        InetSocketAddress address = new InetSocketAddress(here, FreePort.find(here));
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        command.add("--web.listen-address=" + text(address));
        return new Server(command, address);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private Process run() throws IOException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await(command.getFirst() + " is ready").atMost(PATIENCE).until(() -> isReady(started));
        return started;
    }

    private boolean isReady(Process started) throws IOException {
        if (!started.isAlive()) {
            throw new IllegalStateException(command + " ended: " + Files.readString(log, UTF_8));
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    URI uri(String path) {
        return URI.create("http://" + text(address) + path);
    }

    /** Ends the program; nothing that it had in memory remains. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts the program again, at the same address. */
    void restart() throws IOException {
        process = run();
    }

    @Override
    public void close() {
        kill();
        client.close();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
