// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.Extension;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
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
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A whole controller on loopback with made-up probe types and real stores, and a client for its API. */
final class ControllerFixture implements AutoCloseable {
    final Controller controller;
    private final HttpClient client = HttpClient.newHttpClient();

    ControllerFixture(Path data) throws IOException {
        this(options(data), List.of());
    }

    /** One that knows these kinds as well. */
    ControllerFixture(ControllerOptions options, List<? extends Extension> more) throws IOException {
        this(options, extensions(more));
    }

    ControllerFixture(ControllerOptions options, Extensions extensions) throws IOException {
        this.controller = Controller.start(options, extensions);
    }

    static ControllerOptions options(Path data) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ControllerOptions(data, anyPort, anyPort, false, ZoneOffset.UTC, "test");
    }

    static Extensions extensions() {
        return extensions(List.of());
    }

    private static Extensions extensions(List<? extends Extension> more) {
        List<Extension> all = new ArrayList<>(more);
        all.addAll(made());
        return new Extensions(all);
    }

    private static List<Extension> made() {
        List<Extension> all =
                new ArrayList<>(List.of(FakeProbeType.symmetric(), FakeProbeType.oneWay(), FakeProbeType.exclusive()));
        ServiceLoader.load(Extension.class).forEach(all::add);
        return all;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What the API answers, which has to have this status. */
    JsonNode answer(int status, String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body, headers);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(status);
        return answer.body().isEmpty() ? Json.tree(Map.of()) : Json.read(answer.body(), JsonNode.class);
    }

    /** What the API answers to a question that is well asked. */
    JsonNode json(String path) throws IOException, InterruptedException {
        return answer(200, "GET", path, null);
    }

    /** A node that has joined, and not said anything yet. */
    AgentDouble joined(String name) throws Exception {
        String token = answer(201, "POST", "/api/v1/tokens", "").path("token").asString("");
        AgentDouble agent = new AgentDouble(controller.agentsAddress());
        assertThat(agent.join(token.split("\\.", -1)[1], name).statusCode()).isEqualTo(200);
        return agent;
    }

    /** A node that has joined and answers every kind of measurement at this address. */
    AgentDouble reported(String name, String address) throws Exception {
        AgentDouble agent = joined(name);
        agent.report(AgentDouble.at(address));
        return agent;
    }

    /** Listens to what happens. */
    EventReader events(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1/events" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new EventReader(request.build());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + controller.peopleAddress().getPort() + path);
    }

    @Override
    public void close() {
        controller.close();
        client.close();
    }
}
