// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

/**
 * What a reflector's clock shows when the system's clock shows something: kernel stamps are always taken by the system's, so
 * a clock of one's own can only be a function of it. Tests give a reflector an offset and a drift by this, and never touch
 * the machine. Safe for use by many threads.
 */
@FunctionalInterface
public interface StampClock {
    /** The clock of the machine. */
    StampClock SYSTEM = systemNs -> systemNs;

    /** This clock's reading, nanoseconds since 1970, at the instant at which the system's clock shows {@code systemNs}. */
    long readingAt(long systemNs);
}
