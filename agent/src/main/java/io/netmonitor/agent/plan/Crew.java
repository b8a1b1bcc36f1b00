// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.core.result.Result;
import java.io.Closeable;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The threads that measure, at most 4,096 at a time; virtual ones, since a probe only waits for those that do its work. */
final class Crew implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int MAX_BUSY = 4_096;

    private final Measurer measurer;
    private final Consumer<Result> results;
    private final Runnable ended;
    private final Semaphore free = new Semaphore(MAX_BUSY);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("netmonitor-measure-", 1).factory());

    /**
     * A crew without work.
     *
     * @param results takes each result, on the measuring thread
     * @param ended told after each measurement
     */
    Crew(Measurer measurer, Consumer<Result> results, Runnable ended) {
        this.measurer = measurer;
        this.results = results;
        this.ended = ended;
    }

    int busy() {
        return MAX_BUSY - free.availablePermits();
    }

    /** Whether nobody is free to measure. */
    boolean isFull() {
        return free.availablePermits() == 0;
    }

    /** Measures the slot's next round; to be asked only while somebody is free. */
    void measure(Slot slot) {
        free.acquireUninterruptibly();
        Target target = slot.target();
        long round = slot.round();
        Instant plannedAt = slot.at();
        AtomicBoolean running = slot.running();
        running.set(true);
        threads.execute(() -> {
            try {
                results.accept(measurer.measure(target, round, plannedAt));
            } finally {
                running.set(false);
                free.release();
                ended.run();
            }
        });
    }

    /** Accounts for the slot's next round, which was not run. */
    void miss(Slot slot, String reason) {
        results.accept(measurer.missed(slot.target().entry(), slot.round(), slot.at(), reason));
    }

    /** Interrupts what is under way and waits for it, for two seconds. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "{0} measurements did not end when told to", busy());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
