// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A log counts what lies in a window and knows what it has forgotten. */
final class SendLogTest {
    private final SendLog log = new SendLog();

    @Test
    void aWindowHoldsItsFirstInstantAndNotItsLast() {
        log.add(10, 0, 100);
        log.add(20, 0, 200);
        log.add(30, 0, 400);

        assertThat(log.between(10, 30)).isEqualTo(new Traffic(2, 300));
        assertThat(log.between(11, 31)).isEqualTo(new Traffic(2, 600));
        assertThat(log.between(31, 99)).isEqualTo(new Traffic(0, 0));
        assertThat(log.between(30, 10)).isEqualTo(new Traffic(0, 0));
    }

    @Test
    void gapsTellRateEvennessAndLateness() {
        log.add(1_000, 5, 100);
        log.add(2_000, 7, 100);
        log.add(4_000, 6, 100);

        Gaps gaps = log.gaps(0, 5_000);

        assertThat(gaps).isEqualTo(new Gaps(3, 200 * 8e9 / 3_000, 1_500, 500, 1 / 3.0, 7, 7));
    }

    @Test
    void oneSendHasNoGap() {
        log.add(1_000, 0, 100);

        assertThatThrownBy(() -> log.gaps(0, 5_000)).hasMessage("window has less than 2 sends: 1");
    }

    @Test
    void aWindowThatIsPartlyForgottenIsRefused() {
        for (int i = 0; i < 5_000_000; i++) {
            log.add(i, 0, 1);
        }

        assertThat(log.between(4_000_000, 5_000_000)).isEqualTo(new Traffic(1_000_000, 1_000_000));
        assertThatThrownBy(() -> log.between(500_000, 5_000_000))
                .hasMessage("window is older than the last 4194304 sends");
    }
}
