// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.store;

import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;

/** How long the windows of a roll-up are. Windows are aligned to the epoch. */
public enum RollUp {
    FIVE_MINUTES("5m"),
    HOUR("1h");

    private final String label;

    RollUp(String label) {
        this.label = label;
    }

    /** The word used in queries and answers. */
    public String label() {
        return label;
    }

    /** Length of a window, nanoseconds. */
    public long lengthNs() {
        return Durations.parseNs(label);
    }

    /** Start of the window in which an instant lies. */
    public Instant windowOf(Instant instant) {
        long ns = EpochNanos.of(instant);
        return EpochNanos.toInstant(ns - Math.floorMod(ns, lengthNs()));
    }
}
