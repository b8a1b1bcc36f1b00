// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * The unit and the digits that suit a number, so that others beside it can have the same: 98.9 M and 98.4 M.
 *
 * @param exponent of the unit: 0, 3 for thousands, 6 or 9
 * @param decimals after the point
 */
public record Magnitude(int exponent, int decimals) {
    private static final String PREFIXES = "kMG";
    private static final int DIGITS = 3;

    /** Three digits. */
    public static Magnitude of(double number) {
        BigDecimal size = rounded(number);
        int power = size.signum() == 0 ? 0 : size.precision() - size.scale() - 1;
        int exponent = Math.clamp(power / 3 * 3L, 0, 9);
        return new Magnitude(exponent, exponent == 0 ? 0 : Math.max(0, DIGITS - 1 - (power - exponent)));
    }

    /** Three digits, four when the first is 1, so that the last is never worth half of a hundredth of the number. */
    public static Magnitude fine(double number) {
        Magnitude three = of(number);
        boolean startsWithOne = rounded(number).unscaledValue().toString().charAt(0) == '1';
        return startsWithOne && three.exponent > 0 ? new Magnitude(three.exponent, three.decimals + 1) : three;
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(Math.abs(number)).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
    }

    /** A number without its unit: {@code 98.9}. */
    public String number(double number) {
        return String.format(Locale.ROOT, "%." + decimals + "f", number / Math.pow(10, exponent));
    }

    /** A unit with its prefix: {@code Mbit/s}. */
    public String unit(String unit) {
        return exponent == 0 ? unit : PREFIXES.charAt(exponent / 3 - 1) + unit;
    }
}
