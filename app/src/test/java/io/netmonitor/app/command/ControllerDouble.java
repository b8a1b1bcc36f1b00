// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/**
 * Speaks a controller's API on a port of its own: tasks as a controller keeps them, and for all else the answers that a test
 * gives it. Safe for use by many threads.
 */
public final class ControllerDouble implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Reply> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile boolean streams = true;

    /** Tasks as it keeps them. */
    public final TaskShelf tasks = new TaskShelf();

    public ControllerDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Runs a command that speaks to it. */
    public Cli run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--controller");
        words.add("http://127.0.0.1:" + server.getAddress().getPort());
        return Cli.run(words.toArray(String[]::new));
    }

    /** What it answers from now on to a request such as {@code GET /api/v1/nodes}; the query counts. */
    public void answer(String request, String json) {
        answers.put(request, new Reply(200, json));
    }

    /** What it refuses from now on. */
    public void refuse(String request, int status, String title, String detail) {
        answers.put(request, Reply.problem(status, title, detail));
    }

    /** What was asked so far: method, path with query, {@code If-Match} if there was one, and the body. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Requests that were to change something. */
    public List<String> changes() {
        return requests.stream()
                .filter(request -> !request.startsWith("GET ") && !request.contains("dryRun=true"))
                .toList();
    }

    /** Sends these to whoever listens for events from now on. */
    public void tell(String... lines) {
        events.addAll(List.of(lines));
    }

    /** Knows no events from now on. */
    public void withoutEvents() {
        streams = false;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        requests.add(request + (match == null ? "" : " If-Match " + match) + (body.isEmpty() ? "" : " " + body));
        Reply canned = answers.get(request);
        if (canned != null) {
            send(exchange, canned);
        } else if (streams && request.startsWith("GET /api/v1/events")) {
            stream(exchange);
        } else if (exchange.getRequestURI().getPath().startsWith("/api/v1/tasks")) {
            JsonNode read = body.isEmpty() ? Json.read("{}", JsonNode.class) : Json.read(body, JsonNode.class);
            send(exchange, tasks.answer(exchange.getRequestMethod(), exchange.getRequestURI(), match, read));
        } else {
            send(exchange, Reply.problem(404, "There is nothing here", request));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", reply.status() < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Says what there is and then keeps the stream open, as a controller does. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
            for (String line : events) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * An answer.
     *
     * @param body JSON, may be empty
     */
    record Reply(int status, String body) {
        static Reply problem(int status, String title, String detail) {
            return new Reply(
                    status,
                    Json.write(Map.of("title", title, "status", status, "detail", detail, "errors", List.of())));
        }
    }
}
