// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.node.NodeEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPlaceTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void tellsEventsOfOneInstantApart() {
        List<EventPlace.Placed> placed = EventPlace.of(List.of(
                event(AT, "first"), event(AT, "second"), event(AT.plusNanos(1), "third"), event(AT.plusNanos(1), "")));

        assertThat(placed)
                .extracting(one -> one.place().toString())
                .containsExactly(
                        "2026-11-22T10:00:00.000000000Z,0",
                        "2026-11-22T10:00:00.000000000Z,1",
                        "2026-11-22T10:00:00.000000001Z,0",
                        "2026-11-22T10:00:00.000000001Z,1");
        assertThat(placed).extracting(EventPlace.Placed::place).isSorted();
    }

    @Test
    void readsWhatItWrote() {
        EventPlace place = new EventPlace(AT.plusNanos(7), 12);

        assertThat(EventPlace.read(place.toString())).isEqualTo(place);
    }

    @Test
    void refusesWhatIsNoPlace() {
        for (String text : List.of("", ",", "x", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z,", "x,1")) {
            assertThatThrownBy(() -> EventPlace.read(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not the next of a page");
        }
    }

    private static NodeEvent event(Instant at, String detail) {
        return new NodeEvent("bj", at, NodeEvent.What.DROPPED, detail);
    }
}
