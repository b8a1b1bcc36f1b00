// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Results of trains by the protocol's definitions, by hand. */
final class TrainArrivalsTest {
    private static final long BASE_US = 1_795_343_360_000_000L;

    @Test
    void aTrainIsSummedUpAsTheDefinitionsSay() {
        // Delays 100, 140, 120 and 120 us.
        TrainArrivals arrivals = arrivals(new long[] {100, 240, 320, 1_120}, new long[] {0, 100, 200, 1_000});

        TrainResult result = arrivals.result(new SendMeta(5, 1_000, 500));

        assertThat(result.meanOwdUs()).isEqualTo(120);
        // 40, then 40 + (20 − 40)/16 = 38.75, then 38.75 − 38.75/16.
        assertThat(result.jitterUs()).isCloseTo(36.328f, within(0.001f));
        assertThat(result.arrived()).isEqualTo(4);
        assertThat(result.loss()).isCloseTo(0.2f, within(1e-6f));
        assertThat(result.rateAllBps()).isCloseTo(4 * 8_000 / 1_020e-6f, within(100f));
        assertThat(result.rateInDurationBps()).isCloseTo(3 * 8_000 / 500e-6f, within(100f));
    }

    @Test
    void aTrainOfNothingIsZeros() {
        TrainArrivals nothing = arrivals(new long[0], new long[0]);

        assertThat(nothing.result(new SendMeta(0, 0, 0))).isEqualTo(new TrainResult(0, 0, 0, 0, 0, 0));
        assertThat(nothing.result(new SendMeta(7, 1_000, 20_000))).isEqualTo(new TrainResult(0, 0, 0, 1, 0, 0));
    }

    @Test
    void aSinglePacketHasNoRateOfAll() {
        TrainResult result = arrivals(new long[] {50}, new long[] {0}).result(new SendMeta(1, 1_000, 1_000));

        assertThat(result.rateAllBps()).isZero();
        assertThat(result.rateInDurationBps()).isCloseTo(8e6f, within(1f));
        assertThat(result.jitterUs()).isZero();
    }

    @Test
    void packetsThatOvertookEachOtherDoNotTurnTimeBack() {
        TrainResult result = arrivals(new long[] {300, 100}, new long[] {0, 0}).result(new SendMeta(2, 1_000, 1_000));

        assertThat(result.rateAllBps()).isCloseTo(16_000 / 200e-6f, within(100f));
    }

    @Test
    void clocksThatDisagreeGiveNegativeDelays() {
        TrainResult result = arrivals(new long[] {-500}, new long[] {0}).result(new SendMeta(1, 100, 100));

        assertThat(result.meanOwdUs()).isEqualTo(-500);
    }

    private static TrainArrivals arrivals(long[] arrivedUs, long[] sentUs) {
        long[] arrivedNs = new long[arrivedUs.length];
        long[] sent = new long[sentUs.length];
        for (int i = 0; i < arrivedNs.length; i++) {
            arrivedNs[i] = 1_000 * (BASE_US + arrivedUs[i]);
            sent[i] = BASE_US + sentUs[i];
        }
        return new TrainArrivals(arrivedNs, sent);
    }
}
