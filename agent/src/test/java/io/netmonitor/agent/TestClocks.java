// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A host's two clocks, running as the machine's do or standing still, which a test may set wrong, step or stop. */
public final class TestClocks {
    private final WallClock wallBase;
    private final MonotonicClock monotonicBase;
    private final AtomicLong wallNs = new AtomicLong();
    private final AtomicLong monotonicNs = new AtomicLong();

    private TestClocks(WallClock wall, MonotonicClock monotonic) {
        this.wallBase = wall;
        this.monotonicBase = monotonic;
    }

    /** Clocks that run. */
    public static TestClocks running() {
        return new TestClocks(WallClock.SYSTEM, MonotonicClock.SYSTEM);
    }

    /** Clocks that stand still at an instant until they are moved. */
    public static TestClocks standing(Instant at) {
        return new TestClocks(() -> at, () -> 0);
    }

    public WallClock wall() {
        return () -> EpochNanos.toInstant(EpochNanos.of(wallBase.now()) + wallNs.get());
    }

    public MonotonicClock monotonic() {
        return () -> monotonicBase.nanoTime() + monotonicNs.get();
    }

    /** Somebody sets the wall clock; a suspended host looks the same. */
    public void stepWall(Duration by) {
        wallNs.addAndGet(by.toNanos());
    }

    /** Time passes. */
    public void pass(Duration time) {
        wallNs.addAndGet(time.toNanos());
        monotonicNs.addAndGet(time.toNanos());
    }
}
