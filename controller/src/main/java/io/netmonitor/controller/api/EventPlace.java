// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where an event stands among those of its node: at an instant, and at which place among those of the same instant. What is
 * noted later comes behind what is there of that instant, and none is ever forgotten, so that a place is an event's for good.
 */
record EventPlace(Instant at, int nth) implements Comparable<EventPlace> {
    private static final Comparator<EventPlace> ORDER =
            Comparator.comparing(EventPlace::at).thenComparingInt(EventPlace::nth);

    /** An event and its place. */
    record Placed(NodeEvent event, EventPlace place) {}

    /** Finds the places of events that are in order. */
    static List<Placed> of(List<NodeEvent> events) {
        List<Placed> placed = new ArrayList<>();
        for (NodeEvent event : events) {
            boolean same = !placed.isEmpty() && placed.getLast().event().at().equals(event.at());
            int nth = same ? placed.getLast().place().nth() + 1 : 0;
            placed.add(new Placed(event, new EventPlace(event.at(), nth)));
        }
        return placed;
    }

    /** Reads what {@link #toString} wrote. */
    static EventPlace read(String text) {
        try {
            int comma = text.indexOf(',');
            return new EventPlace(
                    Instant.parse(text.substring(0, Math.max(0, comma))), Integer.parseInt(text.substring(comma + 1)));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("is not the next of a page: " + text, e);
        }
    }

    @Override
    public int compareTo(EventPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return Json.text(at) + "," + nth;
    }
}
