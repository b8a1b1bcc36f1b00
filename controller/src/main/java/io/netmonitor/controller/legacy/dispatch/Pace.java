// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for what, and how long between one try and the next.
 *
 * @param patience for a connection and an answer
 * @param first wait after the first try; each is twice the one before
 * @param longest wait
 * @param look from one look at the tasks to the next
 */
record Pace(Duration patience, Duration first, Duration longest, Duration look) {
    static final Pace USUAL =
            new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(3));

    private static final int MOST_DOUBLINGS = 20;

    /**
     * The wait after some tries in a row that failed, made up to a half shorter by chance: members that failed together are
     * not all tried together.
     */
    Duration afterTries(int tries, RandomGenerator random) {
        Duration doubled = first.multipliedBy(1L << Math.clamp(tries - 1L, 0, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait.minusNanos((long) (wait.toNanos() * random.nextDouble() / 2));
    }
}
