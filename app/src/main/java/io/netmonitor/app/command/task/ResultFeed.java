// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.EventStream;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Results of a run as the controller tells of them. A thread of its own reads the stream; when the stream opens or ends, whoever
 * waits here wakes up, since something may have come before it or may come after it.
 *
 * <p>Read by one thread; closed by the same.
 */
final class ResultFeed implements AutoCloseable {
    private final BlockingQueue<Optional<JsonNode>> events = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private @Nullable EventStream stream;
    private boolean closed;

    private ResultFeed() {}

    /** Begins to follow a run. Never fails: without a stream, nothing comes. */
    static ResultFeed follow(ApiClient api, String run) {
        ResultFeed feed = new ResultFeed();
        Thread.ofVirtual().name("events").start(() -> feed.read(api, run));
        return feed;
    }

    /** The next result; empty when it is time to look for oneself. */
    Optional<JsonNode> await(Duration patience) throws InterruptedException {
        Optional<JsonNode> event = events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return event == null ? Optional.empty() : event;
    }

    private void read(ApiClient api, String run) {
        try (EventStream opened = api.events("/api/v1/events?types=result&run=" + ApiClient.segment(run))) {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                stream = opened;
            }
            events.add(Optional.empty());
            for (EventStream.Event event = opened.next(); event != null; event = opened.next()) {
                if (event.type().equals("result")) {
                    events.add(Optional.of(Json.read(event.data(), JsonNode.class)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // The run itself has all that the stream would have told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        events.add(Optional.empty());
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (stream != null) {
                stream.close();
            }
        }
    }
}
