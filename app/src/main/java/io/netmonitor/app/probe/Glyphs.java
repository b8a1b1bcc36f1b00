// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

/** What a terminal can show. */
enum Glyphs {
    /** Everything. */
    UNICODE,
    /** Signs beyond ASCII give way to what comes near them. */
    ASCII;

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    /** A text as this terminal can show it. */
    String of(String text) {
        return this == UNICODE
                ? text
                : text.replace('µ', 'u')
                        .replace("±", "+-")
                        .replace("–", "-")
                        .replace('│', '|')
                        .replaceAll("[█▉▊▋▌▍▎▏▐]", "#");
    }

    /**
     * A bar.
     *
     * @param share of the width, above 0 to 1; what is too little for the least sign still gets it
     * @param width in characters
     */
    String bar(double share, int width) {
        long eighths = Math.max(1, Math.round(share * width * 8));
        String bar = "█".repeat((int) (eighths / 8));
        return of(eighths % 8 == 0 ? bar : bar + EIGHTHS.charAt((int) (eighths % 8)));
    }

    /** As {@link #bar}, but growing to the left, in halves of a character since there are no other signs. */
    String leftBar(double share, int width) {
        long halves = Math.max(1, Math.round(share * width * 2));
        return of((halves % 2 == 0 ? "" : "▐") + "█".repeat((int) (halves / 2)));
    }
}
