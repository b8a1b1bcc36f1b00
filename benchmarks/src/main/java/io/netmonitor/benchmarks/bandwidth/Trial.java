// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

/**
 * One measurement beside its truth. Rates are of the IP layer, bits per second.
 *
 * @param cell what was tried: {@code 100 Mbit/s, 50 % constant}
 * @param countedBps what was available by the cross traffic that came during the trains; NaN when no train counts
 * @param nominalBps what was available in the long run; NaN when nobody knows
 * @param budgetBytes what the measurement might have sent; NaN when that is not judged
 * @param measured what the product said
 * @param lateP99Us how late the cross traffic's packets were, 99th percentile: evidence of the host
 */
record Trial(
        String cell, double countedBps, double nominalBps, double budgetBytes, Measured measured, double lateP99Us) {
    double valueBps() {
        return measured.number("availableBps");
    }

    boolean hasValue() {
        return !Double.isNaN(valueBps()) && !Double.isNaN(countedBps);
    }

    /** How far the value is off what was counted, as a share; negative when it is too low. */
    double error() {
        return valueBps() / countedBps - 1;
    }

    /** How far the value is off the long run's. */
    double nominalError() {
        return valueBps() / nominalBps - 1;
    }

    /** Whether the stated interval holds what was counted. */
    boolean covered() {
        double low = measured.number("lowBps");
        double high = measured.number("highBps");
        return countedBps >= low && (Double.isNaN(high) || countedBps <= high);
    }

    /** How far what was counted lies outside the interval, as a share of it. */
    double outside() {
        double low = measured.number("lowBps");
        double high = measured.number("highBps");
        if (countedBps < low) {
            return low / countedBps - 1;
        }
        return !Double.isNaN(high) && countedBps > high ? 1 - high / countedBps : 0;
    }
}
