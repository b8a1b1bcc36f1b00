// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.core.time.MonotonicClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that tells how far a long measurement is, and is gone at its end. */
final class Progress implements AutoCloseable {
    private static final Duration WORTH_IT = Duration.ofSeconds(2);
    /** Not at once, since a measurement whose replies are all in ends before its time. */
    private static final long PERIOD_MS = 500;
    /** A train takes some tens of milliseconds, and to look more often would disturb it. */
    private static final long QUICK_PERIOD_MS = 150;
    /** ECMA-48: erase to the end of the line (EL). */
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Supplier<String> state;
    private final long periodMs;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;

    private Progress(PrintWriter err, Supplier<String> state, long periodMs) {
        this.err = err;
        this.state = state;
        this.periodMs = periodMs;
    }

    /** Begins to tell the time, or does nothing when nobody would see it or it is over soon. */
    static Progress show(PrintWriter err, boolean terminal, Duration atMost, MonotonicClock clock) {
        long startNanoTime = clock.nanoTime();
        long atMostSeconds = atMost.plusNanos(999_999_999).toSeconds();
        Supplier<String> elapsed = () -> TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - startNanoTime)
                + " s of at most " + atMostSeconds + " s";
        return begun(new Progress(err, elapsed, PERIOD_MS), terminal && atMost.compareTo(WORTH_IT) > 0);
    }

    /**
     * Begins to tell what a measurement says of itself, or does nothing when nobody would see it.
     *
     * @param state in a few words; asked by another thread, again and again
     */
    static Progress follow(PrintWriter err, boolean terminal, Supplier<String> state) {
        return begun(new Progress(err, state, QUICK_PERIOD_MS), terminal);
    }

    private static Progress begun(Progress progress, boolean seen) {
        if (seen) {
            progress.thread = Thread.ofVirtual().name("progress").start(progress::run);
        }
        return progress;
    }

    private void run() {
        try {
            while (!ended.await(periodMs, TimeUnit.MILLISECONDS)) {
                err.print(ERASE + "measuring: " + state.get());
                err.flush();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; were it so, the measurement would go on without progress.
            return;
        }
        err.print(ERASE);
        err.flush();
    }

    @Override
    public void close() {
        ended.countDown();
        Thread shown = thread;
        if (shown != null) {
            joinUninterruptibly(shown);
        }
    }

    /** Its last act is a matter of microseconds. */
    private static void joinUninterruptibly(Thread shown) {
        boolean interrupted = false;
        while (shown.isAlive()) {
            try {
                shown.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
