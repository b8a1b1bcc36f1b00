// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.remote;

/** What strangers sent, as it may stand in answers and in the log: one line, not long, nothing that steers a terminal. */
public final class RemoteText {
    /** Characters of a stranger's that are shown. */
    public static final int MAX = 200;

    private static final int STAND_IN = '\uFFFD';

    private RemoteText() {}

    /** A text that strangers wrote. */
    public static String of(String text) {
        return of(text, MAX);
    }

    /** A text of ours with what strangers wrote in it. */
    public static String of(String text, int max) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(max)
                .map(point -> isControl(point) ? STAND_IN : point)
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > max ? shown + "…" : shown.toString();
    }

    /** Also what turns the writing direction, by which a line can be made to read as another. */
    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT ->
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> false;
        };
    }
}
