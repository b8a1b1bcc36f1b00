// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayHistogramTest {
    @Property
    void aCodedQuantileIsWithinHalfAPercentOfItsDistanceToTheBase(
            @ForAll("delays") long[] delays, @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        DelayHistogram histogram = coded(DelayHistogram.of(delays));

        long expected = nearestRank(delays, quantile);

        // Half a nanosecond is rounding.
        double tolerance = 0.005 * (expected - histogram.baseNs()) + 0.5;
        assertThat((double) histogram.quantileNs(quantile)).isCloseTo((double) expected, within(tolerance));
    }

    @Property
    void isExactUntilItIsCoded(
            @ForAll("delays") long[] delays, @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        assertThat(DelayHistogram.of(delays).quantileNs(quantile)).isEqualTo(nearestRank(delays, quantile));
    }

    @Property
    void agreesWithTheSummaryOnRanks(@ForAll("delays") long[] delays) {
        DelaySummary summary = DelaySummary.of(delays);

        DelayHistogram histogram = DelayHistogram.of(delays);

        assertThat(histogram.baseNs()).isEqualTo(summary.minNs());
        assertThat(histogram.count()).isEqualTo(delays.length);
        assertThat(histogram.quantileNs(0)).isEqualTo(summary.minNs());
        assertThat(histogram.quantileNs(0.5)).isEqualTo(summary.p50Ns());
        assertThat(histogram.quantileNs(0.95)).isEqualTo(summary.p95Ns());
        assertThat(histogram.quantileNs(0.99)).isEqualTo(summary.p99Ns());
        assertThat(histogram.quantileNs(1)).isEqualTo(summary.maxNs());
    }

    @Property
    void smallDistancesAreExactEvenWhenCoded(@ForAll @LongRange(min = -1_000, max = 1_000) long base) {
        for (long above = 0; above <= 100; above++) {
            DelayHistogram histogram = coded(DelayHistogram.of(new long[] {base, base + above}));

            assertThat(histogram.quantileNs(1)).isEqualTo(base + above);
        }
    }

    @Property
    void mergingKeepsTheCountAndTheQuantiles(
            @ForAll("parts") List<long[]> parts, @ForAll @DoubleRange(min = 0, max = 1) double quantile) {
        DelayHistogram merged = new DelayHistogram(0);
        parts.forEach(part -> merged.merge(coded(DelayHistogram.of(part))));
        long[] all = parts.stream().flatMapToLong(LongStream::of).toArray();

        assertThat(merged.count()).isEqualTo(all.length);
        if (all.length > 0) {
            long expected = nearestRank(all, quantile);
            double tolerance = 0.01 * (expected - merged.baseNs()) + 1;
            assertThat(merged.baseNs()).isEqualTo(nearestRank(all, 0));
            assertThat((double) coded(merged).quantileNs(quantile)).isCloseTo((double) expected, within(tolerance));
        }
    }

    @Property
    void theOrderOfMergingDoesNotMatter(@ForAll("parts") List<long[]> parts) {
        DelayHistogram forwards = new DelayHistogram(0);
        DelayHistogram backwards = new DelayHistogram(0);
        parts.forEach(part -> forwards.merge(DelayHistogram.of(part)));
        parts.reversed().forEach(part -> backwards.merge(DelayHistogram.of(part)));

        assertThat(backwards.encoded()).isEqualTo(forwards.encoded());
    }

    /**
     * One-way delay while the clocks drift apart by 10 µs a second: the base falls with every merge. Delays must not be
     * carried along with it.
     */
    @ParameterizedTest
    @ValueSource(ints = {60, 3_600})
    void aBaseThatFallsWithEveryMergeDoesNotCarryTheDelaysAlong(int measurements) {
        SplittableRandom random = new SplittableRandom(7);
        DelayHistogram merged = new DelayHistogram(0);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < measurements; i++) {
            long drifted = -10_000L * i;
            long[] delays =
                    random.longs(20, 0, 100_000).map(delay -> delay + drifted).toArray();
            LongStream.of(delays).forEach(all::add);
            merged.merge(coded(DelayHistogram.of(delays)));
        }
        long[] expected = all.stream().mapToLong(Long::longValue).toArray();

        for (double quantile : new double[] {0.05, 0.5, 0.95, 0.99, 1}) {
            long exact = nearestRank(expected, quantile);
            double tolerance = 0.01 * (exact - merged.baseNs()) + 1;
            assertThat((double) coded(merged).quantileNs(quantile)).isCloseTo((double) exact, within(tolerance));
        }
    }

    @Test
    void manyDifferentDelaysArePutIntoBucketsEarly() {
        DelayHistogram histogram = new DelayHistogram(0);
        for (long delay = 0; delay < 100_000; delay++) {
            histogram.add(delay * 1_000, 1);
        }

        assertThat(histogram.count()).isEqualTo(100_000);
        assertThat((double) histogram.quantileNs(0.5)).isCloseTo(50e6, within(1e6));
        assertThat(histogram.encoded().length).isLessThan(5_000);
    }

    @Test
    void mergingAnEmptyOneChangesNothing() {
        DelayHistogram histogram = DelayHistogram.of(new long[] {5, 6});

        histogram.merge(new DelayHistogram(-100));

        assertThat(histogram.baseNs()).isEqualTo(5);
        assertThat(histogram.count()).isEqualTo(2);
    }

    @Test
    void anEmptyOneTakesTheOthersBase() {
        DelayHistogram histogram = new DelayHistogram(0);

        histogram.merge(DelayHistogram.of(new long[] {5_000, 6_000}));

        assertThat(histogram.baseNs()).isEqualTo(5_000);
        assertThat(histogram.quantileNs(0)).isEqualTo(5_000);
    }

    @Test
    void mergedWithItselfItCountsTwice() {
        DelayHistogram histogram = DelayHistogram.of(new long[] {5, 6, 6});

        histogram.merge(histogram);

        assertThat(histogram.count()).isEqualTo(6);
        assertThat(histogram.quantileNs(0.3)).isEqualTo(5);
        assertThat(histogram.quantileNs(0.4)).isEqualTo(6);
    }

    @Test
    void countsThatDoNotFitALongAreRefusedBeforeAnythingChanges() {
        DelayHistogram histogram = new DelayHistogram(0);
        histogram.add(1, Long.MAX_VALUE);
        DelayHistogram other = DelayHistogram.of(new long[] {-5});

        assertThatThrownBy(() -> histogram.merge(other)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> histogram.add(2, 1)).isInstanceOf(ArithmeticException.class);

        assertThat(histogram.baseNs()).isZero();
        assertThat(histogram.count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatItCannotCount() {
        DelayHistogram histogram = new DelayHistogram(10);

        assertThatThrownBy(() -> histogram.add(9, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delay 9 ns is below the base 10 ns");
        assertThatThrownBy(() -> histogram.add(11, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count < 1: 0");
        assertThat(histogram.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesQuantilesOutsideZeroToOne(double quantile) {
        assertThatThrownBy(() -> DelayHistogram.of(new long[] {1}).quantileNs(quantile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantile outside 0 to 1: " + quantile);
    }

    @Test
    void hasNoQuantileOfNothing() {
        DelayHistogram empty = DelayHistogram.of(new long[0]);

        assertThat(empty.count()).isZero();
        assertThat(empty.baseNs()).isZero();
        assertThatThrownBy(() -> empty.quantileNs(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no delay was counted");
    }

    @Provide
    Arbitrary<long[]> delays() {
        return Arbitraries.longs()
                .between(-5_000_000_000L, 100_000_000_000L)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(150);
    }

    private static DelayHistogram coded(DelayHistogram histogram) {
        return DelayHistogram.decode(histogram.encoded());
    }

    private static long nearestRank(long[] delays, double quantile) {
        long[] sorted = delays.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.max(1, Math.ceil(quantile * sorted.length)) - 1];
    }

    @Provide
    static Arbitrary<long[]> part() {
        return Arbitraries.longs()
                .between(-3_000_000_000L, 9_000_000_000L)
                .array(long[].class)
                .ofMinSize(0)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<long[]>> parts() {
        return part().list().ofMinSize(1).ofMaxSize(30);
    }

    @Test
    void showsItsCountsFromTheSmallestDelayOn() {
        DelayHistogram histogram = DelayHistogram.of(new long[] {7, -2, 7, 100});

        assertThat(histogram.counts()).containsExactly(Map.entry(-2L, 1L), Map.entry(7L, 2L), Map.entry(100L, 1L));
        assertThatThrownBy(() -> histogram.counts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
