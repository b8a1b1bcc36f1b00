// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as C's {@code printf} writes them, whatever the locale: a point, ASCII digits, no exponent, no sign of zero. */
final class Fixed {
    private Fixed() {}

    /**
     * Writes {@code %.3f}, where there are 3 decimals.
     *
     * @throws NumberFormatException when the value is no finite number
     */
    static String of(double value, int decimals) {
        // As C does, by the exact binary value; Java's formats round its shortest decimal text.
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
