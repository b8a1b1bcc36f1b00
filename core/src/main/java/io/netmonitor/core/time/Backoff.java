// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * How long to wait before what failed is tried again: twice as long each time up to a longest wait, each time somewhere between half and all
 * of that, so that those who failed together do not all knock at once. Owned by one thread. Instants are of a monotonic clock.
 */
public final class Backoff {
    private final long firstNs;
    private final long longestNs;
    private final RandomGenerator random;
    private long nextNs;
    private boolean fresh = true;
    private long dueNs;

    /**
     * Nothing has failed yet.
     *
     * @param first the longest that the first wait may be, more than nothing
     * @param longest what no wait exceeds, not less than the first
     */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.firstNs = first.toNanos();
        this.longestNs = longest.toNanos();
        if (firstNs < 2 || longestNs < firstNs) {
            throw new IllegalArgumentException("first and longest wait are no range: " + first + ", " + longest);
        }
        this.random = random;
        this.nextNs = firstNs;
    }

    /** As whoever calls a controller does: from 0.2 s to 10 s. */
    public static Backoff ofCalls(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), random);
    }

    /** Whether nothing has failed since the start or the last success. */
    public boolean isFresh() {
        return fresh;
    }

    /** It worked: the next failure is the first again. */
    public void reset() {
        fresh = true;
        nextNs = firstNs;
    }

    /** It failed, and this thread waits. */
    public void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(waitNs());
    }

    /** It failed, and is to wait from an instant on. */
    public void failed(long nowNs) {
        dueNs = nowNs + waitNs();
    }

    /** How much of the wait since {@link #failed} is left, nanoseconds; 0 or less when it may be tried. */
    public long restNs(long nowNs) {
        return fresh ? 0 : dueNs - nowNs;
    }

    private long waitNs() {
        fresh = false;
        long ns = nextNs - random.nextLong(nextNs / 2);
        nextNs = nextNs > longestNs / 2 ? longestNs : 2 * nextNs;
        return ns;
    }
}
