// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.events;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody who listens: a queue of events that were told and not yet taken. Safe for use by many threads. */
public final class Listener {
    private static final int MAX_WAITING = 2_000;

    private final Predicate<Event> wanted;
    /** Nothing in it wakes who waits, at the end. */
    private final BlockingQueue<Optional<Event>> waiting = new LinkedBlockingQueue<>(MAX_WAITING);

    private volatile boolean ended;

    Listener(Predicate<Event> wanted) {
        this.wanted = wanted;
    }

    /** Whether it keeps up. */
    boolean offer(Event event) {
        if (!wanted.test(event) || waiting.offer(Optional.of(event))) {
            return true;
        }
        ended = true;
        return false;
    }

    void end() {
        ended = true;
        // When it has no room, there is enough to wake up for.
        waiting.offer(Optional.empty());
    }

    /** Whether nothing will come any more, but what waits. */
    public boolean isEnded() {
        return ended;
    }

    /** The next event; nothing when none came in time, or none will come. */
    public Optional<Event> next(Duration patience) throws InterruptedException {
        Optional<Event> next = ended ? waiting.poll() : waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return next == null ? Optional.empty() : next;
    }
}
