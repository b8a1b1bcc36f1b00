// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

/**
 * Measures again what a neighbour's load may have disturbed. A host that is held up for a moment loses probes, is late with them or
 * fills a queue, and the measurement rightly says so; a fault of what is measured does not go away by measuring again.
 *
 * <p>For tests that measure real time on real sockets, and for these alone.
 */
public final class QuietMoment {
    /** One in a hundred becomes one in ten thousand millions. */
    private static final int TRIES = 5;

    private QuietMoment() {}

    /** A measurement with all that is expected of it; must leave nothing behind that disturbs the next. */
    public interface Trial {
        void run() throws Exception;
    }

    /**
     * Runs it until it holds, at most five times.
     *
     * @throws AssertionError that of the last try, with those of the others
     * @throws Exception at once, whatever else the trial throws
     */
    public static void find(Trial trial) throws Exception {
        AssertionError before = null;
        for (int attempt = 1; ; attempt++) {
            try {
                trial.run();
                return;
            } catch (AssertionError e) {
                if (before != null) {
                    e.addSuppressed(before);
                }
                if (attempt == TRIES) {
                    throw e;
                }
                before = e;
            }
        }
    }
}
