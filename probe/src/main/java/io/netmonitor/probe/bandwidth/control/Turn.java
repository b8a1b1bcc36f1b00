// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One measurement at a time: whoever holds the turn of a node measures or is measured there. Safe for use by many threads.
 */
public final class Turn {
    /** About as long as a measurement takes. */
    private static final long USUAL_MS = 3_000;

    private static final long LEAST_MS = 200;

    private @Nullable Lease holder;

    /** Takes the turn. A program that measures itself is one measurement and holds it at both ends. */
    public synchronized @Nullable Lease take(long caller, String who) {
        Lease held = holder;
        if (held == null) {
            Lease lease = new Lease(this, caller, who);
            holder = lease;
            return lease;
        }
        return held.caller == caller ? new Lease(null, caller, who) : null;
    }

    /** Who holds it and for about how much longer, for a caller that came too early. */
    synchronized Busy busy() {
        Lease held = holder;
        if (held == null) {
            return new Busy("another measurement", LEAST_MS);
        }
        long sinceMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - held.sinceNs);
        return new Busy(held.who, Math.max(LEAST_MS, USUAL_MS - sinceMs));
    }

    /** Who holds it, in a sentence. */
    public synchronized String whyNot() {
        Busy busy = busy();
        return "this node is in " + busy.who + "; come back in " + Math.ceilDiv(busy.retryAfterMs, 1000) + " s";
    }

    private synchronized void release(Lease lease) {
        if (holder == lease) {
            holder = null;
        }
    }

    /**
     * Why not now.
     *
     * @param who holds the turn, for people
     * @param retryAfterMs when to come back
     */
    record Busy(String who, long retryAfterMs) {}

    /** The turn, until it is closed. */
    public static final class Lease implements AutoCloseable {
        private final @Nullable Turn turn;
        private final long caller;
        private final String who;
        private final long sinceNs = System.nanoTime();

        private Lease(@Nullable Turn turn, long caller, String who) {
            this.turn = turn;
            this.caller = caller;
            this.who = who;
        }

        @Override
        public void close() {
            if (turn != null) {
                turn.release(this);
            }
        }
    }
}
