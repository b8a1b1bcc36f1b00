// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of the classes of service (the IANA registry of DSCP values; RFC 2474, 2597, 3246, 5865, 8622). */
final class Dscp {
    private static final Map<String, Long> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("BE", 0L);
        for (long precedence = 0; precedence < 8; precedence++) {
            BY_NAME.put("CS" + precedence, precedence << 3);
        }
        for (long forwarding = 1; forwarding <= 4; forwarding++) {
            for (long drop = 1; drop <= 3; drop++) {
                BY_NAME.put("AF" + forwarding + drop, forwarding << 3 | drop << 1);
            }
        }
        BY_NAME.put("EF", 46L);
        BY_NAME.put("VA", 44L);
        BY_NAME.put("LE", 1L);
    }

    private Dscp() {}

    /** {@code 46 (EF)}, or the number alone when it has no name; 0 is BE. */
    static String text(long dscp) {
        return BY_NAME.entrySet().stream()
                .filter(entry -> entry.getValue() == dscp)
                .findFirst()
                .map(entry -> dscp + " (" + entry.getKey() + ")")
                .orElse(Long.toString(dscp));
    }

    /** Reads a number, whose bounds the setting knows, or a name in upper or lower case. */
    static final class Reader implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            Long named = BY_NAME.get(text.toUpperCase(Locale.ROOT));
            if (named != null) {
                return named;
            }
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(
                        "is neither 0 to 63 nor EF, AF11 to AF43, CS0 to CS7, VA, LE or BE: " + text);
            }
        }
    }
}
