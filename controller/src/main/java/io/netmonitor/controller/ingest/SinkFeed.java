// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.sink.ResultSink;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds one sink from a bounded queue of its own by a virtual thread of its own, so that a slow sink holds up nobody else.
 * What does not fit is dropped and counted: alert when {@code dropped} in {@code /health} rises. Safe for use by many threads.
 */
public final class SinkFeed implements Component {
    private static final System.Logger LOG = System.getLogger(SinkFeed.class.getName());
    private static final int QUEUE = 1_000;

    private final String name;
    private final ResultSink sink;
    private final BlockingQueue<List<Result>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread feeder;
    private volatile boolean closed;

    public SinkFeed(String name, ResultSink sink) {
        this.name = name;
        this.sink = sink;
        this.feeder = Thread.ofVirtual().name("sink-" + name).start(this::feed);
    }

    /** Offers results; never waits. */
    public void offer(List<Result> results) {
        if (!results.isEmpty() && !queue.offer(results)) {
            dropped.addAndGet(results.size());
        }
    }

    @Override
    public Health check() {
        Health health = sink.check();
        return new Health(health.up(), name + ": " + health.detail() + ", " + dropped + " dropped");
    }

    @Override
    public void close() {
        closed = true;
        feeder.interrupt();
        sink.close();
    }

    private void feed() {
        while (!closed) {
            try {
                sink.accept(queue.take());
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "sink " + name + " is being closed");
            } catch (IOException | RuntimeException e) {
                dropped.incrementAndGet();
                LOG.log(Level.WARNING, "sink " + name + " did not take results: " + e.getMessage());
            }
        }
    }
}
