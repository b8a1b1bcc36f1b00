// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Texts from elsewhere, made safe for a terminal and fit for one line. */
public final class Printable {
    private static final String STAND_IN = "\uFFFD";

    private Printable() {}

    /** The text without characters that steer a terminal or break the line. */
    public static String of(String text) {
        return text.codePoints().noneMatch(Printable::isControl)
                ? text
                : text.codePoints()
                        .mapToObj(point -> isControl(point) ? STAND_IN : Character.toString(point))
                        .collect(Collectors.joining());
    }

    /** A value in a few words: lists in brackets, text bare unless that hides something. */
    public static String of(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Printable::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!value.isString()) {
            return of(value.toString());
        }
        String text = value.stringValue();
        boolean bare = text.equals(text.strip())
                && !text.isEmpty()
                && text.codePoints().noneMatch(Printable::isControl);
        return bare ? text : of(value.toString());
    }

    /** Also what turns the writing direction, by which a line can be made to read as another. */
    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT ->
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> false;
        };
    }
}
