// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.bandwidth.estimate.SimulatedPath;
import io.netmonitor.probe.bandwidth.estimate.SimulatedPath.Pattern;
import io.netmonitor.probe.train.TrainOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measurements of simulated paths, by seeds that are fixed. */
final class BandwidthCourseTest {
    private static final int PACKET_BYTES = 1_420;
    private static final long MOST_BPS = 10_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "10,0",
        "10,0.25",
        "10,0.5",
        "10,0.75",
        "50,0.5",
        "100,0",
        "100,0.5",
        "100,0.75",
        "500,0",
        "500,0.5",
        "1000,0.5"
    })
    void constantCrossTrafficIsFound(double mbps, double load) throws Exception {
        double error = 0;
        for (int seed = 0; seed < 10; seed++) {
            SimulatedPath path = path(seed, mbps, load, Pattern.CONSTANT);

            BandwidthRun run = measure(path, 500_000_000L);

            assertThat(run.outcome()).as("%d", seed).isIn(Outcome.MEASURED, Outcome.UNSTABLE);
            double off = run.availableBps().orElseThrow() / path.nominalBps() - 1;
            error += Math.abs(off) / 10;
            assertThat(off).as("%d of %s", seed, run).isCloseTo(0, within(0.12));
        }
        assertThat(error).isLessThan(0.015);
    }

    @ParameterizedTest
    @CsvSource({"10,0.25", "50,0.5", "200,0.75"})
    void randomCrossTrafficIsHeldByTheInterval(double mbps, double load) throws Exception {
        int covered = 0;
        for (int seed = 0; seed < 50; seed++) {
            SimulatedPath path = path(seed, mbps, load, Pattern.POISSON);

            BandwidthRun run = measure(path, null);

            assertThat(run.outcome()).isIn(Outcome.MEASURED, Outcome.UNSTABLE);
            covered += path.nominalBps() >= run.lowBps().orElseThrow()
                            && path.nominalBps() <= run.highBps().orElseThrow()
                    ? 1
                    : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 1_000_000, 40_000_000, 500_000_000, 10_000_000_000L})
    void whereverItBeginsItComesToTheSame(long initialBps) throws Exception {
        SimulatedPath path = path(1, 50, 0.5, Pattern.CONSTANT);

        BandwidthRun run = measure(path, initialBps);

        assertThat(run.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(1, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3_000, 12_500, 64_000})
    void aBucketIsNotTakenForBandwidth(double bucketBytes) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            SimulatedPath path = new SimulatedPath(seed, 50e6, bucketBytes, 0.5, Pattern.CONSTANT, PACKET_BYTES);

            BandwidthRun run = measure(path, 500_000_000L);

            assertThat(run.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(1, within(0.08));
        }
    }

    /** The fewer of them are read, the faster a burst seems that comes in pieces. */
    @ParameterizedTest
    @CsvSource({"100,8", "500,16", "1000,16"})
    void aBurstInPiecesIsNotTakenForAFasterLink(double mbps, int piece) throws Exception {
        double bias = 0;
        for (int seed = 0; seed < 10; seed++) {
            SimulatedPath path = new SimulatedPath(seed, mbps * 1e6, mbps * 125, 0.5, Pattern.CONSTANT, PACKET_BYTES);

            BandwidthRun run = new BandwidthCourse(
                            new SimulatedExchange(path, piece), order(null, MOST_BPS), train -> {})
                    .run()
                    .run(Instant.EPOCH, Duration.ZERO);

            bias += (run.availableBps().orElseThrow() / path.nominalBps() - 1) / 10;
        }
        assertThat(bias).isCloseTo(0, within(0.01));
    }

    @Test
    void aPercentLostIsTakenOff() throws Exception {
        SimulatedPath path = path(3, 100, 0.5, Pattern.CONSTANT);
        path.lossRatio = 0.01;

        BandwidthRun run = measure(path, null);

        assertThat(run.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(0.99, within(0.06));
        assertThat(run.loss()).isBetween(0.001, 0.05);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void slowPathsAreMeasuredInTheTimeThatThereIs(double mbps) throws Exception {
        SimulatedPath path = path(1, mbps, 0, Pattern.CONSTANT);

        BandwidthRun run = measure(path, 500_000_000L);

        assertThat(run.outcome()).isIn(Outcome.MEASURED, Outcome.UNSTABLE);
        assertThat(run.availableBps().orElseThrow() / path.nominalBps()).isCloseTo(1, within(0.25));
    }

    @Test
    void moreThanIsAllowedIsAbove() throws Exception {
        BandwidthRun run = new BandwidthCourse(
                        new SimulatedExchange(path(1, 100, 0.25, Pattern.CONSTANT)),
                        order(null, 20_000_000),
                        train -> {})
                .run()
                .run(Instant.EPOCH, Duration.ZERO);

        assertThat(run.outcome()).isEqualTo(Outcome.ABOVE);
        assertThat(run.availableBps()).isEmpty();
        assertThat(run.highBps()).isEmpty();
        assertThat(run.lowBps().orElseThrow()).isCloseTo(20e6, within(1e6));
    }

    @Test
    void noAnswerIsMoreThanIsAllowedHoweverTheHostIsHeldUp() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedPath path = path(seed, 1_000, 0, Pattern.CONSTANT);
            path.stallEveryNs = 20e6;
            path.stallNs = 8e6;

            BandwidthRun run = new BandwidthCourse(new SimulatedExchange(path), order(null, 20_000_000), train -> {})
                    .run()
                    .run(Instant.EPOCH, Duration.ZERO);

            assertThat(run.lowBps().orElseThrow()).as("%d: %s", seed, run).isLessThanOrEqualTo(21e6);
            assertThat(run.availableBps().orElse(0)).isLessThanOrEqualTo(20e6);
        }
    }

    @Test
    void nothingThatArrivesIsLost() throws Exception {
        SimulatedPath path = path(1, 100, 0, Pattern.CONSTANT);
        path.lossRatio = 1;

        BandwidthRun run = measure(path, null);

        assertThat(run.outcome()).isEqualTo(Outcome.LOST);
        assertThat(run.availableBps()).isEmpty();
        assertThat(run.trains()).hasSize(3);
    }

    @Test
    void aSenderThatIsHeldUpDoesNotPassItselfOffAsThePath() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedPath path = path(seed, 100, 0.5, Pattern.CONSTANT);
            path.stallEveryNs = 8e6;
            path.stallNs = 6e6;

            BandwidthRun run = measure(path, 500_000_000L);

            double truth = path.nominalBps();
            boolean right = Math.abs(run.availableBps().orElse(truth) / truth - 1) < 0.1;
            assertThat(right || run.outcome() != Outcome.MEASURED).as("%s", run).isTrue();
        }
    }

    @Test
    void aHostThatCannotSendFastEnoughSaysSo() throws Exception {
        SimulatedPath path = path(1, 1_000, 0, Pattern.CONSTANT);
        path.fastestSendGapNs = 100_000;

        BandwidthRun run = measure(path, 50_000_000L);

        assertThat(run.outcome()).isEqualTo(Outcome.HOST_LIMITED);
        assertThat(run.availableBps().orElseThrow()).isCloseTo(113.6e6, within(60e6));
    }

    @Test
    void aSmallBudgetIsKept() throws Exception {
        BandwidthOrder small = new BandwidthOrder(20_000, 500_000_000L, MOST_BPS, 400_000, PACKET_BYTES);

        BandwidthRun run = new BandwidthCourse(
                        new SimulatedExchange(path(1, 100, 0.5, Pattern.CONSTANT)), small, train -> {})
                .run()
                .run(Instant.EPOCH, Duration.ZERO);

        assertThat(run.sentBytes()).isLessThanOrEqualTo(400_000);
        assertThat(run.outcome()).isNotEqualTo(Outcome.MEASURED);
    }

    @Test
    void listenersHearOfEveryTrain() throws Exception {
        List<BandwidthRun.Train> heard = new ArrayList<>();

        BandwidthRun run = new BandwidthCourse(
                        new SimulatedExchange(path(1, 50, 0.5, Pattern.CONSTANT)), order(null, MOST_BPS), heard::add)
                .run()
                .run(Instant.EPOCH, Duration.ZERO);

        assertThat(heard).hasSameSizeAs(run.trains());
        assertThat(run.trains()).anyMatch(BandwidthRun.Train::counted);
        assertThat(run.sentBytes())
                .isEqualTo(heard.stream().mapToLong(BandwidthRun.Train::sent).sum() * PACKET_BYTES);
    }

    @Test
    void aServerThatTellsMoreThanWasSentIsNotBelieved() throws Exception {
        SimulatedExchange honest = new SimulatedExchange(path(1, 50, 0.5, Pattern.CONSTANT));
        TrainExchange liar = new TrainExchange() {
            @Override
            public TrainReading send(TrainOrder order, long countedNs, long restNs) {
                TrainReading told = honest.send(order, countedNs, restNs);
                TrainResult result = told.result();
                float faster = 100 * result.rateAllBps();
                return new TrainReading(
                        order, told.sentNs(), told.countedNs(), new TrainResult(0, 0, told.sent(), 0, faster, faster));
            }

            @Override
            public void rest(long ns) {
                honest.rest(ns);
            }
        };

        BandwidthRun run = new BandwidthCourse(liar, order(null, MOST_BPS), train -> {})
                .run()
                .run(Instant.EPOCH, Duration.ZERO);

        assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.reason()).contains("faster than they were sent");
        assertThat(run.availableBps()).isEmpty();
    }

    private static SimulatedPath path(int seed, double mbps, double load, Pattern pattern) {
        return new SimulatedPath(seed, mbps * 1e6, Math.max(5_000, mbps * 1e6 / 8_000), load, pattern, PACKET_BYTES);
    }

    private static BandwidthRun measure(SimulatedPath path, @Nullable Long initialBps) throws Exception {
        return new BandwidthCourse(new SimulatedExchange(path), order(initialBps, MOST_BPS), train -> {})
                .run()
                .run(Instant.EPOCH, Duration.ZERO);
    }

    private static BandwidthOrder order(@Nullable Long initialBps, long maxBps) {
        return new BandwidthOrder(BandwidthOrder.DEFAULT_TRAIN_US, initialBps, maxBps, 200_000_000, PACKET_BYTES);
    }
}
