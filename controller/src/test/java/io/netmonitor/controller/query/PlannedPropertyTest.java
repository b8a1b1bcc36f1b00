// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.plan.Spot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlannedPropertyTest {
    private static final Instant EPOCH = Instant.parse("2026-11-22T10:00:00Z");

    @Property(tries = 2_000)
    void agreesWithAllRoundsWrittenOut(@ForAll long seed) {
        Random random = new Random(seed);
        long periodNs = 1L + random.nextInt(30);
        Instant endAt = random.nextBoolean() ? null : any(random);
        Spot spot = new Spot(
                "bj",
                "sh",
                false,
                (long) random.nextInt((int) periodNs),
                random.nextBoolean() ? null : any(random),
                null);
        Placement placement = new Placement(
                "wan", 1, 1, "fake", Family.IPV4, any(random), endAt, periodNs, any(random), List.of(spot));
        Instant asked = any(random);

        List<Planned> all = planned(placement, spot);

        assertThat(Planned.upTo(placement, spot, asked))
                .isEqualTo(
                        all.stream().filter(round -> !round.at().isAfter(asked)).reduce((earlier, later) -> later));
        assertThat(Planned.after(placement, spot, asked))
                .isEqualTo(all.stream()
                        .map(Planned::at)
                        .filter(at -> at.isAfter(asked))
                        .findFirst());
    }

    /** Every round of the first 400 ns that is neither over nor before its time. */
    private static List<Planned> planned(Placement placement, Spot spot) {
        long offsetNs = Optional.ofNullable(spot.offsetNs()).orElseThrow();
        Rounds rounds = new Rounds(placement.startAt(), null, placement.periodNs(), offsetNs);
        Instant end = placement.endAt();
        Instant notBefore = spot.notBefore();
        return LongStream.range(0, 400)
                .mapToObj(round -> new Planned(placement, spot, round, rounds.instantOf(round)))
                .filter(planned -> end == null || planned.at().isBefore(end))
                .filter(planned -> !planned.at().isBefore(placement.from()))
                .filter(planned -> notBefore == null || !planned.at().isBefore(notBefore))
                .toList();
    }

    private static Instant any(Random random) {
        return EPOCH.plusNanos(random.nextInt(200));
    }
}
