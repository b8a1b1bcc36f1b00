// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Speaks to a controller's API, and turns its problem documents into one line. Mixed into commands; used by one thread. */
public final class ApiClient {
    @Option(
            names = "--controller",
            paramLabel = "URL",
            defaultValue = "${env:NETMONITOR_CONTROLLER:-http://127.0.0.1:3000}",
            description = "The controller's address for people (default http://127.0.0.1:3000, or the environment"
                    + " variable NETMONITOR_CONTROLLER).")
    private URI controller;

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    void delete(String path) throws IOException, InterruptedException {
        send("DELETE", path, null);
    }

    /** A name as part of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(String method, String path, @org.jspecify.annotations.Nullable Object body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(controller.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new IOException(problem(response));
            }
            return Json.read(response.body().isEmpty() ? "{}" : response.body(), JsonNode.class);
        } catch (ConnectException e) {
            throw new IOException(
                    "no controller answers at " + controller + "; start one (netmonitor controller) or name it with"
                            + " --controller",
                    e);
        }
    }

    private static String problem(HttpResponse<String> response) {
        try {
            JsonNode problem = Json.read(response.body(), JsonNode.class);
            List<String> faults = new ArrayList<>();
            problem.path("errors")
                    .forEach(error -> faults.add(error.path("field").asString("") + " "
                            + error.path("message").asString("")));
            String detail = faults.isEmpty() ? problem.path("detail").asString("") : String.join("; ", faults);
            return problem.path("title").asString("The controller refused") + ": " + detail;
        } catch (IllegalArgumentException e) {
            return "the controller answered " + response.statusCode() + " to "
                    + response.request().method() + " " + response.uri();
        }
    }
}
