// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelaySummaryTest {
    @Test
    void sumsUpAHandfulOfDelays() {
        DelaySummary summary = DelaySummary.of(new long[] {40, 10, 30, 20});

        // Mean 25, squared distances 225 + 225 + 25 + 25 = 500, divided by 3 is 166.7, whose root is 12.9.
        assertThat(summary).isEqualTo(new DelaySummary(10, 25, 20, 40, 40, 40, 13));
        assertThat(summary.pdvNs()).isEqualTo(30);
    }

    @Test
    void oneDelayIsAllItsFiguresAndDoesNotDeviate() {
        assertThat(DelaySummary.of(new long[] {-7})).isEqualTo(new DelaySummary(-7, -7, -7, -7, -7, -7, 0));
    }

    @Test
    void takesNegativeDelays() {
        DelaySummary summary = DelaySummary.of(new long[] {-3_000, 1_000, -1_000});

        assertThat(summary).isEqualTo(new DelaySummary(-3_000, -1_000, -1_000, 1_000, 1_000, 1_000, 2_000));
        assertThat(summary.pdvNs()).isEqualTo(4_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 1, 2, 2", "19, 10, 19, 19", "20, 10, 19, 20", "100, 50, 95, 99", "101, 51, 96, 100"})
    void percentilesAreByNearestRank(int packets, long p50, long p95, long p99) {
        DelaySummary summary =
                DelaySummary.of(LongStream.rangeClosed(1, packets).toArray());

        assertThat(summary.p50Ns()).isEqualTo(p50);
        assertThat(summary.p95Ns()).isEqualTo(p95);
        assertThat(summary.p99Ns()).isEqualTo(p99);
    }

    @Test
    void keepsTheDigitsOfLargeDelays() {
        long hour = 3_600_000_000_000_000L;

        DelaySummary summary = DelaySummary.of(new long[] {hour, hour + 1, hour + 2});

        assertThat(summary.meanNs()).isEqualTo(hour + 1);
        assertThat(summary.stddevNs()).isEqualTo(1);
    }

    @Test
    void leavesTheArrayAsItWas() {
        long[] delays = {3, 1, 2};

        DelaySummary.of(delays);

        assertThat(delays).containsExactly(3, 1, 2);
    }

    @Test
    void refusesNoDelaysAtAll() {
        assertThatThrownBy(() -> DelaySummary.of(new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no delays to sum up");
    }

    @Property
    void agreesWithAnExactRecomputation(@ForAll("delays") long[] delays) {
        long[] sorted = delays.clone();
        Arrays.sort(sorted);
        BigDecimal n = BigDecimal.valueOf(delays.length);
        BigDecimal mean = LongStream.of(delays)
                .mapToObj(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, MathContext.DECIMAL128);
        BigDecimal squares = LongStream.of(delays)
                .mapToObj(delay -> BigDecimal.valueOf(delay).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        double stddev = delays.length == 1 ? 0 : Math.sqrt(squares.doubleValue() / (delays.length - 1));

        DelaySummary summary = DelaySummary.of(delays);

        assertThat(summary.minNs()).isEqualTo(sorted[0]);
        assertThat(summary.maxNs()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(summary.meanNs())
                .isCloseTo(mean.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), within(1L));
        assertThat((double) summary.stddevNs()).isCloseTo(stddev, within(1 + stddev * 1e-9));
        assertThat(summary.p50Ns()).isEqualTo(naiveNearestRank(sorted, 50));
        assertThat(summary.p95Ns()).isEqualTo(naiveNearestRank(sorted, 95));
        assertThat(summary.p99Ns()).isEqualTo(naiveNearestRank(sorted, 99));
    }

    @Provide
    Arbitrary<long[]> delays() {
        return Arbitraries.longs()
                .between(-2_000_000_000L, 10_000_000_000L)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    /** The smallest value such that at least that share of all values is not larger. */
    private static long naiveNearestRank(long[] sorted, int percent) {
        for (int i = 0; i < sorted.length; i++) {
            if ((i + 1) * 100L >= (long) percent * sorted.length) {
                return sorted[i];
            }
        }
        throw new AssertionError("the last value is at 100 %");
    }
}
