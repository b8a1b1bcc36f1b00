// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The stream of events, into which tests put what they like. Safe for use by many threads. */
final class CannedEvents {
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();

    void join(SseClient client) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        clients.add(client);
        // the headers leave with the first octets only
        client.sendComment("here");
    }

    /** How many documents listen. */
    int listeners() {
        return clients.size();
    }

    void send(String type, Map<String, ?> data) {
        String text = io.netmonitor.core.json.Json.write(data);
        clients.forEach(client -> client.sendEvent(type, text, Long.toString(number.incrementAndGet())));
    }

    /** Hangs up on everybody. */
    void close() {
        clients.forEach(SseClient::close);
    }
}
