// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

/** Student's t distribution, for intervals of a mean of few values. */
public final class Student {
    /** Two-sided 95 % quantiles for 1 to 12 degrees of freedom. */
    private static final double[] T95 = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179
    };

    private Student() {}

    /** The two-sided 95 % quantile; between whole numbers of freedom in proportion, beyond 1 to 12 that of the nearest. */
    public static double t95(double freedom) {
        double at = Math.clamp(freedom, 1, T95.length) - 1;
        int below = (int) at;
        int above = Math.min(below + 1, T95.length - 1);
        return T95[below] + (at - below) * (T95[above] - T95[below]);
    }
}
