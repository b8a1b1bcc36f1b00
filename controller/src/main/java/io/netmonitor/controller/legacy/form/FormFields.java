// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.outside.OutsideText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a form sent as {@code application/x-www-form-urlencoded} (URL Standard, section 5.1): UTF-8, escaped or raw, since scripts send
 * Chinese names either way. What is no UTF-8 is refused instead of guessed at.
 *
 * @param values by field, each in the order in which they came
 */
record FormFields(Map<String, List<String>> values) {
    private static final int HEX = 16;
    private static final int NIBBLE_BITS = 4;

    /**
     * Reads a body.
     *
     * @throws InvalidInputException naming the field that is not written as it should be
     */
    static FormFields parse(byte[] body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '&') {
                if (i > start) {
                    add(values, ByteBuffer.wrap(body, start, i - start).slice());
                }
                start = i + 1;
            }
        }
        return new FormFields(values);
    }

    /** The only value of a field; empty when it is absent. Adds a fault when there are more. */
    String one(String field, List<Fault> faults) {
        List<String> all = all(field);
        if (all.size() > 1) {
            faults.add(new Fault(field, "is given " + all.size() + " times"));
        }
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** All values of a field. */
    List<String> all(String field) {
        return values.getOrDefault(field, List.of());
    }

    private static void add(Map<String, List<String>> values, ByteBuffer pair) {
        int equals = 0;
        while (equals < pair.limit() && pair.get(equals) != '=') {
            equals++;
        }
        String name = text("body", pair.slice(0, equals));
        String value = equals == pair.limit() ? "" : text(name, pair.slice(equals + 1, pair.limit() - equals - 1));
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private static String text(String field, ByteBuffer written) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        while (written.hasRemaining()) {
            byte octet = written.get();
            switch (octet) {
                case '+' -> octets.write(' ');
                case '%' -> octets.write(escaped(field, written));
                default -> octets.write(octet);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refusal(field, "is not in UTF-8", e);
        }
    }

    private static int escaped(String field, ByteBuffer written) {
        int high = written.remaining() < 2 ? -1 : Character.digit(written.get(), HEX);
        int low = high < 0 ? -1 : Character.digit(written.get(), HEX);
        if (low < 0) {
            throw refusal(field, "has a % without two hexadecimal digits behind it", null);
        }
        return high << NIBBLE_BITS | low;
    }

    private static InvalidInputException refusal(
            String field, String message, @org.jspecify.annotations.Nullable Exception cause) {
        InvalidInputException refusal = new InvalidInputException(OutsideText.brief(field), message);
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
