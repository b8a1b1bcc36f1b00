// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.probe.clock.ClockQuality;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Sessions over paths and clocks whose truth is known. */
final class ClockComparisonPropertyTest {
    private static final long TWO_HOURS_NS = 7_200_000_000_000L;
    private static final ClockQuality FREE = ClockQuality.UNKNOWN;

    @Property
    void noDelayErrsByMoreThanItsBound(
            @ForAll @LongRange(min = -TWO_HOURS_NS, max = TWO_HOURS_NS) long offsetNs,
            @ForAll @DoubleRange(min = -500, max = 500) double skewPpm,
            @ForAll @IntRange(min = 1, max = 60) int packets,
            @ForAll @LongRange(min = 1, max = 100_000_000) long intervalNs,
            @ForAll @LongRange(min = 1_000, max = 200_000_000) long thereNs,
            @ForAll @LongRange(min = 1_000, max = 200_000_000) long backNs,
            @ForAll @LongRange(min = 1, max = 300_000_000) long noiseNs,
            @ForAll Random random) {
        Truth truth = new Truth(packets, intervalNs, offsetNs, skewPpm);
        truth.run(thereNs, backNs, noiseNs, random);

        ClockComparison clocks = ClockComparison.of(truth.delays(), FREE, FREE);

        for (int i = 0; i < packets; i++) {
            assertThat(Math.abs(truth.forwardNs[i] - truth.trueForwardNs[i]))
                    .isLessThanOrEqualTo(clocks.delayErrorNs());
            assertThat(Math.abs(truth.backwardNs[i] - truth.trueBackwardNs[i]))
                    .isLessThanOrEqualTo(clocks.delayErrorNs());
            assertThat(Math.abs(truth.forwardNs[i] - clocks.offsetNs() - truth.trueForwardNs[i]))
                    .isLessThanOrEqualTo(clocks.delayErrorNs());
            assertThat(Math.abs(truth.backwardNs[i] + clocks.offsetNs() - truth.trueBackwardNs[i]))
                    .isLessThanOrEqualTo(clocks.delayErrorNs());
        }
    }

    @Property
    void trustedClocksThatTellTheTruthAreNotContradicted(
            @ForAll @LongRange(min = -2_000_000, max = 2_000_000) long offsetNs,
            @ForAll @DoubleRange(min = -500, max = 500) double skewPpm,
            @ForAll @LongRange(min = 1_000, max = 10_000_000) long thereNs,
            @ForAll Random random) {
        Truth truth = new Truth(40, 10_000_000, offsetNs, skewPpm);
        truth.run(thereNs, 1_000, 50_000, random);
        ClockQuality honest = new ClockQuality(true, (Math.abs(offsetNs) + 250_000) / 2);

        ClockComparison clocks = ClockComparison.of(truth.delays(), honest, honest);

        assertThat(clocks.synchronised()).isTrue();
        for (int i = 0; i < 40; i++) {
            assertThat(Math.abs(truth.forwardNs[i] - truth.trueForwardNs[i]))
                    .isLessThanOrEqualTo(clocks.delayErrorNs());
        }
    }

    @Property
    void theOffsetIsTrueToHalfTheLeastRoundTrip(
            @ForAll @LongRange(min = -TWO_HOURS_NS, max = TWO_HOURS_NS) long offsetNs,
            @ForAll @DoubleRange(min = -500, max = 500) double skewPpm,
            @ForAll @LongRange(min = 1_000, max = 100_000_000) long thereNs,
            @ForAll @LongRange(min = 1_000, max = 100_000_000) long backNs,
            @ForAll @LongRange(min = 1, max = 50_000_000) long noiseNs,
            @ForAll Random random) {
        // Some of either half must have met no queue: of a hundred, all but one time in 10^15.
        Truth truth = new Truth(200, 10_000_000, offsetNs, skewPpm);
        truth.run(thereNs, backNs, noiseNs, random);

        ClockComparison clocks = ClockComparison.of(truth.delays(), FREE, FREE);

        long leastNs = thereNs + backNs;
        double middle = truth.offsetAt(1_990_000_000 / 2.0 + leastNs / 2.0);
        assertThat((double) clocks.offsetNs()).isCloseTo(middle, within(leastNs / 2.0 + leastNs / 1e3 + 100));
    }

