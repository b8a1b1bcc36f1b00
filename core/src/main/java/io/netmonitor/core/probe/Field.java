// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One value that results of a probe type may carry; a store makes a column of it.
 *
 * @param name dotted name in the result: {@code roundTrip.delay.meanNs}
 * @param type what the value is
 * @param unit what it counts
 * @param help one sentence for people
 */
public record Field(String name, Type type, Unit unit, String help) {
    /** Types of values. */
    public enum Type {
        WHOLE,
        NUMBER,
        TEXT,
        FLAG,
        /** Text in the coding of {@link io.netmonitor.core.statistics.DelayHistogram#encodedText}; stores may keep the bytes. */
        HISTOGRAM;

        @JsonValue
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Field {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(unit, "unit");
        requireNonNull(help, "help");
        if (!name.matches("[a-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*){0,3}")) {
            throw new IllegalArgumentException("field name is not dotted camelCase: " + name);
        }
    }
}
