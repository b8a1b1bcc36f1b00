// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A schedule has the rate and the evenness that its order names. */
final class ScheduleTest {
    private static final int UNIT_BYTES = 1_000;
    private static final int SENDS = 100_000;
    /** 1,000 bytes at 8 Mbit/s. */
    private static final double MEAN_NS = 1e6;

    @Test
    void constantGapsAreTheSame() {
        Gaps gaps = gaps(Pattern.CONSTANT, 1);

        assertThat(gaps.meanGapNs()).isEqualTo(MEAN_NS, within(0.01));
        assertThat(gaps.variation()).isLessThan(1e-5);
    }

    @Test
    void poissonGapsAreExponential() {
        Gaps gaps = gaps(Pattern.POISSON, 1);

        assertThat(gaps.meanGapNs()).isEqualTo(MEAN_NS, within(0.02 * MEAN_NS));
        assertThat(gaps.variation()).isEqualTo(1, within(0.02));
    }

    @Test
    void aSeedGivesTheSameGapsAgain() {
        assertThat(gaps(Pattern.POISSON, 5)).isEqualTo(gaps(Pattern.POISSON, 5));
        assertThat(gaps(Pattern.POISSON, 5)).isNotEqualTo(gaps(Pattern.POISSON, 6));
    }

    @Test
    void everySecondTenthOfASecondIsSilent() {
        Schedule schedule = schedule(Pattern.ONOFF, 1);

        long inFirstSecond = 0;
        for (long due = schedule.nextNanoTime(); due < 1_000_000_000; due = schedule.nextNanoTime()) {
            inFirstSecond++;
            assertThat(due / 100_000_000 % 2).isZero();
        }

        assertThat(inFirstSecond).isEqualTo(999);
    }

    private static Gaps gaps(Pattern pattern, long seed) {
        Schedule schedule = schedule(pattern, seed);
        SendLog log = new SendLog();
        for (int i = 0; i < SENDS; i++) {
            log.add(schedule.nextNanoTime(), 0, UNIT_BYTES);
        }
        return log.gaps(0, Long.MAX_VALUE);
    }

    private static Schedule schedule(Pattern pattern, long seed) {
        return new Schedule(0, new Order(8_000_000, pattern, seed), UNIT_BYTES);
    }
}
