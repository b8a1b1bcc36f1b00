// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prometheus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** A real Pushgateway on loopback that keeps groups in memory alone. For one thread. */
public final class Pushgateway implements AutoCloseable {
    private final Server server;

    private Pushgateway(Server server) {
        this.server = server;
    }

    /**
     * Starts one; skips the running test when it is not installed.
     *
     * @param host an address of this host
     */
    public static Pushgateway start(String host) throws IOException {
        // Debian's keeps groups in a file of the host unless told not to.
        return new Pushgateway(Server.start(
                "/usr/bin/prometheus-pushgateway", "prometheus-pushgateway", List.of("--persistence.file="), host));
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /** What it exposes of a job, without {@code job} and the empty {@code instance}: {@code netmonitor{dip="bj",…} 12.3}. */
    public List<String> lines(String job) throws IOException {
        String labels = "instance=\"\",job=\"" + job + "\",";
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("netmonitor{") && line.contains(labels))
                .map(line -> line.replace(labels, ""))
                .toList();
    }

    /** Everything that it exposes, in the text format of Prometheus. */
    public String text() throws IOException {
        return server.get("/metrics").body();
    }

    /** Puts a group as somebody else would. */
    public void put(String path, String text) throws IOException {
        HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(path))
                .PUT(BodyPublishers.ofString(text))
                .build());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Ends it with all groups. */
    public void kill() {
        server.kill();
    }

    /** Starts it again without any group, at the same address. */
    public void restart() throws IOException {
        server.restart();
    }

    @Override
    public void close() {
        server.close();
    }
}
