// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.outside;

/** What strangers wrote, as it may stand in answers, in logs and at a terminal: one line that steers nothing. */
public final class OutsideText {
    /** Characters of a stranger's that {@link #brief(String)} shows. */
    public static final int BRIEF = 200;

    private static final int STAND_IN = '\uFFFD';

    private OutsideText() {}

    /** The text with a stand-in for each character that is not {@link #isPrintable printable}. */
    public static String printable(String text) {
        if (text.codePoints().allMatch(OutsideText::isPrintable)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(OutsideText::shown).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** As {@link #printable}, its first {@value #BRIEF} characters. */
    public static String brief(String text) {
        return brief(text, BRIEF);
    }

    /**
     * As {@link #printable}, its first characters and a sign that there are more.
     *
     * @param max how many code points
     */
    public static String brief(String text, int max) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(max).map(OutsideText::shown).forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > max ? shown + "…" : shown.toString();
    }

    private static int shown(int codePoint) {
        return isPrintable(codePoint) ? codePoint : STAND_IN;
    }

    /**
     * Whether a character neither steers a terminal, nor breaks the line, nor turns the writing direction, by which a line can be made to
     * read as another.
     */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT ->
                (codePoint < 0x202A || codePoint > 0x202E) && (codePoint < 0x2066 || codePoint > 0x2069);
            default -> true;
        };
    }
}
