// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.bandwidth.estimate.SimulatedPath.Above;
import io.netmonitor.probe.bandwidth.estimate.SimulatedPath.Pattern;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measurements of simulated paths, by seeds that are fixed. */
final class CourseTest {
    private static final int PACKET_BYTES = 1_420;
    private static final Limits LIMITS = new Limits(PACKET_BYTES, 10e9, 200_000_000);

    @ParameterizedTest
    @CsvSource({"10,0.25", "10,0.75", "50,0.5", "100,0.75", "500,0.25", "1000,0.75"})
    void constantCrossTrafficIsCountedExactly(double mbps, double load) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedPath path = path(seed, mbps, load, Pattern.CONSTANT);

            Estimate estimate = measure(path, null);

            assertThat(estimate.outcome()).isEqualTo(Outcome.MEASURED);
            // On a slow link a single packet more or less at the ends of the trains is a percent or two.
            assertThat(estimate.availableBps().orElseThrow() / counted(path, estimate))
                    .isCloseTo(1, within(mbps < 50 ? 0.03 : 0.01));
            assertThat(path.nominalBps())
                    .isBetween(
                            estimate.lowBps().orElseThrow() * 0.98,
                            estimate.highBps().orElseThrow() * 1.02);
        }
    }

    @ParameterizedTest
    @CsvSource({"10,0.25", "50,0.5", "100,0.25", "200,0.75", "1000,0.5"})
    void randomCrossTrafficIsHeldByTheIntervalAndNoBetterThanChanceAllows(double mbps, double load) throws Exception {
        int tests = 100;
        double error = 0;
        double floor = 0;
        int covered = 0;
        for (int seed = 0; seed < tests; seed++) {
            SimulatedPath path = path(seed, mbps, load, Pattern.POISSON);

            Estimate estimate = measure(path, null);

            error += Math.abs(estimate.availableBps().orElseThrow() / path.nominalBps() - 1) / tests;
            floor += estimate.samplingFloor().orElseThrow() / tests;
            covered += path.nominalBps() >= estimate.lowBps().orElseThrow()
                            && path.nominalBps() <= estimate.highBps().orElseThrow()
                    ? 1
                    : 0;
            assertThat(estimate.availableBps().orElseThrow() / counted(path, estimate))
                    .isCloseTo(1, within(0.03));
        }
        assertThat(error).isLessThan(Math.max(1.5 * floor, 0.01));
        assertThat(covered).isGreaterThanOrEqualTo(88);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3_000, 12_500, 64_000})
    void aBucketIsSpentBeforeItCanCount(double bucketBytes) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedPath path = new SimulatedPath(seed, 50e6, bucketBytes, 0.5, Pattern.CONSTANT, PACKET_BYTES);

            Estimate estimate = measure(path, null);

            assertThat(estimate.availableBps().orElseThrow() / counted(path, estimate))
                    .isCloseTo(1, within(0.01));
        }
    }

    @Test
    void aKnownPathIsMeasuredWithinItsBudget() throws Exception {
        SimulatedPath path = path(1, 100, 0.5, Pattern.POISSON);
        Knowledge known = new Knowledge(path.capacityBps(), 12_500, path.nominalBps());

        Estimate estimate = measure(path, known);

        assertThat(estimate.sentBytes() * 8.0).isLessThan(0.12 * path.linkBps + 6 * 12_500 * 8);
        assertThat(estimate.trains()).noneMatch(train -> train.kind() == TrainReport.Kind.BURST);
    }

    @Test
    void whatIsKnownMayHaveChanged() throws Exception {
        SimulatedPath path = path(1, 100, 0.25, Pattern.CONSTANT);
        Knowledge known = new Knowledge(path.capacityBps(), 12_500, path.capacityBps() / 10);

        Estimate estimate = measure(path, known);

        assertThat(estimate.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(1, within(0.02));
    }

    @Test
    void aDrainedQueueIsNotTakenForAShortOne() throws Exception {
        SimulatedPath path = path(1, 500, 0, Pattern.CONSTANT);
        path.workNs = 120_000;
        path.stampNoiseNs = 20_000;
        Knowledge known = new Knowledge(path.capacityBps(), 62_500, 0.58 * path.capacityBps());

        Estimate estimate = measure(path, known);

        assertThat(estimate.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(1, within(0.02));
    }

    @Test
    void tellsWhatLimitsThePath() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(measure(path(seed, 100, 0.25, Pattern.POISSON), null).limiter())
                    .isEqualTo(Limiter.SHAPER);
            SimulatedPath serial = new SimulatedPath(seed, 100e6, 1_434, 0.25, Pattern.POISSON, PACKET_BYTES);
            assertThat(measure(serial, null).limiter()).isEqualTo(Limiter.NONE);
            assertThat(measure(policed(seed), null).limiter()).isEqualTo(Limiter.POLICER);
        }
    }

    @Test
    void aPolicerPassesItsRate() throws Exception {
        Estimate estimate = measure(policed(3), null);

        assertThat(estimate.outcome()).isEqualTo(Outcome.MEASURED);
        assertThat(estimate.sentBytes() * 8.0).isLessThan(0.25 * 50e6 + 8 * 30_000 * 8);
        assertThat(estimate.availableBps().orElseThrow() / (50e6 * 1_420 / 1_434))
                .isCloseTo(1, within(0.03));
        assertThat(estimate.capacityBps()).isEmpty();
    }

    @Test
    void lossTakesItsShare() throws Exception {
        SimulatedPath path = path(5, 100, 0.25, Pattern.CONSTANT);
        path.lossRatio = 0.01;

        Estimate estimate = measure(path, null);

        assertThat(estimate.lost()).isCloseTo(0.01, within(0.01));
        assertThat(estimate.availableBps().orElseThrow() / (0.99 * path.nominalBps()))
                .isCloseTo(1, within(0.02));
    }

    @Test
    void moreThanCanBeTriedIsAbove() throws Exception {
        SimulatedPath path = path(5, 100, 0.25, Pattern.CONSTANT);

        Estimate estimate = new Course(path, new Limits(PACKET_BYTES, 20e6, 200_000_000), null, train -> {}).run();

        assertThat(estimate.outcome()).isEqualTo(Outcome.ABOVE);
        assertThat(estimate.availableBps()).isEmpty();
        assertThat(estimate.highBps()).isEmpty();
        assertThat(estimate.lowBps().orElseThrow()).isCloseTo(20e6, within(0.5e6));
    }

    @Test
    void aHostTooSlowForThePathIsNotTakenForIt() throws Exception {
        SimulatedPath path = path(5, 1_000, 0, Pattern.CONSTANT);
        path.fastestSendGapNs = 40_000;

        Estimate estimate = measure(path, null);

        assertThat(estimate.outcome()).isIn(Outcome.ABOVE, Outcome.HOST_LIMITED);
        assertThat(estimate.lowBps().orElseThrow()).isLessThan(path.nominalBps());
    }

    @Test
    void aSenderThatIsCutShortNowAndThenStaysWithinItsInterval() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedPath path = path(seed, 100, 0.5, Pattern.CONSTANT);
            path.stallEveryNs = 20e6;
            path.stallNs = 4e6;

            Estimate estimate = measure(path, null);

            assertThat(path.nominalBps())
                    .isBetween(
                            estimate.lowBps().orElseThrow() / 1.1,
                            estimate.highBps().orElseThrow() * 1.1);
        }
    }

    @Test
    void silenceIsLost() throws Exception {
        SimulatedPath path = path(5, 100, 0, Pattern.CONSTANT);
        path.lossRatio = 1;

        Estimate estimate = measure(path, null);

        assertThat(estimate.outcome()).isEqualTo(Outcome.LOST);
        assertThat(estimate.reason()).contains("firewall");
    }

    @Test
    void aHostThatSendsNothingSaysSo() {
        TrainPath stuck = new TrainPath() {
            @Override
            public Train send(TrainOrder order, long patienceNs) {
                return new Train(order, new long[0], new long[0], 0);
            }

            @Override
            public void rest(long ns) {}
        };

        assertThatThrownBy(() -> new Course(stuck, LIMITS, null, train -> {}).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("queue was full");
    }

    @Test
    void tellsOfEveryTrain() throws Exception {
        List<TrainReport> heard = new ArrayList<>();

        Estimate estimate = new Course(path(5, 100, 0.5, Pattern.CONSTANT), LIMITS, null, heard::add).run();

        assertThat(heard).isEqualTo(estimate.trains());
        assertThat(heard).extracting(TrainReport::kind).contains(TrainReport.Kind.values());
    }

    private static SimulatedPath path(long seed, double mbps, double load, Pattern pattern) {
        return new SimulatedPath(seed, mbps * 1e6, Math.max(5_000, mbps * 125), load, pattern, PACKET_BYTES);
    }

    private static SimulatedPath policed(long seed) {
        SimulatedPath path = new SimulatedPath(seed, 50e6, 30_000, 0, Pattern.CONSTANT, PACKET_BYTES);
        path.above = Above.DROPPED;
        return path;
    }

    private static Estimate measure(SimulatedPath path, @Nullable Knowledge known) throws Exception {
        return new Course(path, LIMITS, known, train -> {}).run();
    }

    /** What was available while the trains ran, by the cross traffic that came. */
    private static double counted(SimulatedPath path, Estimate estimate) {
        double sum = 0;
        double total = 0;
        for (TrainReport train : estimate.trains()) {
            double ns = (double) (train.toNs() - train.fromNs());
            if (ns > 0) {
                sum += path.countedBps(train.fromNs(), train.toNs()) * ns;
                total += ns;
            }
        }
        return sum / total;
    }
}
