// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway that notes what it is asked, and answers as the test wants it. */
final class GatewayDouble implements AutoCloseable {
    /** What it was asked, as {@code PUT /metrics/job/wan}, with the body below. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** How it answers from now on. */
    volatile Manner manner = exchange -> exchange.sendResponseHeaders(202, -1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** A way to answer. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    GatewayDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                asked.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath() + "\n" + body);
                manner.answer(exchange);
            }
        });
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** Answers with a status and a body. */
    static Manner status(int status, String body) {
        return exchange -> {
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        };
    }

    /** Never comes to an end, however much is read. */
    static Manner endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8_192];
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(chunk);
                }
            }
        };
    }

    /** Never comes to an end, and keeps within every bound of length. */
    static Manner dripping() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write('.');
                    body.flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
