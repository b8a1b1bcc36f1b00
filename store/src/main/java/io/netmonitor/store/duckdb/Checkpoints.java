// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A checkpoint every {@value #EVERY_S} seconds in which something was written. DuckDB's own, made by the commit that fills
 * the log, stalled that commit for up to 1.6 s; small and frequent ones do not.
 */
final class Checkpoints {
    static final int EVERY_S = 10;

    private final ScheduledExecutorService timer;
    private final ScheduledFuture<?> repeated;

    Checkpoints(DuckFile file) {
        timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("checkpoint-" + file.path().getFileName())
                .factory());
        repeated = timer.scheduleWithFixedDelay(file::checkpoint, EVERY_S, EVERY_S, TimeUnit.SECONDS);
    }

    /** Waits for one that is running. */
    void close() {
        repeated.cancel(false);
        timer.close();
    }
}
