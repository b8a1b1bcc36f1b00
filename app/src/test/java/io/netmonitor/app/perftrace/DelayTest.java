// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayTest {
    @Test
    void sumsUpInMicroseconds() {
        assertThat(Delay.of(new long[] {30_000, 10_500, 19_500})).isEqualTo(new Delay(10.5, 20, 30, 18.84375));
    }

    /** 16, then 16 + (0 - 16)/16 = 15, then 15 + (31 - 15)/16 = 16. */
    @Test
    void seedsTheJitterWithTheFirstDifference() {
        assertThat(Delay.of(new long[] {4_000, 20_000}).jitter()).isEqualTo(16);
        assertThat(Delay.of(new long[] {4_000, 20_000, 20_000}).jitter()).isEqualTo(15);
        assertThat(Delay.of(new long[] {4_000, 20_000, 20_000, -11_000}).jitter())
                .isEqualTo(16);
    }

    @Test
    void keepsTheSignOfDisagreeingClocks() {
        assertThat(Delay.of(new long[] {-5_000, -7_000})).isEqualTo(new Delay(-7, -6, -5, 2));
    }

    @Test
    void hasNoJitterOfOneProbe() {
        assertThat(Delay.of(new long[] {5_000})).isEqualTo(new Delay(5, 5, 5, 0));
    }
}
