// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 over TLS 1.3 to one controller. Answers tell the time when somebody listens. Safe for use by many threads. */
final class ControllerHttp implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** A plan of 20,000 paths takes about 10 MB; more is not read. */
    private static final long MAX_ANSWER_BYTES = 32L << 20;

    private final URI controller;
    private final @Nullable ControllerTime time;
    private final HttpClient client;

    /**
     * What came back.
     *
     * @param seenFrom the address that the controller saw the request come from; absent when it does not tell
     */
    record Answer(int status, String body, @Nullable String seenFrom) {}

    ControllerHttp(URI controller, ControllerTrust trust, @Nullable Identity identity, @Nullable ControllerTime time)
            throws IOException {
        this.controller = controller;
        this.time = time;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Tls.context(trust, identity))
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Asks and waits for the whole answer.
     *
     * @throws UntrustedException when what answers is not this agent's controller
     * @throws IOException when there was no answer, saying why in one line
     */
    Answer send(String method, String path, @Nullable String json, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(controller.resolve(path)).timeout(timeout);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        }
        ControllerTime.@Nullable Stamp sent = time == null ? null : time.stamp();
        AtomicReference<ControllerTime.@Nullable Stamp> back = new AtomicReference<>();
        BodyHandler<String> text =
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_ANSWER_BYTES);
        try {
            HttpResponse<String> response = client.send(request.build(), head -> {
                // The stamp belongs to the head: a long body would count as network time.
                back.set(time == null ? null : time.stamp());
                return text.apply(head);
            });
            learnTime(response, sent, back.get());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("NetMonitor-Seen-From").orElse(null));
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private void learnTime(
            HttpResponse<String> response, ControllerTime.@Nullable Stamp sent, ControllerTime.@Nullable Stamp back) {
        if (time == null || sent == null || back == null) {
            return;
        }
        String received =
                response.headers().firstValue("NetMonitor-Received-At").orElse("");
        String answered = response.headers().firstValue("NetMonitor-Sent-At").orElse("");
        try {
            time.exchanged(sent, Instant.parse(received), Instant.parse(answered), back);
        } catch (DateTimeException | ArithmeticException e) {
            // An answer of something between that is not the controller tells no time.
        }
    }

    private IOException explained(IOException e) {
        String where = controller.getAuthority();
        String why = e.getMessage();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new UntrustedException(String.valueOf(cause.getMessage()), e);
            }
            if (cause instanceof UnresolvedAddressException) {
                why = "the name is unknown";
            } else if (cause instanceof EOFException) {
                why = "the connection was cut";
            } else if (why == null || why.isBlank()) {
                why = cause.getMessage();
            }
        }
        if (why == null || why.isBlank()) {
            why = e instanceof ConnectException
                    ? "nothing listens there"
                    : e.getClass().getSimpleName();
        }
        return new IOException("no answer from " + where + ": " + why, e);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
