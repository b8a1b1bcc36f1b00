// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.core.time.MonotonicClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that tells how far a long measurement is, and is gone at its end. */
final class Progress implements AutoCloseable {
    private static final Duration WORTH_IT = Duration.ofSeconds(2);
    /** Not at once, since a measurement whose replies are all in ends before its time. */
    private static final long PERIOD_MS = 500;
    /** ECMA-48: erase to the end of the line (EL). */
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Duration atMost;
    private final MonotonicClock clock;
    private final long startNanoTime;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread thread;

    private Progress(PrintWriter err, Duration atMost, MonotonicClock clock) {
        this.err = err;
        this.atMost = atMost;
        this.clock = clock;
        this.startNanoTime = clock.nanoTime();
    }

    /** Begins, or does nothing when nobody would see it or it is over soon. */
    static Progress show(PrintWriter err, boolean terminal, Duration atMost, MonotonicClock clock) {
        Progress progress = new Progress(err, atMost, clock);
        if (terminal && atMost.compareTo(WORTH_IT) > 0) {
            progress.thread = Thread.ofVirtual().name("progress").start(progress::run);
        }
        return progress;
    }

    private void run() {
        try {
            while (!ended.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - startNanoTime);
                err.print(ERASE + "measuring: " + seconds + " s of at most " + ceilSeconds() + " s");
                err.flush();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts it; were it so, the measurement would go on without progress.
            return;
        }
        err.print(ERASE);
        err.flush();
    }

    private long ceilSeconds() {
        return atMost.plusNanos(999_999_999).toSeconds();
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
