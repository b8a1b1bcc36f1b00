// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import java.util.concurrent.atomic.AtomicLong;

/** What all jobs did together. Safe for use by many threads. */
final class Counts {
    private final AtomicLong measured = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    /** One measurement more, which gave something or failed. */
    void measured(boolean gaveSomething) {
        (gaveSomething ? measured : failed).incrementAndGet();
    }

    /** Rounds that were over before they could begin. */
    void skipped(long rounds) {
        skipped.addAndGet(rounds);
    }

    @Override
    public String toString() {
        return "measured " + measured.get() + ", failed " + failed.get() + ", skipped " + skipped.get() + " rounds";
    }
}
