// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A bottleneck knows what it leaves, and refuses what it cannot be. */
final class BottleneckTest {
    @Test
    void bucketsHoldAMillisecondOrAFewPackets() {
        assertThat(Bottleneck.tbf(10_000_000).burstBytes()).isEqualTo(5_000);
        assertThat(Bottleneck.tbf(1_000_000_000).burstBytes()).isEqualTo(125_000);
        assertThat(Bottleneck.serial(1_000_000_000).burstBytes()).isEqualTo(14_100);
    }

    @Test
    void whatIsLeftIsCountedAsIpDoes() {
        assertThat(Bottleneck.tbf(100_000_000).availableBps(50_000_000, 1_386)).isEqualTo(49_500_000);
        assertThat(Bottleneck.policer(100_000_000, 9_000).availableBps(50_000_000, 717))
                .isEqualTo(25_000_000);
        assertThat(Bottleneck.tbf(100_000_000).availableBps(200_000_000, 1_386)).isZero();
    }

    @Test
    void anOpenPathHasNoKnownBandwidth() {
        assertThatThrownBy(() -> Bottleneck.open().availableBps(0, 1_392)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesWhatCannotBe() {
        Bottleneck policer = Bottleneck.policer(1_000_000, 5_000);

        assertThatThrownBy(() -> policer.withOffloads(true))
                .hasMessage("a policer counts packets and cannot with offloads");
        assertThatThrownBy(() -> policer.withBurstBytes(100)).hasMessage("burst < 1600 bytes: 100");
        assertThatThrownBy(() -> policer.withLossRatio(1)).hasMessage("loss not within 0 to below 1: 1.0");
        assertThatThrownBy(() -> policer.withLatencyMs(0)).hasMessage("latency not within 1 ms to 10 s: 0 ms");
        assertThatThrownBy(() -> Bottleneck.tbf(1)).hasMessage("rate not within 64 kbit/s to 100 Gbit/s: 1 bit/s");
    }
}
