// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Property
    void doublesUpToTheLongestWithJitter(@ForAll long seed, @ForAll long nowNs) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(seed));
        int[] most = {1, 2, 4, 8, 16, 30, 30};

        for (int seconds : most) {
            backoff.failed(nowNs);

            assertThat(backoff.isFresh()).isFalse();
            assertThat(backoff.restNs(nowNs)).isBetween(seconds * 500_000_000L, seconds * 1_000_000_000L);
            assertThat(backoff.restNs(nowNs + seconds * 1_000_000_000L)).isNotPositive();
        }
    }

    @Test
    void startsAgainAfterASuccess() {
        Backoff backoff = Backoff.ofCalls(new Random(1));
        backoff.failed(0);
        backoff.failed(0);

        backoff.reset();

        assertThat(backoff.isFresh()).isTrue();
        assertThat(backoff.restNs(Long.MIN_VALUE)).isZero();
        backoff.failed(0);
        assertThat(backoff.restNs(0)).isLessThanOrEqualTo(200_000_000);
    }

    @Test
    void failsThoughItsFirstWaitIsItsLongest() {
        Backoff backoff = new Backoff(Duration.ofDays(1), Duration.ofDays(1), new Random(1));
        backoff.failed(0);
        backoff.failed(0);

        assertThat(backoff.isFresh()).isFalse();
        assertThat(backoff.restNs(0)).isPositive();
    }

    @Test
    void waitsForSomething() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random()))
                .withMessage("first and longest wait are no range: PT2S, PT1S");
    }
}
