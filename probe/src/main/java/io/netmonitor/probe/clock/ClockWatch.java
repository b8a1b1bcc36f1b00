// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import io.netmonitor.core.time.MonotonicClock;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what chronyd said last, so that nobody who measures waits for it. Safe for use by many threads.
 *
 * <p>chronyd is asked beside the kernel because it leaves {@code STA_UNSYNC} set unless told {@code rtcsync}, and because between its
 * updates, up to 17 minutes, the kernel's error grows by 500 ppm where chronyd's own grows by about one.
 */
final class ClockWatch {
    private static final long ASK_AGAIN_NS = 4_000_000_000L;
    /** Where nobody answers, there is rarely anybody to come. */
    private static final long LOOK_AGAIN_NS = 30_000_000_000L;
    /** An answer outlives a few that were lost, but not chronyd. */
    private static final long FORGET_NS = 20_000_000_000L;

    private final Supplier<ClockQuality> kernel;
    private final Supplier<Optional<Tracking>> chronyd;
    private final MonotonicClock time;
    private volatile @Nullable Heard heard;

    ClockWatch(Supplier<ClockQuality> kernel, Supplier<Optional<Tracking>> chronyd, MonotonicClock time) {
        this.kernel = kernel;
        this.chronyd = chronyd;
        this.time = time;
    }

    /** The one watch of this process; its thread begins with the first call and ends with the process. */
    static ClockWatch ofThisHost() {
        return ThisHost.WATCH;
    }

    /** What is known now. Does not wait. */
    ClockQuality read() {
        ClockQuality own = kernel.get();
        Heard last = heard;
        if (last == null) {
            return own;
        }
        long ageNs = time.nanoTime() - last.atNs;
        return ageNs > FORGET_NS ? own : own.orBetter(last.tracking.quality(Math.max(0, ageNs)));
    }

    /** Asks chronyd and waits for it; returns whether it answered. */
    boolean ask() {
        // Taken before the question, so that an answer is never thought younger than it is.
        long nowNs = time.nanoTime();
        Optional<Tracking> answer = chronyd.get();
        answer.ifPresent(tracking -> heard = new Heard(tracking, nowNs));
        return answer.isPresent();
    }

    private void keepAsking() {
        while (true) {
            LockSupport.parkNanos(this, ask() ? ASK_AGAIN_NS : LOOK_AGAIN_NS);
        }
    }

    private record Heard(Tracking tracking, long atNs) {}

    private static final class ThisHost {
        static final ClockWatch WATCH =
                new ClockWatch(KernelClock::read, Chronyd.ofThisHost()::ask, MonotonicClock.SYSTEM);

        static {
            Thread.ofPlatform().daemon().name("clock-watch").start(WATCH::keepAsking);
        }
    }
}
