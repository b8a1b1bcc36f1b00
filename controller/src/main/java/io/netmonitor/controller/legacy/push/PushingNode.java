// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.controller.ingest.Ingest;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands in the results of one node of the prototype, as an agent would hand in its own: in numbered batches, one at a time. Safe for
 * use by many threads.
 */
final class PushingNode {
    private static final int MAX_RESULTS = 1_000;
    private static final int PATIENCE_SECONDS = 30;

    private final String node;
    private final UUID spool;
    private final Ingest ingest;
    private final ReentrantLock lock = new ReentrantLock();
    private long lastNumber;
    private @Nullable Batch unconfirmed;

    /**
     * No batch yet.
     *
     * @param spool of this controller's run: numbers start anew with it
     */
    PushingNode(String node, UUID spool, Ingest ingest) {
        this.node = node;
        this.spool = spool;
        this.ingest = ingest;
    }

    /** Finds out what is new; called while nothing of this node is on its way. */
    @FunctionalInterface
    interface News {
        List<Result> results() throws IOException;
    }

    /**
     * Returns how many results were new, once they are stored.
     *
     * @throws IOException when they could not be stored now
     */
    int take(News news) throws IOException, InterruptedException {
        if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("pushes of " + node + " are waiting for the store already");
        }
        try {
            confirm();
            List<Result> fresh = news.results();
            for (int from = 0; from < fresh.size(); from += MAX_RESULTS) {
                lastNumber++;
                unconfirmed = new Batch(
                        node, spool, lastNumber, fresh.subList(from, Math.min(fresh.size(), from + MAX_RESULTS)));
                confirm();
            }
            return fresh.size();
        } finally {
            lock.unlock();
        }
    }

    /** A batch of which nobody knows whether it is stored is offered until that is known: under its number it is stored once. */
    private void confirm() throws IOException, InterruptedException {
        if (unconfirmed == null) {
            return;
        }
        try {
            ingest.take(unconfirmed);
            unconfirmed = null;
        } catch (InvalidInputException e) {
            unconfirmed = null;
            throw e;
        }
    }
}
