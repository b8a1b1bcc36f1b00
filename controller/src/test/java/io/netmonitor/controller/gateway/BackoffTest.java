// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void waitsTwiceAsLongEachTimeUpToTheLongest() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            backoff.failed(0);
            seconds.add(secondsToWait(0));
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterASuccess() {
        backoff.failed(0);
        backoff.failed(0);

        backoff.succeeded();

        assertThat(backoff.isFailing()).isFalse();
        assertThat(backoff.isOver(0)).isTrue();
        backoff.failed(Long.MAX_VALUE);
        assertThat(secondsToWait(Long.MAX_VALUE))
                .as("whatever the clock's zero")
                .isEqualTo(1);
    }

    private long secondsToWait(long fromNs) {
        long seconds = 0;
        while (!backoff.isOver(fromNs + Duration.ofSeconds(seconds).toNanos())) {
            seconds++;
        }
        return seconds;
    }
}
