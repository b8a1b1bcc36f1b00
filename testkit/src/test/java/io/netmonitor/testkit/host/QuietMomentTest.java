// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class QuietMomentTest {
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void isFoundAfterOthers() throws Exception {
        QuietMoment.find(() -> assertThat(tries.incrementAndGet()).isEqualTo(3));

        assertThat(tries).hasValue(3);
    }

    @Test
    void doesNotHideWhatFailsEachTime() {
        assertThatThrownBy(() -> QuietMoment.find(
                        () -> assertThat(tries.incrementAndGet()).isZero(), Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("5")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(tries).hasValue(5);
    }

    @Test
    void isSoughtForAWhile() throws Exception {
        QuietMoment.find(() -> assertThat(tries.incrementAndGet()).isEqualTo(7));

        assertThat(tries).hasValue(7);
    }

    @Test
    void isNotSoughtAfterAnError() {
        assertThatThrownBy(() -> QuietMoment.find(() -> {
                    tries.incrementAndGet();
                    throw new IOException("no socket");
                }))
                .isInstanceOf(IOException.class);
        assertThat(tries).hasValue(1);
    }
}
