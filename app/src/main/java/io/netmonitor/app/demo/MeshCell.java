// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.app.command.Figures;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a cell of a grid shows of a path's newest result. */
enum MeshCell {
    /** {@code 4.123 ms  5.0%}: the round trip, and the loss on the way there. */
    DELAY_AND_LOSS("round trip, loss forward", 17) {
        @Override
        String value(String state, JsonNode values) {
            JsonNode roundTrip = values.path("rtt");
            JsonNode loss = values.path("lossForward");
            if (!roundTrip.isNumber()) {
                return state;
            }
            String delay = delay(roundTrip.doubleValue());
            return loss.isNumber() ? String.format(Locale.ROOT, "%-9s %.1f%%", delay, loss.doubleValue() * 100) : delay;
        }
    },
    /** {@code 94.2}, or {@code > 8960} where more is available than was tried; Mbit/s. */
    RATE("available bandwidth, Mbit/s", 14) {
        @Override
        String value(String state, JsonNode values) {
            JsonNode available = values.path("availableBps");
            JsonNode low = values.path("lowBps");
            if (available.isNumber()) {
                return Figures.threeDigits(available.doubleValue() / 1e6);
            }
            return low.isNumber() ? "> " + Figures.threeDigits(low.doubleValue() / 1e6) : state;
        }
    };

    private final String title;
    private final int width;

    MeshCell(String title, int width) {
        this.title = title;
        this.width = width;
    }

    /** What the numbers are. */
    String title() {
        return title;
    }

    /** Columns of a terminal that it takes, with a blank at its end. */
    int width() {
        return width;
    }

    /** The text of a cell; the outcome in a word where there is no value. */
    abstract String value(String state, JsonNode values);

    /** Short enough for four columns in a terminal of 80: {@code 16.3 µs}, {@code 4.123 ms}, {@code 120.41 ms}. */
    private static String delay(double ns) {
        return ns >= 1e7 && ns < 1e9 ? String.format(Locale.ROOT, "%.2f ms", ns / 1e6) : Figures.delay(ns);
    }
}
