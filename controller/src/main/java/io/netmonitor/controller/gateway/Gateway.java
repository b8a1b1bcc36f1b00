// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netmonitor.controller.metrics.PrototypeGauge;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Pushgateway, by HTTP/1.1. Its answers are believed up to {@link #MAX_ANSWER_BYTES}, and waited for no longer than its
 * patience, to the last byte. Safe for use by many threads.
 */
final class Gateway implements AutoCloseable {
    /** A Pushgateway answers with one line, or nothing. */
    private static final long MAX_ANSWER_BYTES = 16 * 1024;

    private static final int MAX_TOLD = 200;

    private final URI base;
    private final Duration patience;
    private final HttpClient client;

    /**
     * A gateway; does not look whether it is there.
     *
     * @param address whose name is looked up for each connection anew
     * @param patience how long an answer may take
     */
    Gateway(InetSocketAddress address, Duration patience) {
        this.base = base(address);
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static URI base(InetSocketAddress address) {
        try {
            return new URI("http", null, address.getHostString(), address.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no host and port: " + address, e);
        }
    }

    /** Its host and port, IPv6 in brackets. */
    static String name(InetSocketAddress address) {
        return base(address).getRawAuthority();
    }

    /**
     * Replaces a whole group.
     *
     * @param text in the text format of Prometheus
     * @throws RefusedException when it answered that it did not
     * @throws IOException when it did not answer, saying why in one line
     */
    void put(String job, byte[] text) throws IOException, InterruptedException {
        send("PUT", job, BodyPublishers.ofByteArray(text));
    }

    /**
     * Deletes a group, whether it is there or not.
     *
     * @throws RefusedException when it answered that it did not
     * @throws IOException when it did not answer, saying why in one line
     */
    void delete(String job) throws IOException, InterruptedException {
        send("DELETE", job, BodyPublishers.noBody());
    }

    private void send(String method, String job, BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(GroupPath.of(job)))
                .header("Content-Type", PrototypeGauge.CONTENT_TYPE)
                .method(method, body)
                .build();
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() / 100 != 2) {
            String said = answer.body().strip().lines().findFirst().orElse("");
            throw new RefusedException("answered " + method + " of " + job + " with " + answer.statusCode()
                    + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(said.length(), MAX_TOLD))));
        }
    }

    /** The request's own timeout would end with the answer's head: a body may drip for ever. */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_ANSWER_BYTES));
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(why(e), e);
        } finally {
            // Frees the connection of an answer that is not waited for.
            answer.cancel(true);
        }
    }

    private static String why(ExecutionException e) {
        String why = null;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the name is unknown";
            }
            if (why == null || why.isBlank()) {
                why = cause.getMessage();
            }
        }
        if (why != null && !why.isBlank()) {
            return why;
        }
        return e.getCause() instanceof ConnectException ? "nothing listens there" : String.valueOf(e.getCause());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
