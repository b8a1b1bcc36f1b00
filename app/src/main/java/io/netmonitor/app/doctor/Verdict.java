// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a finding matters. */
enum Verdict {
    /** Nothing to do. */
    OK("ok", "ok", 32),
    /** Some measurements suffer, or something only some hosts need is missing. */
    WARN("warn", "warn", 33),
    /** Measurements are wrong or impossible as things stand. */
    BAD("bad", "BAD", 31),
    /** It could not be found out. */
    UNKNOWN("unknown", "?", 36);

    private final String label;
    private final String mark;
    private final int colour;

    Verdict(String label, String mark, int colour) {
        this.label = label;
        this.mark = mark;
        this.colour = colour;
    }

    /** The word in JSON. */
    @JsonValue
    String label() {
        return label;
    }

    /** The mark at the start of its line, at most four characters. */
    String mark() {
        return mark;
    }

    /** Its foreground colour by ECMA-48 (SGR parameter). */
    int colour() {
        return colour;
    }
}
