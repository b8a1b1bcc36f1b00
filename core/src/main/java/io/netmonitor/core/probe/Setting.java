// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.netmonitor.core.time.Durations;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set on a probe type; forms and validation are made from it.
 *
 * @param name name in a task's settings: {@code count}
 * @param title English words for people
 * @param type how it is written
 * @param unit what a {@link Type#WHOLE} counts; durations are written with their unit
 * @param defaultValue value when it is not set, in the type's Java form ({@link Long}, {@link Boolean}, {@link String});
 *     durations as nanoseconds
 * @param min smallest allowed number, durations in nanoseconds
 * @param max largest allowed number, durations in nanoseconds
 * @param help one sentence for people
 */
public record Setting(
        String name, String title, Type type, Unit unit, Object defaultValue, long min, long max, String help) {
    /** How a setting is written in a task. */
    public enum Type {
        /** A whole number. */
        WHOLE,
        /** A whole number with its unit in the text: {@code 20ms}. */
        DURATION,
        /** True or false. */
        FLAG,
        /** Free text of at most {@code max} characters. */
        TEXT;

        @JsonValue
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Setting {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(type, "type");
        requireNonNull(unit, "unit");
        requireNonNull(defaultValue, "defaultValue");
        requireNonNull(help, "help");
    }

    /** A whole number between two bounds, both allowed. */
    public static Setting whole(String name, String title, Unit unit, long value, long min, long max, String help) {
        return new Setting(name, title, Type.WHOLE, unit, value, min, max, help);
    }

    /** A duration between two bounds, both allowed, all written as {@code 20ms}. */
    public static Setting duration(String name, String title, String value, String min, String max, String help) {
        return new Setting(
                name,
                title,
                Type.DURATION,
                Unit.NANOSECONDS,
                Durations.parseNs(value),
                Durations.parseNs(min),
                Durations.parseNs(max),
                help);
    }

    /** True or false. */
    public static Setting flag(String name, String title, boolean value, String help) {
        return new Setting(name, title, Type.FLAG, Unit.NONE, value, 0, 1, help);
    }

    /** Text of at most so many characters. */
    public static Setting text(String name, String title, String value, int maxCharacters, String help) {
        return new Setting(name, title, Type.TEXT, Unit.NONE, value, 0, maxCharacters, help);
    }

    /** A value as it is written in a task: durations as text with their unit. */
    public Object written(Object value) {
        return type == Type.DURATION && value instanceof Long ns ? Durations.format(ns) : value;
    }

    /**
     * Turns a value as written into its Java form.
     *
     * @throws IllegalArgumentException saying what is wrong with it and what is allowed
     */
    Object read(@Nullable Object written) {
        return switch (type) {
            case WHOLE -> within(wholeOf(written), Long.toString(min), Long.toString(max));
            case DURATION -> within(durationOf(written), Durations.format(min), Durations.format(max));
            case FLAG -> {
                if (!(written instanceof Boolean)) {
                    throw new IllegalArgumentException("is not true or false: " + written);
                }
                yield written;
            }
            case TEXT -> {
                if (!(written instanceof String text) || text.length() > max) {
                    throw new IllegalArgumentException("is not text of at most " + max + " characters: " + written);
                }
                yield text;
            }
        };
    }

    private static long wholeOf(@Nullable Object written) {
        return switch (written) {
            case Long whole -> whole;
            case Integer whole -> whole;
            case null, default -> throw new IllegalArgumentException("is not a whole number: " + written);
        };
    }

    private static long durationOf(@Nullable Object written) {
        if (written instanceof String text) {
            return Durations.parseNs(text);
        }
        throw new IllegalArgumentException("is not a duration with its unit, such as \"20ms\": " + written);
    }

    private Long within(long value, String lowest, String highest) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("is outside " + lowest + " to " + highest + ": "
                    + (type == Type.DURATION ? Durations.format(value) : Long.toString(value)));
        }
        return value;
    }
}
