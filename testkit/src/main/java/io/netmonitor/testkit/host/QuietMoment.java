// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

import java.time.Duration;

/**
 * Measures again what a neighbour's load may have disturbed. A host that is held up for a moment loses probes, is late with them or
 * fills a queue, and the measurement rightly says so; a fault of what is measured does not go away by measuring again.
 *
 * <p>For tests that measure real time on real sockets, and for these alone.
 */
public final class QuietMoment {
    /** Where one measurement in a hundred is disturbed, all of them are in one of ten thousand millions. */
    private static final int MIN_TRIES = 5;
    /** As long as a neighbour may be busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long MAX_REST_MS = 1_000;

    private QuietMoment() {}

    /** A measurement with all that is expected of it; must leave nothing behind that disturbs the next. */
    public interface Trial {
        void run() throws Exception;
    }

    /**
     * Runs it until it holds: five times, and again for half a minute, with growing rests between.
     *
     * @throws AssertionError that of the last try, with those of the others
     * @throws Exception at once, whatever else the trial throws
     */
    public static void find(Trial trial) throws Exception {
        find(trial, PATIENCE);
    }

    static void find(Trial trial, Duration patience) throws Exception {
        long beganNs = System.nanoTime();
        long restMs = 10;
        AssertionError before = null;
        for (int attempt = 1; ; attempt++) {
            try {
                trial.run();
                return;
            } catch (AssertionError e) {
                if (before != null) {
                    e.addSuppressed(before);
                }
                if (attempt >= MIN_TRIES && System.nanoTime() - beganNs >= patience.toNanos()) {
                    throw e;
                }
                before = e;
            }
            Thread.sleep(restMs);
            restMs = Math.min(MAX_REST_MS, 2 * restMs);
        }
    }
}
