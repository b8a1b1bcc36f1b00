// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final FakeProbeType probes = new FakeProbeType(WallClock.SYSTEM);

    private Target target(Instant startAt, @Nullable Instant endAt, Duration period, Duration offset) {
        PlanEntry entry = Samples.entry("sh", period);
        return Target.of(
                new PlanEntry(
                        entry.task(),
                        entry.revision(),
                        entry.kind(),
                        entry.path(),
                        entry.address(),
                        entry.port(),
                        startAt,
                        endAt,
                        period.toNanos(),
                        offset.toNanos(),
                        entry.sessionId(),
                        null,
                        null,
                        entry.settings()),
                probes.extensions());
    }

    private Target target() {
        return target(START, null, PERIOD, Duration.ZERO);
    }

    @Test
    void beginsWithTheFirstRoundFromAnInstantOn() {
        Slot slot = Slot.first(target(), START.plusSeconds(1), 0, START);

        assertThat(slot.round()).isEqualTo(1);
        assertThat(slot.at()).isEqualTo(START.plusSeconds(10));
        assertThat(slot.wasToldTooLate()).isFalse();
    }

    @Test
    void knowsThatItWasToldTooLate() {
        Slot slot = Slot.first(target(), START, 0, START.plusSeconds(1));

        assertThat(slot.wasToldTooLate()).isTrue();
        slot.advance(1);
        assertThat(slot.wasToldTooLate()).isFalse();
    }

    @Test
    void countsTheRoundsBeforeAnInstant() {
        Slot slot = Slot.first(target(), START, 0, START);

        assertThat(slot.roundsBefore(EpochNanos.of(START))).isZero();
        assertThat(slot.roundsBefore(EpochNanos.of(START.plusNanos(1)))).isEqualTo(1);
        assertThat(slot.roundsBefore(EpochNanos.of(START.plusSeconds(10)))).isEqualTo(1);
        assertThat(slot.roundsBefore(EpochNanos.of(START.plusSeconds(95)))).isEqualTo(10);
    }

    @Test
    void countsNoRoundsAfterItsEnd() {
        Slot slot = Slot.first(target(START, START.plusSeconds(25), PERIOD, Duration.ZERO), START, 0, START);

        assertThat(slot.roundsBefore(EpochNanos.of(START.plusSeconds(1000)))).isEqualTo(3);
        slot.advance(3);

        assertThat(slot.atNs()).isEqualTo(Slot.NEVER);
        assertThat(slot.roundsBefore(EpochNanos.of(START.plusSeconds(1000)))).isZero();
    }

    @Test
    void endsWhereTheArithmeticEnds() {
        Instant late = Instant.parse("2262-04-01T00:00:00Z");
        Slot slot = Slot.first(target(late, null, Duration.ofDays(5), Duration.ZERO), START, 0, START);

        slot.advance(3);

        assertThat(slot.atNs()).isEqualTo(Slot.NEVER);
    }

    @Test
    void goesOnCountingUnderTheSameRounds() {
        Slot slot = Slot.first(target(), START, 0, START);
        slot.advance(3);

        Slot renewed = slot.goingOn(target(), START);

        assertThat(renewed.round()).isEqualTo(3);
        assertThat(renewed.running()).isSameAs(slot.running());
    }

    @Test
    void neverGoesBackWhenRoundsAreShifted() {
        Slot slot = Slot.first(target(), START, 0, START);
        slot.advance(3);

        Slot later = slot.goingOn(target(START, null, PERIOD, Duration.ofSeconds(7)), START.plusSeconds(22));

        assertThat(later.round()).isEqualTo(3);
        assertThat(later.at()).isEqualTo(START.plusSeconds(37));
    }

    @Test
    void countsAnewUnderAnotherPeriod() {
        Slot slot = Slot.first(target(), START, 0, START);
        slot.advance(30);

        Slot slower = slot.goingOn(target(START, null, Duration.ofMinutes(1), Duration.ZERO), START.plusSeconds(300));

        assertThat(slower.round()).isEqualTo(5);
    }

    @Test
    void isDueBeforeItsInstantOrAtIt() {
        Slot slot = Slot.first(target(), START, 0, START);

        slot.dueBefore(5);
        assertThat(slot.dueNs()).isEqualTo(slot.atNs() - 5);
        slot.dueAtInstant();
        assertThat(slot.dueNs()).isEqualTo(slot.atNs());
    }
}
