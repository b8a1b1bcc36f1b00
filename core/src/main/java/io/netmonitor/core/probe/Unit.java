// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a number counts. */
public enum Unit {
    NANOSECONDS("ns"),
    RATIO("ratio"),
    BITS_PER_SECOND("bps"),
    BYTES("bytes"),
    COUNT("count"),
    PARTS_PER_MILLION("ppm"),
    NONE("");

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    /** The short form in JSON. */
    @JsonValue
    public String label() {
        return label;
    }
}
