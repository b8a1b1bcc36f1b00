// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.result.Outcome;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a result says, in half a line for people: {@code measured, rtt 24.314 ms, loss 0.0 % there, 10.0 % back}. */
public final class ResultText {
    private ResultText() {}

    /** Whether its outcome is one that has a value; of one that is unknown here, nobody can tell. */
    public static boolean hasValue(JsonNode result) {
        try {
            return Outcome.of(result.path("outcome").asString("")).hasValue();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Outcome, figures and reason, as far as they are there. */
    public static String of(JsonNode result) {
        List<String> parts = new ArrayList<>(List.of(result.path("outcome").asString("without an outcome")));
        JsonNode rtt = result.path("roundTrip").path("delay").path("meanNs");
        if (rtt.isNumber()) {
            parts.add("rtt " + Figures.delay(rtt.doubleValue()));
        }
        loss(result, parts);
        rate(result, parts);
        String reason = result.path("reason").asString("");
        return Printable.of(String.join(", ", parts) + (reason.isEmpty() ? "" : ": " + reason));
    }

    private static void loss(JsonNode result, List<String> parts) {
        JsonNode there = result.path("forward").path("loss");
        JsonNode back = result.path("backward").path("loss");
        JsonNode both = result.path("roundTrip").path("loss");
        if (there.isNumber() && back.isNumber()) {
            parts.add("loss " + Figures.percent(there.doubleValue()) + " there");
            parts.add(Figures.percent(back.doubleValue()) + " back");
        } else if (both.isNumber()) {
            parts.add("loss " + Figures.percent(both.doubleValue()));
        }
    }

    private static void rate(JsonNode result, List<String> parts) {
        JsonNode available = result.path("availableBps");
        JsonNode low = result.path("lowBps");
        JsonNode high = result.path("highBps");
        if (available.isNumber()) {
            Magnitude magnitude = Magnitude.fine(available.doubleValue());
            parts.add(Figures.rate(available.doubleValue())
                    + (low.isNumber() && high.isNumber()
                            ? " (" + magnitude.number(low.doubleValue()) + " to " + magnitude.number(high.doubleValue())
                                    + ")"
                            : ""));
        } else if (low.isNumber()) {
            parts.add("> " + Figures.rate(low.doubleValue()));
        }
    }
}
