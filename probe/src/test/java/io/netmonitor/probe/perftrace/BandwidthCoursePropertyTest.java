// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.train.TrainOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a server tells within the bounds of what is possible, no answer is nonsense. */
final class BandwidthCoursePropertyTest {
    private static final double MOST_BPS = 1e9;

    @Property(tries = 500)
    void noAnswerIsNonsense(@ForAll long seed, @ForAll boolean wild) throws Exception {
        BandwidthRun run = new BandwidthCourse(
                        new Fancy(seed, wild),
                        new BandwidthOrder(20_000, null, (long) MOST_BPS, 50_000_000, 1_500),
                        train -> {})
                .run()
                .run(Instant.EPOCH, Duration.ZERO);

        run.availableBps().ifPresent(bps -> {
            // A burst leaves as fast as the host can, here two packets each microsecond.
            assertThat(bps).isFinite().isPositive().isLessThanOrEqualTo(24e9);
            assertThat(run.lowBps().orElseThrow()).isFinite().isBetween(0.0, bps);
            assertThat(run.highBps().orElseThrow()).isFinite().isGreaterThanOrEqualTo(bps);
        });
        assertThat(run.outcome().hasValue())
                .isEqualTo(run.availableBps().isPresent() || run.outcome() == Outcome.ABOVE);
        assertThat(run.reason() == null).isEqualTo(run.outcome() == Outcome.MEASURED || run.outcome() == Outcome.ABOVE);
        assertThat(run.loss()).isBetween(0.0, 1.0);
        assertThat(run.jitterUs()).isFinite().isNotNegative();
        assertThat(run.sentBytes()).isLessThanOrEqualTo(50_000_000);
        assertThat(run.trains())
                .allSatisfy(train -> assertThat(train.receivedBps()).isNotNegative());
    }

    /** Tells anything. */
    private static final class Fancy implements TrainExchange {
        private final Random random;
        private final boolean wild;

        Fancy(long seed, boolean wild) {
            this.random = new Random(seed);
            this.wild = wild;
        }

        @Override
        public TrainReading send(TrainOrder order, long countedNs, long restNs) {
            long[] sentNs = new long[order.packets()];
            for (int i = 0; i < sentNs.length; i++) {
                int paced = Math.max(0, i - order.burstPackets());
                sentNs[i] = 500L * i + (long) (paced * order.gapNs());
            }
            int arrived = wild ? random.nextInt(sentNs.length + 1) : sentNs.length;
            double share = wild ? Math.exp(40 * random.nextDouble() - 20) : 0.5 + random.nextDouble() / 2;
            double rate = order.rateBps() * share;
            if (wild && random.nextInt(5) == 0) {
                rate = random.nextBoolean() ? 0 : Float.MIN_VALUE;
            }
            TrainResult result = new TrainResult(
                    random.nextInt(),
                    wild ? Float.intBitsToFloat(random.nextInt()) : 1,
                    arrived,
                    random.nextFloat(),
                    (float) rate,
                    (float) (rate * (wild ? 2 * random.nextDouble() : 1)));
            return new TrainReading(order, sentNs, countedNs, result);
        }

        @Override
        public void rest(long ns) {
            assertThat(ns).isBetween(0L, 1_000_000_000L);
        }
    }
}
