// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.Fault;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Speaks to a controller's API, and turns its problem documents into one line. Mixed into commands; used by one thread. */
public final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--controller",
            paramLabel = "URL",
            defaultValue = "${env:NETMONITOR_CONTROLLER:-http://127.0.0.1:3000}",
            description = "The controller's address for people (default http://127.0.0.1:3000, or the environment"
                    + " variable NETMONITOR_CONTROLLER).")
    private URI controller;

    /** Asks. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null, null);
    }

    /** All items of a list, page by page. */
    public List<JsonNode> items(String path) throws IOException, InterruptedException {
        return whole(path).path("items").valueStream().toList();
    }

    /** Asks; of a list, whose answer is a page, all of it. */
    public JsonNode whole(String path) throws IOException, InterruptedException {
        JsonNode first = get(path);
        if (!first.path("next").isString()) {
            return first;
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        first.path("items").forEach(items::add);
        for (JsonNode page = first; page.path("next").isString(); ) {
            page = get(path + (path.indexOf('?') < 0 ? "?" : "&") + "cursor="
                    + segment(page.path("next").stringValue()));
            page.path("items").forEach(items::add);
        }
        return JsonNodeFactory.instance.objectNode().set("items", items);
    }

    /** Posts a body, or none. */
    public JsonNode post(String path, @Nullable Object body) throws IOException, InterruptedException {
        return send("POST", path, body, null);
    }

    /**
     * Posts no body.
     *
     * @param revision which the task must still be at, when given
     */
    public JsonNode postTo(String path, @Nullable Integer revision) throws IOException, InterruptedException {
        return send("POST", path, null, revision);
    }

    /** Puts a body. */
    public JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, body, null);
    }

    /** Deletes what is there. */
    public void delete(String path) throws IOException, InterruptedException {
        delete(path, null);
    }

    /**
     * Deletes what is there.
     *
     * @param revision which the task must still be at, when given
     */
    public void delete(String path, @Nullable Integer revision) throws IOException, InterruptedException {
        send("DELETE", path, null, revision);
    }

    /** Opens a stream of events; whoever opened it closes it. */
    public EventStream events(String path) throws IOException, InterruptedException {
        HttpClient client = client();
        try {
            HttpResponse<InputStream> response = client.send(
                    request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IOException("the controller answered " + response.statusCode() + " to GET " + path);
            }
            return new EventStream(response.body(), client::shutdownNow);
        } catch (IOException | InterruptedException e) {
            client.shutdownNow();
            throw e;
        }
    }

    /** A name as part of a path or a query. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(String method, String path, @Nullable Object body, @Nullable Integer revision)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)));
        if (revision != null) {
            request.header("If-Match", "\"" + revision + "\"");
        }
        try (HttpClient client = client()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw refusal(response);
            }
            return Json.read(response.body().isEmpty() ? "{}" : response.body(), JsonNode.class);
        } catch (ConnectException e) {
            throw new IOException(
                    "no controller answers at " + controller + "; start one (netmonitor controller) or name it with"
                            + " --controller",
                    e);
        } catch (HttpTimeoutException e) {
            throw new IOException(
                    "the controller at " + controller + " did not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(controller.resolve(path)).timeout(PATIENCE);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static IOException refusal(HttpResponse<String> response) {
        try {
            JsonNode problem = Json.read(response.body(), JsonNode.class);
            List<Fault> faults = new ArrayList<>();
            problem.path("errors")
                    .forEach(error -> faults.add(new Fault(
                            error.path("field").asString(""),
                            error.path("message").asString(""))));
            return new Refusal(
                    response.statusCode(),
                    problem.path("title").asString("The controller refused"),
                    problem.path("detail").asString(""),
                    faults);
        } catch (IllegalArgumentException e) {
            return new IOException(
                    "the controller answered " + response.statusCode() + " to "
                            + response.request().method() + " " + response.uri(),
                    e);
        }
    }
}
