// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with a unit as the prototype's options have them; their bounds are not judged here. */
final class Units {
    private static final String NUMBER = "(\\d{1,18}(?:\\.\\d{1,9})?)";

    private Units() {}

    private static long read(Pattern form, String text, String complaint) {
        Matcher matcher = form.matcher(text);
        if (matcher.matches()) {
            int power = switch (matcher.group(2)) {
                case "ms", "k", "K" -> 3;
                case "s", "m", "M" -> 6;
                case "g", "G" -> 9;
                default -> 0;
            };
            try {
                return new BigDecimal(matcher.group(1)).scaleByPowerOfTen(power).longValueExact();
            } catch (ArithmeticException e) {
                // Not whole or too large: falls through to the same refusal.
            }
        }
        throw new TypeConversionException(complaint + ": " + text);
    }

    /** Reads microseconds: {@code 1000us}, {@code 10ms}, {@code 1s}. */
    static final class Time implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile(NUMBER + "(us|ms|s)");

        @Override
        public Long convert(String text) {
            return read(FORM, text, "is not a time in whole microseconds such as 1000us, 10ms or 1s");
        }
    }

    /** Reads bits per second, prefixes being powers of 1,000: {@code 500m}, {@code 2.5g}, {@code 64000}. */
    static final class Rate implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile(NUMBER + "([kKmMgG]?)");

        @Override
        public Long convert(String text) {
            return read(FORM, text, "is not a rate in bit/s such as 500k, 100m or 2.5g");
        }
    }
}
