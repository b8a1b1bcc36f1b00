// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the demo asks the controller for while it waits and draws. An answer that does not come is no answer, not an error. */
final class ControllerView implements AutoCloseable {
    private static final int MAX_ANSWER_BYTES = 1_000_000;

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    ControllerView(String url) {
        this.url = url;
    }

    boolean healthy() throws InterruptedException {
        return get("/health").isPresent();
    }

    boolean knows(List<String> nodes) throws InterruptedException {
        Set<String> known = get("/api/v1/nodes").stream()
                .flatMap(answer -> answer.path("items").valueStream())
                .map(node -> node.path("name").asString(""))
                .collect(Collectors.toSet());
        return known.containsAll(nodes);
    }

    /** The mesh of a task, whose name needs no escaping. */
    Optional<JsonNode> mesh(String task) throws InterruptedException {
        return get("/api/v1/mesh?task=" + task);
    }

    private Optional<JsonNode> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
            return response.statusCode() == 200
                    ? Optional.of(Json.read(response.body(), JsonNode.class))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
