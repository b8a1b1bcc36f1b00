// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * The controller's time as this agent estimates it: the local wall clock plus an offset learnt from the controller's answers.
 *
 * <pre>
 * controller      t2 ---- t3        offset  = ((t2 - t1) + (t3 - t4)) / 2
 *                /          \       network = (t4 - t1) - (t3 - t2)
 * agent        t1            t4
 * </pre>
 *
 * Of the last eight exchanges the one with the least network time counts, since its offset can be wrong by at most half of
 * that; older ones are charged 100 ppm of their age for what the two clocks may have drifted apart. The first one after a start may
 * hold the making of a connection, so what was known from the run before stands unless it lies outside of what that one allows.
 *
 * <p>The local clock may be stepped and the host may be suspended. Both show as wall and monotonic time going apart. A step back
 * can only be a step, so the estimate moves along with it; a leap forward may be either, so the time is unsettled until the
 * controller is heard again or cannot be, for at most three seconds. Safe for use by many threads.
 */
public final class ControllerTime {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int REMEMBERED = 8;
    private static final long DRIFT_DIVISOR = 10_000;
    private static final long STEP_NS = 500_000_000;
    private static final long TORN_EXCHANGE_NS = 100_000_000;
    private static final long UNSETTLED_FOR_NS = 3_000_000_000L;
    private static final long WORTH_A_LINE_NS = 1_000_000_000L;

    private final WallClock wall;
    private final MonotonicClock monotonic;
    private final Deque<Estimate> recent = new ArrayDeque<>();
    private long offsetNs;
    private boolean known;
    private boolean settled;
    private long unsettledSinceNs;
    private long wallAheadNs;

    /** One moment by both clocks. */
    record Stamp(long wallNs, long monotonicNs) {}

    private record Estimate(long offsetNs, long networkNs, long takenNs) {}

    /**
     * Starts with the offset of the run before, when there was one, and unsettled.
     *
     * @param kept nanoseconds
     */
    public ControllerTime(WallClock wall, MonotonicClock monotonic, OptionalLong kept) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.known = kept.isPresent();
        this.offsetNs = kept.orElse(0);
        Stamp now = stamp();
        this.unsettledSinceNs = now.monotonicNs();
        this.wallAheadNs = now.wallNs() - now.monotonicNs();
    }

    /** The controller's time now. */
    public synchronized Instant now() {
        return EpochNanos.toInstant(look().wallNs() + offsetNs);
    }

    /** What turns one clock's instants into the other's, as it is estimated now. */
    public synchronized ClockOffset offset() {
        return new ClockOffset(offsetNs, known);
    }

    /** The controller's clock minus the local one, nanoseconds; empty until the controller was heard for the first time. */
    public OptionalLong offsetNs() {
        return offset().knownNs();
    }

    /** Whether the time can be relied on: nothing happened to the local clock that the controller has not been asked about. */
    public synchronized boolean isSettled() {
        Stamp now = look();
        return settled || now.monotonicNs() - unsettledSinceNs > UNSETTLED_FOR_NS;
    }

    /** Takes the time as it is known, because the controller cannot be asked. */
    public synchronized void settle() {
        settled = true;
    }

    /** This moment by both local clocks. */
    Stamp stamp() {
        return new Stamp(EpochNanos.of(wall.now()), monotonic.nanoTime());
    }

    /**
     * Learns from an answer.
     *
     * @param sent t1, when the request left
     * @param received t2, when it reached the controller, by the controller's clock
     * @param answered t3, when the answer left, by the controller's clock
     * @param back t4, when the answer came
     */
    synchronized void exchanged(Stamp sent, Instant received, Instant answered, Stamp back) {
        long wallTook = back.wallNs() - sent.wallNs();
        long took = back.monotonicNs() - sent.monotonicNs();
        long t2 = EpochNanos.of(received);
        long t3 = EpochNanos.of(answered);
        long network = took - (t3 - t2);
        if (Math.abs(wallTook - took) > TORN_EXCHANGE_NS || t3 < t2 || network < 0) {
            return;
        }
        look();
        if (Math.abs(back.wallNs() - back.monotonicNs() - wallAheadNs) > TORN_EXCHANGE_NS) {
            return; // stepped since the answer came
        }
        // Halves first: the two differences may have the size of the clock's error, which may be decades.
        long offset = (t2 - sent.wallNs()) / 2 + (t3 - back.wallNs()) / 2;
        recent.addLast(new Estimate(offset, network, back.monotonicNs()));
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        Estimate best = best(back.monotonicNs());
        if (known && recent.size() == 1 && Math.abs(best.offsetNs() - offsetNs) <= best.networkNs() / 2) {
            settled = true; // it cannot tell better than what was known
        } else {
            adopt(best.offsetNs());
        }
    }

    private Estimate best(long nowNs) {
        Estimate best = recent.getLast();
        for (Estimate estimate : recent) {
            if (cost(estimate, nowNs) < cost(best, nowNs)) {
                best = estimate;
            }
        }
        return best;
    }

    private static long cost(Estimate estimate, long nowNs) {
        return estimate.networkNs() + (nowNs - estimate.takenNs()) / DRIFT_DIVISOR;
    }

    private void adopt(long newOffsetNs) {
        if (Math.abs(newOffsetNs - offsetNs) > WORTH_A_LINE_NS) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "this host''s clock is {0} ms {1} the controller''s; rounds are timed by the controller''s",
                    Math.abs(newOffsetNs) / 1_000_000,
                    newOffsetNs > 0 ? "behind" : "ahead of");
        }
        offsetNs = newOffsetNs;
        known = true;
        settled = true;
    }

    /** Looks whether the wall clock went its own way since the last look. */
    private Stamp look() {
        Stamp now = stamp();
        long ahead = now.wallNs() - now.monotonicNs();
        long leapt = ahead - wallAheadNs;
        wallAheadNs = ahead;
        if (Math.abs(leapt) > STEP_NS) {
            recent.clear();
            settled = false;
            unsettledSinceNs = now.monotonicNs();
            if (leapt < 0) {
                offsetNs -= leapt;
            }
        }
        return now;
    }
}
