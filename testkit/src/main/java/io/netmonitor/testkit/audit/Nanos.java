// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.time.Instant;

/** Instants as nanoseconds since the epoch, and how they and lengths of time look to people. */
final class Nanos {
    static final long SECOND = 1_000_000_000L;

    private Nanos() {}

    static long of(String instant) {
        return of(Instant.parse(instant));
    }

    static long of(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }

    static String text(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, SECOND), Math.floorMod(ns, SECOND))
                .toString();
    }

    static String clock(long ns) {
        return text(ns).substring(11);
    }
}
