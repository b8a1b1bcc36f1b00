// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

/** Tells elapsed time. Its zero has no meaning. Safe for use by many threads. */
@FunctionalInterface
public interface MonotonicClock {
    MonotonicClock SYSTEM = System::nanoTime;

    /** Nanoseconds since an arbitrary but fixed instant; never goes back. */
    long nanoTime();
}
