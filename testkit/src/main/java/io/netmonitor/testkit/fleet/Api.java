// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The controller's API as anybody sees it. Safe for use by many threads. */
public final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PAGE = 5_000;

    private final String url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** The API at such as {@code http://127.0.0.1:3000}. */
    public Api(String url) {
        this.url = url;
    }

    /**
     * What came back.
     *
     * @param body what the body holds, an empty object when it is none or no JSON
     */
    public record Answer(int status, JsonNode body) {
        /** The answer when it has a status. */
        public Answer expect(int wanted) throws IOException {
            if (status != wanted) {
                throw new IOException(
                        "the controller answered with " + status + " in place of " + wanted + ": " + body);
            }
            return this;
        }
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    /**
     * Asks and waits for the answer, whatever its status.
     *
     * @param body written as JSON; absent for none
     */
    public Answer send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(Json.write(body)));
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), tree(response.body()));
    }

    /** What is at a path. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null).expect(200).body();
    }

    /** Whether the controller answers that it is well. */
    public boolean isUp() throws InterruptedException {
        try {
            return send("GET", "/health", null).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Goes through a list of many pages.
     *
     * @param path with a query already, or none
     */
    public void each(String path, Consumer<JsonNode> items) throws IOException, InterruptedException {
        String more = path + (path.indexOf('?') < 0 ? "?" : "&") + "limit=" + PAGE;
        String cursor = "";
        do {
            JsonNode page = get(cursor.isEmpty() ? more : more + "&cursor=" + encoded(cursor));
            page.path("items").forEach(items);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode tree(String body) {
        try {
            return Json.read(body.isBlank() ? "{}" : body, JsonNode.class);
        } catch (InvalidInputException e) {
            return Json.tree(Map.of("text", body));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
