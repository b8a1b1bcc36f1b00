// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void eachPeriodOfTheLadderDividesTheNext() {
        assertThat(Slots.sizes()).containsExactly(6, 12, 60, 180, 360, 720, 1_440, 4_320, 8_640, 17_280);
        for (int rung = 1; rung < Slots.sizes().size(); rung++) {
            assertThat(Slots.sizes().get(rung) % Slots.sizes().get(rung - 1)).isZero();
        }
        assertThat(Slots.CYCLE).isEqualTo(17_280);
        assertThat(Slots.CYCLE * Slots.LENGTH_NS).isEqualTo(Durations.parseNs("1d"));
    }

    @Test
    void theLadderForPeopleIsTheLadderInSlots() {
        List<String> written = List.of(Slots.periods().split(", ", -1));

        assertThat(written.stream().map(period -> Slots.in(Durations.parseNs(period))))
                .containsExactlyElementsOf(Slots.sizes());
        assertThat(Slots.sizes().stream().map(Slots::period)).containsExactlyElementsOf(written);
        assertThat(written).allMatch(period -> Slots.isPeriod(Durations.parseNs(period)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "5s", "29s", "31s", "10m", "20m", "3h", "25h", "2d", "1ns"})
    void otherPeriodsAreNotOnTheLadder(String period) {
        long ns = Durations.parseNs(period);

        assertThat(Slots.isPeriod(ns)).isFalse();
        assertThatThrownBy(() -> Slots.in(ns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period is not on the ladder: " + ns + " ns");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0, 0",
        "1970-01-01T00:00:00.000000001Z, 0, 1",
        "1970-01-01T00:00:04.999999999Z, 0, 1",
        "1970-01-01T00:00:05Z, 1, 1",
        "1970-01-02T00:00:00Z, 17280, 17280",
        "1969-12-31T23:59:59.999999999Z, -1, 0",
        "1969-12-31T23:59:55Z, -1, -1",
        "1969-12-31T23:59:54.999999999Z, -2, -1",
        "2026-11-22T11:00:02Z, 359069040, 359069041"
    })
    void anInstantLiesInASlotAndBeforeTheNext(Instant instant, long at, long firstFrom) {
        assertThat(Slots.at(instant)).isEqualTo(at);
        assertThat(Slots.firstFrom(instant)).isEqualTo(firstFrom);
    }

    @Property
    void aSlotBeginsNotAfterTheInstantsInItAndEndsAfterThem(
            @ForAll @LongRange(min = -9_000_000_000L * SECOND, max = 9_000_000_000L * SECOND) long ns) {
        Instant instant = EpochNanos.toInstant(ns);
        long slot = Slots.at(instant);

        assertThat(Slots.startOf(slot)).isBeforeOrEqualTo(instant);
        assertThat(Slots.startOf(slot + 1)).isAfter(instant);
        assertThat(Slots.startOf(Slots.firstFrom(instant))).isAfterOrEqualTo(instant);
        assertThat(Slots.startOf(Slots.firstFrom(instant) - 1)).isBefore(instant);
    }

    @Property
    void theBeginningOfASlotLiesInIt(@ForAll @LongRange(min = -1_800_000_000, max = 1_800_000_000) long slot) {
        Instant start = Slots.startOf(slot);

        assertThat(Slots.at(start)).isEqualTo(slot);
        assertThat(Slots.firstFrom(start)).isEqualTo(slot);
    }

    @Test
    void aSlotBeyondTheTimeThatCanBeReckonedWithIsRefused() {
        assertThatThrownBy(() -> Slots.startOf(Long.MAX_VALUE / 4)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void givesEachSlotOfAPeriodAwayOnce(int period) {
        assertThat(Arrays.stream(Slots.preferred(period)).sorted())
                .containsExactlyElementsOf(IntStream.range(0, period).boxed().toList());
    }

    /** Whoever has the first n slots of a long period is thereby in as few slots of each shorter one as n slots can be. */
    @ParameterizedTest
    @MethodSource("sizes")
    void fillsASlotOfEachShorterPeriodBeforeItTouchesTheNext(int period) {
        int[] order = Slots.preferred(period);
        for (int shorter : Slots.sizes()) {
            if (shorter > period) {
                break;
            }
            int repetitions = period / shorter;
            int[] touched = Arrays.stream(order).map(slot -> slot % shorter).toArray();
            for (int i = 0; i < period; i++) {
                assertThat(touched[i]).isEqualTo(touched[i - i % repetitions]);
            }
        }
    }

    static Stream<Integer> sizes() {
        return Slots.sizes().stream();
    }

    @Test
    void spreadsWhatRepeatsSeldomOverItsPeriod() {
        assertThat(Slots.preferred(6)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(Slots.preferred(12)).startsWith(0, 6, 1, 7);
        assertThat(Slots.preferred(720)).startsWith(0, 360, 180, 540, 60, 420, 240, 600);
    }

    @Test
    void leavesWholeSlotsOfTheShortestPeriodFreeBesideADailyMesh() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "n" + i).toList();
        List<Path> mesh = names.stream()
                .flatMap(source -> names.stream()
                        .filter(destination -> !destination.equals(source))
                        .map(destination -> new Path(source, destination, Family.IPV4)))
                .toList();
        SlotCalendar calendar = new SlotCalendar();

        assertThat(SlotAllocation.place(mesh, Slots.CYCLE, calendar, SlotAllocation.Wish.ANY))
                .hasSize(40 * 39);

        assertThat(IntStream.range(0, 6).filter(slot -> calendar.isFree("n0", "n39", slot, 6)))
                .hasSize(5);
    }

    @Test
    void refusesToOrderThePeriodsOfOthers() {
        assertThatThrownBy(() -> Slots.preferred(120))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period is not on the ladder: 120 slots");
    }
}
