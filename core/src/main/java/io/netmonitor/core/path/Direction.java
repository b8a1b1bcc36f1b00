// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.path;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which way a value was measured along a path. */
public enum Direction {
    /** Source to destination. */
    FORWARD("forward"),
    /** Destination to source. */
    BACKWARD("backward"),
    /** There and back. */
    ROUND_TRIP("roundTrip");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    /** The word used in result JSON: {@code forward}, {@code backward}, {@code roundTrip}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The direction that the same packets have for someone at the other end. */
    public Direction mirrored() {
        return switch (this) {
            case FORWARD -> BACKWARD;
            case BACKWARD -> FORWARD;
            case ROUND_TRIP -> ROUND_TRIP;
        };
    }
}
