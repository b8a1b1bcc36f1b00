// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void turnsUntilItIsClosed() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        try (Loop _ = Loop.start("test", new Random(1), () -> {
            if (turns.incrementAndGet() == 5) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                    throw e;
                }
            }
        })) {
            await().until(() -> turns.get() == 5);
        }

        assertThat(interrupted).hasValue(1);
        assertThat(turns).hasValue(5);
    }

    @Test
    void goesOnAfterAFailure() {
        try (Loop _ = Loop.start("test", new Random(1), () -> {
            if (turns.incrementAndGet() == 1) {
                throw new IOException("not now");
            }
            if (turns.get() == 2) {
                throw new IllegalStateException("a fault");
            }
        })) {
            await().until(() -> turns.get() > 10);
        }
    }

    @Test
    void pausesBetweenFailures() {
        long began = System.nanoTime();
        try (Loop _ = Loop.start("test", new Random(1), () -> {
            turns.incrementAndGet();
            throw new IOException("not now");
        })) {
            await().until(() -> turns.get() == 3);
        }

        // Half of 200 ms and of 400 ms at least.
        assertThat(System.nanoTime() - began).isGreaterThan(300_000_000);
    }
}