    @Property
    void skewIsFoundUnderHeavyQueues(
            @ForAll @DoubleRange(min = -500, max = 500) double skewPpm,
            @ForAll @LongRange(min = 1, max = 100_000) long noiseNs,
            @ForAll Random random) {
        Truth truth = new Truth(1_000, 10_000_000, 1_234_567, skewPpm);
        truth.run(300_000, 500_000, noiseNs, random);

        ClockComparison clocks = ClockComparison.of(truth.delays(), FREE, FREE);

        assertThat(clocks.skewPpm().orElseThrow()).isCloseTo(skewPpm, within(1.0));
    }

    @Property
    void aShortSessionTellsNoAbsurdSkew(
            @ForAll @DoubleRange(min = -100, max = 100) double skewPpm,
            @ForAll @IntRange(min = 2, max = 20) int packets,
            @ForAll @LongRange(min = 0, max = 3_000) long noiseNs,
            @ForAll Random random) {
        Truth truth = new Truth(packets, 120_000_000L / packets, 0, skewPpm);
        truth.shareUndelayed = 0;
        truth.run(300_000, 500_000, noiseNs, random);

        ClockComparison clocks = ClockComparison.of(truth.delays(), FREE, FREE);

        clocks.skewPpm().ifPresent(told -> assertThat(told).isCloseTo(skewPpm, within(100.0)));
    }

    @Property
    void whateverAReflectorSaysGivesABound(
            @ForAll @LongRange(min = -1L << 62, max = 1L << 62) long forwardNs,
            @ForAll @LongRange(min = -1L << 62, max = 1L << 62) long backwardNs,
            @ForAll @IntRange(min = 1, max = 20) int packets,
            @ForAll Random random) {
        Truth truth = new Truth(packets, 10_000_000, 0, 0);
        for (int i = 0; i < packets; i++) {
            truth.forwardNs[i] = forwardNs >> random.nextInt(60);
            truth.backwardNs[i] = backwardNs >> random.nextInt(60);
            truth.roundTripNs[i] = truth.forwardNs[i] + truth.backwardNs[i];
        }

        ClockComparison clocks = ClockComparison.of(truth.delays(), FREE, new ClockQuality(true, 1_000));

        assertThat(clocks.delayErrorNs()).isPositive();
        assertThat(clocks.skewPpm().orElse(0)).isFinite();
    }

    /** What happened in a session by a perfect clock, which is ours, and what the stamps say of it. */
    private static final class Truth {
        private final long[] t1Ns;
        private final long[] roundTripNs;
        private final long[] forwardNs;
        private final long[] backwardNs;
        private final long[] trueForwardNs;
        private final long[] trueBackwardNs;
        private final double middleNs;
        private final long offsetNs;
        private final double skew;
        private double shareUndelayed = 0.3;

        Truth(int packets, long intervalNs, long offsetNs, double skewPpm) {
            t1Ns = new long[packets];
            roundTripNs = new long[packets];
            forwardNs = new long[packets];
            backwardNs = new long[packets];
            trueForwardNs = new long[packets];
            trueBackwardNs = new long[packets];
            middleNs = (packets - 1) * intervalNs / 2.0;
            this.offsetNs = offsetNs;
            skew = skewPpm * 1e-6;
            for (int i = 0; i < packets; i++) {
                t1Ns[i] = i * intervalNs;
            }
        }

        double offsetAt(double ns) {
            return offsetNs + skew * (ns - middleNs);
        }

        /** Each way some packets meet no queue; the others wait up to the noise, which is four times as high on the way back. */
        void run(long thereNs, long backNs, long noiseNs, Random random) {
            for (int i = 0; i < t1Ns.length; i++) {
                trueForwardNs[i] = thereNs + wait(noiseNs, random);
                trueBackwardNs[i] = backNs + wait(noiseNs * 4, random);
                double t2 = t1Ns[i] + trueForwardNs[i];
                double t3 = t2 + random.nextInt(100_000);
                forwardNs[i] = trueForwardNs[i] + Math.round(offsetAt(t2));
                backwardNs[i] = trueBackwardNs[i] - Math.round(offsetAt(t3));
                roundTripNs[i] = forwardNs[i] + backwardNs[i];
            }
        }

        private long wait(long noiseNs, Random random) {
            return random.nextDouble() < shareUndelayed ? 0 : (long) (random.nextDouble() * noiseNs);
        }

        Delays delays() {
            return new Delays("kernel", t1Ns.length, 0, t1Ns, roundTripNs, forwardNs, backwardNs);
        }
    }
}
