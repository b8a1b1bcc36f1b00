// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PulseTest {
    @Test
    void aLookThatFailsIsToldOfAndKeepsNoOtherFromLooking() {
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicInteger others = new AtomicInteger();
        Pulse pulse = new Pulse(List.of(
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("the disk is full");
                    }
                },
                others::incrementAndGet));
        try {
            // By the second beat the first one's trouble has been told of.
            Awaitility.await().until(() -> others.get() >= 2);
            assertThat(pulse.check().up()).isFalse();
            assertThat(pulse.check().detail()).isEqualTo("a regular look failed: the disk is full");

            broken.set(false);

            Awaitility.await().until(() -> pulse.check().up());
        } finally {
            pulse.close();
        }
    }
}
