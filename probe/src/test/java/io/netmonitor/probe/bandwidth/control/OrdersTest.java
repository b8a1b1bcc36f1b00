// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.probe.train.TrainOrder;
import org.junit.jupiter.api.Test;

class OrdersTest {
    @Test
    void areReadAsTheyWereWritten() {
        TrainOrder order = new TrainOrder(7, 12, 340, 98_765_432, 1_420);

        TrainOrder read = Orders.read(Orders.frame(order).body());

        assertThat(read.number()).isEqualTo(7);
        assertThat(read.burstPackets()).isEqualTo(12);
        assertThat(read.pacedPackets()).isEqualTo(340);
        assertThat(read.packetBytes()).isEqualTo(1_420);
        assertThat(read.rateBps()).isCloseTo(order.rateBps(), within(1.0));
    }

    @Test
    void ofABurstAloneAreTakenWhateverTheirRate() {
        TrainOrder burst = new TrainOrder(1, 16, 0, 1, 1_420);

        TrainOrder read = Orders.read(Orders.frame(burst).body());

        assertThat(read.burstPackets()).isEqualTo(16);
        assertThat(read.pacedPackets()).isZero();
    }

    @Test
    void ofPacketsMoreThanASecondApartAreRefused() {
        TrainOrder slow = new TrainOrder(1, 0, 2, 1_000, 1_420);

        assertThatThrownBy(() -> Orders.read(Orders.frame(slow).body()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a gap of 11360000000000 ps");
    }
}
