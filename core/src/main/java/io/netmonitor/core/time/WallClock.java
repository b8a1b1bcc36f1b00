// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import java.time.Clock;
import java.time.Instant;

/** Tells the date. It can be stepped and slewed, so differences of it are not durations. Safe for use by many threads. */
@FunctionalInterface
public interface WallClock {
    /** The machine's clock, with the full resolution that the system gives. */
    WallClock SYSTEM = Clock.systemUTC()::instant;

    Instant now();
}
