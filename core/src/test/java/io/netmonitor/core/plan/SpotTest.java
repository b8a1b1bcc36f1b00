// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpotTest {
    private static final Instant FROM = Instant.parse("2026-11-22T11:00:00Z");
    private static final Spot PLACED = new Spot("bj", "sh", false, 5_000_000_000L, null, null);
    private static final Spot REVERSED = new Spot("sh", "bj", true, 0L, FROM.plusNanos(1), null);
    private static final Spot HINDERED = new Spot("bj", "gz", false, null, null, "gz has no address of family ipv6");
    private static final Spot KEPT = new Spot("gz", "bj", false, 1L, null, "gz left");

    @Test
    void isMeasuredWhenItHasAPlaceAndNothingHindersIt() {
        assertThat(PLACED.isMeasured()).isTrue();
        assertThat(REVERSED.isMeasured()).isTrue();
        assertThat(HINDERED.isMeasured()).isFalse();
        assertThat(KEPT.isMeasured()).isFalse();
    }

    @Test
    void isStartedFromItsSourceUnlessReversed() {
        assertThat(PLACED.initiator()).isEqualTo("bj");
        assertThat(REVERSED.initiator()).isEqualTo("bj");
        assertThat(REVERSED.path(Family.IPV6)).isEqualTo(new Path("sh", "bj", Family.IPV6));
    }

    @Test
    void hasAPlaceOrAHindrance() {
        assertThatThrownBy(() -> new Spot("bj", "sh", false, null, FROM, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neither a place nor a hindrance: bj to sh");
    }

    @Test
    void isWrittenWithoutWhatItDoesNotHave() {
        assertThat(Json.write(PLACED))
                .isEqualTo("{\"source\":\"bj\",\"destination\":\"sh\",\"reverse\":false,\"offsetNs\":5000000000}");
        assertThat(Json.write(HINDERED))
                .isEqualTo("{\"source\":\"bj\",\"destination\":\"gz\",\"reverse\":false,"
                        + "\"hindrance\":\"gz has no address of family ipv6\"}");
    }

    @Test
    void aPlacementReadsBackWhatItWrites() {
        Placement placement = placement("wan", 7, 3, FROM, List.of(PLACED, REVERSED, HINDERED, KEPT));
        Placement empty = placement("wan", 7, 4, FROM.plusSeconds(1), List.of());

        assertThat(Json.read(Json.write(placement), Placement.class)).isEqualTo(placement);
        assertThat(Json.read(Json.write(empty), Placement.class)).isEqualTo(empty);
    }

    @Test
    void placementsSayTheSameWhateverTheirTime() {
        Placement placement = placement("wan", 7, 3, FROM, List.of(PLACED));

        assertThat(placement.saysTheSameAs(placement("wan", 7, 3, FROM.plusSeconds(9), List.of(PLACED))))
                .isTrue();
        assertThat(placement.saysTheSameAs(placement("wan", 8, 3, FROM, List.of(PLACED))))
                .isFalse();
        assertThat(placement.saysTheSameAs(placement("wan", 7, 4, FROM, List.of(PLACED))))
                .isFalse();
        assertThat(placement.saysTheSameAs(placement("wan", 7, 3, FROM, List.of(REVERSED))))
                .isFalse();
        assertThat(placement.saysTheSameAs(placement("wan", 7, 3, FROM, List.of())))
                .isFalse();
    }

    @Test
    void aPlacementDoesNotChangeWithWhatItWasMadeFrom() {
        List<Spot> spots = new ArrayList<>(List.of(PLACED));
        Placement placement = placement("wan", 7, 3, FROM, spots);

        spots.clear();

        assertThat(placement.spots()).containsExactly(PLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "destination"})
    void namesWhatASpotLacks(String field) {
        String text =
                Json.write(placement("wan", 7, 3, FROM, List.of(PLACED))).replace("\"" + field + "\"", "\"other\"");

        assertThatThrownBy(() -> Json.read(text, Placement.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spots[0]." + field + ": is missing");
    }

    private static Placement placement(String task, long number, int revision, Instant from, List<Spot> spots) {
        return new Placement(
                task, number, revision, "bandwidth", Family.IPV6, FROM, null, 30_000_000_000L, from, spots);
    }
}
