// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: 0.2 s, doubling to 10 s, each time somewhere between half and all of it, so that the
 * agents of a controller that comes back do not all knock at once. Owned by one thread.
 */
public final class Backoff {
    private static final long FIRST_NS = 200_000_000;
    private static final long LAST_NS = 10_000_000_000L;

    private final RandomGenerator random;
    private long nextNs = FIRST_NS;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Whether nothing has failed since the start or the last success. */
    boolean isFresh() {
        return nextNs == FIRST_NS;
    }

    /** It worked: the next failure is the first again. */
    public void reset() {
        nextNs = FIRST_NS;
    }

    /** Waits, and longer the next time. */
    public void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(takeNs());
    }

    long takeNs() {
        long ns = nextNs / 2 + random.nextLong(nextNs / 2);
        nextNs = Math.min(2 * nextNs, LAST_NS);
        return ns;
    }
}
