// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How good the host's clock is.
 *
 * @param isSynchronized whether it follows a reference
 * @param maxErrorNs bound of its error, nanoseconds; absent when unknown
 * @param bootId kernel boot id where the system has one: hosts with the same one share a clock
 */
public record ClockState(
        boolean isSynchronized,
        @Nullable Long maxErrorNs,
        @Nullable String bootId) {
    /** Nothing is known of the clock, as on systems that do not tell. */
    public static final Supplier<ClockState> UNKNOWN = () -> new ClockState(false, null, null);
}
