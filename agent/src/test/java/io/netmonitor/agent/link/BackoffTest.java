// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesFromAFifthOfASecondToTenWithJitter() {
        Backoff backoff = new Backoff(new Random(1));
        long[] most = {200, 400, 800, 1600, 3200, 6400, 10_000, 10_000};

        long[] waits = LongStream.generate(backoff::takeNs).limit(most.length).toArray();

        for (int i = 0; i < most.length; i++) {
            assertThat(waits[i]).isBetween(most[i] * 500_000, most[i] * 1_000_000);
        }
    }

    @Test
    void startsAgainAfterASuccess() {
        Backoff backoff = new Backoff(new Random(1));
        backoff.takeNs();
        backoff.takeNs();

        backoff.reset();

        assertThat(backoff.takeNs()).isLessThanOrEqualTo(200_000_000);
    }
}
