// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.core.extension.Extension;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A whole controller on loopback with made-up probe types and real stores, and a client for its API. */
final class ControllerFixture implements AutoCloseable {
    final Controller controller;
    private final HttpClient client = HttpClient.newHttpClient();

    ControllerFixture(Path data) throws IOException {
        this.controller = Controller.start(options(data), extensions());
    }

    static ControllerOptions options(Path data) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ControllerOptions(data, anyPort, anyPort, false, ZoneOffset.UTC, "test");
    }

    static Extensions extensions() {
        List<Extension> all =
                new ArrayList<>(List.of(FakeProbeType.symmetric(), FakeProbeType.oneWay(), FakeProbeType.exclusive()));
        ServiceLoader.load(Extension.class).forEach(all::add);
        return new Extensions(all);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + controller.peopleAddress().getPort() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        controller.close();
        client.close();
    }
}
