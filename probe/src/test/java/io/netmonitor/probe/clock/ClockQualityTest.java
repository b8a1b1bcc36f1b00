// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClockQualityTest {
    @Test
    void asksTheKernel() {
        ClockQuality quality = KernelClock.read();

        assertThat(quality.maxErrorNs()).isBetween(0L, 16_000_000_000L);
        assertThat(quality.maxErrorNs() % 1_000).isZero();
    }

    @Test
    void readingDoesNotWaitForChronyd() {
        assertThat(ClockQuality.read().maxErrorNs()).isBetween(0L, 16_000_000_000L);
    }

    @Test
    void theUnknownPromisesNothing() {
        assertThat(ClockQuality.UNKNOWN.synchronised()).isFalse();
        assertThat(ClockQuality.UNKNOWN.maxErrorNs()).isEqualTo(16_000_000_000L);
    }

    @Test
    void refusesANegativeError() {
        assertThatThrownBy(() -> new ClockQuality(true, -1)).hasMessage("maxErrorNs < 0: -1");
    }

    @Test
    void readsTheKernelsBootId() throws IOException {
        assertThat(BootId.own())
                .hasValue(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip());
    }
}
