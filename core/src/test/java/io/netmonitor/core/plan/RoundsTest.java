// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.time.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // start, offset in seconds of a period of 10 s, first round
        "2026-11-22T11:00:00Z, 0, 2026-11-22T11:00:00Z",
        "2026-11-22T11:00:03Z, 3, 2026-11-22T11:00:03Z",
        "2026-11-22T11:00:03Z, 7, 2026-11-22T11:00:07Z",
        "2026-11-22T11:00:03Z, 2, 2026-11-22T11:00:12Z",
        "2026-11-22T11:00:00.000000001Z, 0, 2026-11-22T11:00:10Z",
        "1969-12-31T23:59:53Z, 0, 1970-01-01T00:00:00Z",
        "1969-12-31T23:59:53Z, 4, 1969-12-31T23:59:54Z",
        "1969-12-31T23:59:53Z, 2, 1970-01-01T00:00:02Z"
    })
    void startsAtTheFirstOffsetNotBeforeTheStart(Instant start, long offset, Instant first) {
        Rounds rounds = new Rounds(start, null, 10 * SECOND, offset * SECOND);

        assertThat(rounds.instantOf(0)).isEqualTo(first);
        assertThat(rounds.instantOf(3)).isEqualTo(first.plusSeconds(30));
    }

    @Property
    void noRoundStartsBeforeTheStartAndRoundZeroStartsWithinAPeriodOfIt(
            @ForAll("rounds") Rounds rounds, @ForAll @LongRange(min = 0, max = 50_000) long round) {
        assertThat(rounds.instantOf(round)).isAfterOrEqualTo(rounds.startAt());
        assertThat(rounds.instantOf(0)).isBefore(rounds.startAt().plusNanos(rounds.periodNs()));
    }

    @Property
    void everyRoundLiesAtTheOffset(
            @ForAll("rounds") Rounds rounds, @ForAll @LongRange(min = 0, max = 50_000) long round) {
        long distance = EpochNanos.of(rounds.instantOf(round));

        assertThat(Math.floorMod(distance, rounds.periodNs())).isEqualTo(rounds.offsetNs());
    }

    @Property
    void roundsFollowOneAnotherByThePeriod(
            @ForAll("rounds") Rounds rounds, @ForAll @LongRange(min = 0, max = 50_000) long round) {
        Duration distance = Duration.between(rounds.instantOf(round), rounds.instantOf(round + 1));

        assertThat(distance).isEqualTo(Duration.ofNanos(rounds.periodNs()));
    }

    @Property
    void findsEachRoundByItsInstant(
            @ForAll("rounds") Rounds rounds, @ForAll @LongRange(min = 0, max = 50_000) long round) {
        Instant instant = rounds.instantOf(round);

        assertThat(rounds.firstAtOrAfter(instant)).hasValue(round);
        assertThat(rounds.firstAtOrAfter(instant.plusNanos(1))).hasValue(round + 1);
    }

    @Property
    void theRoundFoundIsTheFirstThatIsNotEarlier(
            @ForAll("rounds") Rounds rounds, @ForAll @LongRange(min = -1_000_000, max = 1_000_000) long ms) {
        Instant instant = rounds.startAt().plusMillis(ms);

        long found = rounds.firstAtOrAfter(instant).orElseThrow();

        assertThat(rounds.instantOf(found)).isAfterOrEqualTo(instant);
        if (found > 0) {
            assertThat(rounds.instantOf(found - 1)).isBefore(instant);
        }
    }

    @Property
    void theEndIsExclusive(@ForAll("rounds") Rounds endless, @ForAll @LongRange(min = 0, max = 10_000) long round) {
        Instant instant = endless.instantOf(round);
        Rounds ending = new Rounds(endless.startAt(), instant, endless.periodNs(), endless.offsetNs());
        Rounds longer = new Rounds(endless.startAt(), instant.plusNanos(1), endless.periodNs(), endless.offsetNs());

        assertThat(ending.firstAtOrAfter(instant)).isEqualTo(OptionalLong.empty());
        assertThat(longer.firstAtOrAfter(instant)).hasValue(round);
        if (round > 0) {
            assertThat(ending.firstAtOrAfter(endless.instantOf(round - 1))).hasValue(round - 1);
        }
    }

    @Test
    void anEndBeforeTheFirstRoundLeavesNone() {
        Rounds rounds = new Rounds(START.plusSeconds(1), START.plusSeconds(5), 10 * SECOND, 0);

        assertThat(rounds.firstAtOrAfter(START)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, periodNs < 1: 0",
        "-5, 0, periodNs < 1: -5",
        "10, -1, offsetNs outside 0 to 9: -1",
        "10, 10, offsetNs outside 0 to 9: 10"
    })
    void refusesPeriodsAndOffsetsThatMakeNoSense(long periodNs, long offsetNs, String message) {
        assertThatThrownBy(() -> new Rounds(START, null, periodNs, offsetNs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesANegativeRound() {
        assertThatThrownBy(() -> new Rounds(START, null, SECOND, 0).instantOf(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("round < 0: -1");
    }

    @Provide
    Arbitrary<Rounds> rounds() {
        // Both sides of 1970, to the nanosecond; periods from 1 ns to a day.
        Arbitrary<Long> starts = Arbitraries.longs().between(-100_000 * SECOND, 2_000_000_000L * SECOND);
        Arbitrary<Long> periods = Arbitraries.longs().between(1, 86_400 * SECOND);
        Arbitrary<Double> shares = Arbitraries.doubles().between(0, true, 1, false);
        return Combinators.combine(starts, periods, shares)
                .as((start, period, share) -> new Rounds(
                        EpochNanos.toInstant(start), null, period, Math.min(period - 1, (long) (period * share))));
    }
}
