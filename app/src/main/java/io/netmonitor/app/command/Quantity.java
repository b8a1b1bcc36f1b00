// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers with a prefix of thousands, as people write rates and sizes; their bounds are not judged here. */
public final class Quantity {
    private static final String NUMBER = "(\\d{1,18}(?:\\.\\d{1,9})?) ?([kKMG]?)";

    private Quantity() {}

    private static long read(Pattern form, String text, String complaint) {
        Matcher matcher = form.matcher(text);
        if (matcher.matches()) {
            int power = switch (matcher.group(2)) {
                case "k", "K" -> 3;
                case "M" -> 6;
                case "G" -> 9;
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

    /** Reads bits per second: {@code 100M}, {@code 2.5G}, {@code 500k}, {@code 64000}, {@code 98.9 Mbit/s}. */
    public static final class Rate implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile(NUMBER + "(?:bit/s)?");

        @Override
        public Long convert(String text) {
            return read(FORM, text, "is not a rate in bit/s such as 100M, 2.5G or 500k");
        }
    }

    /** Reads bytes: {@code 20MB}, {@code 500kB}, {@code 1392}. */
    public static final class Size implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile(NUMBER + "B?");

        @Override
        public Long convert(String text) {
            return read(FORM, text, "is not a number of bytes such as 20MB or 500kB");
        }
    }
}
