// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.time.Durations;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period as the prototype writes it: a number as text and one of three units.
 *
 * @param number whole, above 0
 * @param unit seconds, minutes or hours
 */
record OldPeriod(String number, String unit) {
    static final String SECONDS = "seconds";
    static final String MINUTES = "minutes";
    static final String HOURS = "hours";

    /** The letter of ours for each unit. */
    static final Map<String, String> LETTERS = new TreeMap<>(Map.of(SECONDS, "s", MINUTES, "m", HOURS, "h"));

    private static final Pattern OURS = Pattern.compile("(\\d{1,19})(ns|us|ms|s|m|h|d)");
    private static final long SECOND_NS = Durations.parseNs("1s");
    private static final int HOURS_A_DAY = 24;

    /**
     * A period of ours, in its own unit where the prototype has that.
     *
     * @param period valid
     * @throws InvalidInputException when it is not in whole seconds
     */
    static OldPeriod of(String period) {
        Matcher matcher = OURS.matcher(period);
        long ns = Durations.parseNs(period);
        if (!matcher.matches() || ns % SECOND_NS != 0) {
            throw new InvalidInputException(
                    "period", "is not in whole seconds, which is all that the form has: " + period);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> new OldPeriod(Long.toString(number), MINUTES);
            case "h" -> new OldPeriod(Long.toString(number), HOURS);
            case "d" -> new OldPeriod(Long.toString(number * HOURS_A_DAY), HOURS);
            default -> new OldPeriod(Long.toString(ns / SECOND_NS), SECONDS);
        };
    }
}
