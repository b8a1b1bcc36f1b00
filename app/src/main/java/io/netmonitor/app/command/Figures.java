// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

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

    /** A ratio in percent: {@code 2.0 %}. */
    public static String percent(double ratio) {
        return format("%.1f %%", ratio * 100);
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
