// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: the unit fits the size. */
public final class Figures {
    private Figures() {}

    /** A delay in nanoseconds with three or four digits: {@code 1.234 ms}. */
    public static String delay(double ns) {
        double size = Math.abs(ns);
        if (size >= 1e9) {
            return format("%.3f s", ns / 1e9);
        }
        if (size >= 1e6) {
            return format("%.3f ms", ns / 1e6);
        }
        return size >= 1e3 ? format("%.1f µs", ns / 1e3) : format("%.0f ns", ns);
    }

    /** A delay to the nanosecond in as few digits as it takes: {@code 20 µs}, {@code 24.0105 ms}. */
    public static String exactDelay(long ns) {
        long size = Math.abs(ns);
        if (size >= 1_000_000_000) {
            return exact(ns, 9) + " s";
        }
        if (size >= 1_000_000) {
            return exact(ns, 6) + " ms";
        }
        return size >= 1_000 ? exact(ns, 3) + " µs" : ns + " ns";
    }

    private static String exact(long ns, int digits) {
        return BigDecimal.valueOf(ns, digits).stripTrailingZeros().toPlainString();
    }

    /** A number with three digits that count, never an exponent: {@code 94.2}, {@code 8960}. */
    public static String threeDigits(double value) {
        if (Math.abs(value) >= 999.5) {
            return new BigDecimal(value, new MathContext(3)).setScale(0).toPlainString();
        }
        return format(Math.abs(value) >= 99.95 ? "%.0f" : Math.abs(value) >= 9.995 ? "%.1f" : "%.2f", value);
    }

    /** A ratio in percent: {@code 2.0 %}. */
    public static String percent(double ratio) {
        return format("%.1f %%", ratio * 100);
    }

    /** A rate in bits per second: {@code 98.9 Mbit/s}, {@code 1.003 Gbit/s}. */
    public static String rate(double bps) {
        return scaled(Magnitude.fine(bps), bps, "bit/s");
    }

    /** A number of bytes: {@code 12.5 kB}. */
    public static String bytes(double bytes) {
        return scaled(Magnitude.of(bytes), bytes, "B");
    }

    private static String scaled(Magnitude magnitude, double number, String unit) {
        return magnitude.number(number) + " " + magnitude.unit(unit);
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
