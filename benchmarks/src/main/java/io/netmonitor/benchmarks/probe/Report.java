// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Writes figures as lines under each other.
 *
 * <pre>
 *   p50 / irtt's p50                                           0.014            target at most 0.050    reached
 *   p50, on a quiet machine                                    3.100 µs         target at most 2.500    missed by 24 %
 * </pre>
 */
final class Report {
    private final Consumer<String> print;

    Report(Consumer<String> print) {
        this.print = print;
    }

    void heading(String title) {
        print.accept("");
        print.accept(title);
    }

    void line(String text) {
        print.accept("  " + text);
    }

    /** The machine's load of the last minute, which others on it may cause. */
    void load(String when) {
        line(String.format(
                Locale.ROOT,
                "load %s: %.2f",
                when,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    }

    /** A figure without a target. */
    void figure(String what, double value, String unit) {
        line(String.format(Locale.ROOT, "%-54s %9s %s", what, plain(value), unit)
                .stripTrailing());
    }

    /** A figure that shall not be above its target. */
    void target(String what, double value, String unit, double atMost) {
        line(String.format(
                Locale.ROOT,
                "%-54s %9s %-10s target at most %-8s %s",
                what,
                plain(value),
                unit,
                plain(atMost),
                verdict(value, atMost)));
    }

    static String verdict(double value, double atMost) {
        if (value <= atMost) {
            return "reached";
        }
        if (atMost == 0) {
            return "missed by " + plain(value);
        }
        // Never 0 %: what is missed by little is missed.
        return "missed by " + Math.max(1, Math.round((value - atMost) / atMost * 100)) + " %";
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
