// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.outside.OutsideText;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Texts from elsewhere, made safe for a terminal and fit for one line. */
public final class Printable {
    private Printable() {}

    /** The text without characters that steer a terminal or break the line. */
    public static String of(String text) {
        return OutsideText.printable(text);
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
                && text.codePoints().allMatch(OutsideText::isPrintable);
        return bare ? text : of(value.toString());
    }
}
