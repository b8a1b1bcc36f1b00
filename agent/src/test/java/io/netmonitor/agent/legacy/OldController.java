// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** What a node meets in an old system: a controller's task files and dispatches, and a Pushgateway, all over IPv6. */
final class OldController implements AutoCloseable {
    static final String TAKEN = "File content parsed successfully";
    static final String REFUSED = "Failed to download file";

    private static final int PATIENCE_MS = 30_000;

    private final HttpServer http;
    private final Map<String, HttpHandler> files = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Push> pushes = new ConcurrentLinkedQueue<>();
    private volatile int gatewayStatus = 200;

    /** What came to the Pushgateway. */
    record Push(String method, String path, String contentType, String body) {}

    private OldController(HttpServer http) {
        this.http = http;
    }

    static OldController start() throws IOException {
        return startOn(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
    }

    static OldController startOn(InetSocketAddress address) throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        OldController controller = new OldController(http);
        http.createContext("/", controller::serve);
        http.createContext("/metrics/job/", controller::push);
        http.start();
        return controller;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(path);
        files.getOrDefault(path, missing -> answer(missing, 404, "Cannot GET " + path))
                .handle(exchange);
    }

    private void push(HttpExchange exchange) throws IOException {
        pushes.add(new Push(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answer(exchange, gatewayStatus, gatewayStatus == 200 ? "" : "no room for it");
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Serves a task file. */
    void file(String path, String text) {
        files.put(path, exchange -> answer(exchange, 200, text));
    }

    void handler(String path, HttpHandler handler) {
        files.put(path, handler);
    }

    /** From now on the Pushgateway answers so. */
    void gatewayAnswers(int status) {
        gatewayStatus = status;
    }

    String url(String path) {
        return "http://" + pushgateway() + path;
    }

    /** As in {@code --pushgateway}. */
    String pushgateway() {
        return "[::1]:" + http.getAddress().getPort();
    }

    /** Paths of which it was asked the file. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** Dispatches as an old controller does: writes the message, keeps its end open, and reads until the node closes. */
    static String dispatch(InetSocketAddress node, String message) throws IOException {
        return dispatch(node, message.getBytes(StandardCharsets.UTF_8));
    }

    static String dispatch(InetSocketAddress node, byte[] message) throws IOException {
        try (Socket socket = new Socket(node.getAddress(), node.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(message);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A task file to the byte as the form's answer is kept. */
    static String task(String type, List<String> members, String start, String end, String period, String unit) {
        String each = String.join(
                ",\n", members.stream().map(member -> "    \"" + member + "\"").toList());
        return """
                {
                  "taskName": "wan",
                  "taskDescription": "北京 to Shanghai",
                  "taskType": "%s",
                  "testMembers": [
                %s
                  ],
                  "taskStartTime": "%s",
                  "taskEndTime": "%s",
                  "measurementPeriod": "%s",
                  "measurementPeriodUnit": "%s"
                }""".formatted(type, each, start, end, period, unit);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
