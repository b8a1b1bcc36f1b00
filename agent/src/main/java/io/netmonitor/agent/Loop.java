// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.time.Backoff;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Something that is done again and again on a thread of its own, and after a failure only once in a while. */
final class Loop implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Duration END = Duration.ofSeconds(2);

    private final Thread thread;

    /** One turn. */
    @FunctionalInterface
    interface Turn {
        /**
         * Does it once; waits inside when there is nothing to do.
         *
         * @throws IOException when it failed; whoever throws has said so where people look
         */
        void run() throws IOException, InterruptedException;
    }

    private Loop(Thread thread) {
        this.thread = thread;
    }

    static Loop start(String name, RandomGenerator random, Turn turn) {
        Backoff backoff = Backoff.ofCalls(random);
        return new Loop(Thread.ofVirtual().name(name).start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    turn(name, turn, backoff);
                }
            } catch (InterruptedException e) {
                // Closed.
            }
        }));
    }

    private static void turn(String name, Turn turn, Backoff backoff) throws InterruptedException {
        try {
            turn.run();
            backoff.reset();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0}: {1}", name, e.getMessage());
            backoff.pause();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, name + " is at fault", e);
            backoff.pause();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
