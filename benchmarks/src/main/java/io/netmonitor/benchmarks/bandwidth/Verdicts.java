// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import java.util.List;
import java.util.Locale;

/** Words for figures beside their targets. */
final class Verdicts {
    private Verdicts() {}

    /** A share that shall not be above a target. */
    static String atMost(String what, double share, double target) {
        return line(what, share, "at most", target, share <= target);
    }

    /** A share that shall not be below a target. */
    static String atLeast(String what, double share, double target) {
        return line(what, share, "at least", target, share >= target);
    }

    private static String line(String what, double share, String how, double target, boolean reached) {
        return String.format(
                Locale.ROOT,
                "%-60s %7.2f %%   target %s %.1f %%   %s",
                what,
                share * 100,
                how,
                target * 100,
                reached ? "reached" : "missed");
    }

    /** Two shares, and how many times the other one of them is. */
    static String ratio(String what, double one, double other) {
        return String.format(Locale.ROOT, "%-60s %7.2f %% / %.2f %% = %.1f", what, one * 100, other * 100, one / other);
    }

    /** The row whose figure is largest. */
    static Row worst(List<Row> rows, java.util.function.ToDoubleFunction<Row> figure) {
        Row worst = rows.getFirst();
        for (Row row : rows) {
            worst = figure.applyAsDouble(row) > figure.applyAsDouble(worst) ? row : worst;
        }
        return worst;
    }
}
