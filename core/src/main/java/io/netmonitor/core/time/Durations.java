// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them in task files, on command lines and in forms: {@code 500us}, {@code 20ms}, {@code 2s},
 * {@code 5m}, {@code 1h}, {@code 1d}.
 */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,19})(ns|us|ms|s|m|h|d)");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us", "ns"};

    private Durations() {}

    /**
     * Reads a whole number with its unit.
     *
     * @return nanoseconds, 0 or more
     * @throws IllegalArgumentException when the text has another form, or the value exceeds 292 years
     */
    public static long parseNs(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): " + text);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitNs(matcher.group(2)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("duration is too long: " + text, e);
        }
    }

    /** Reads a whole number with its unit, see {@link #parseNs}. */
    public static Duration parse(String text) {
        return Duration.ofNanos(parseNs(text));
    }

    /** Writes the shortest form that {@link #parseNs} reads back to the same value. */
    public static String format(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("duration < 0: " + ns + " ns");
        }
        if (ns == 0) {
            return "0s";
        }
        for (String unit : UNITS) {
            if (ns % unitNs(unit) == 0) {
                return ns / unitNs(unit) + unit;
            }
        }
        throw new AssertionError("every number is a multiple of 1 ns");
    }

    /** As {@link #format}, in whole milliseconds rounded up, since nobody reads nanoseconds of a minute. */
    public static String rounded(long ns) {
        long unit = unitNs("ms");
        return format(Math.ceilDiv(ns, unit) * unit);
    }

    private static long unitNs(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> throw new IllegalArgumentException("unknown unit: " + unit);
        };
    }
}
