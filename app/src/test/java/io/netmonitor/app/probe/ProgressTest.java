// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.time.MonotonicClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter screen = new StringWriter();
    private final PrintWriter err = new PrintWriter(screen);

    @Test
    void showsALineAndErasesIt() {
        try (Progress _ = Progress.show(err, true, Duration.ofMillis(4_500), () -> 0)) {
            await().until(() -> screen.toString().contains("s of at most 5 s"));
        }

        assertThat(screen.toString())
                .startsWith(ERASE + "measuring: 0 s of at most 5 s")
                .endsWith(ERASE);
    }

    @Test
    void followsWhatAMeasurementSaysOfItself() {
        AtomicReference<String> state = new AtomicReference<>("floor");

        try (Progress _ = Progress.follow(err, true, state::get)) {
            await().until(() -> screen.toString().endsWith("measuring: floor"));
            state.set("bursts");
            await().until(() -> screen.toString().endsWith(ERASE + "measuring: bursts"));
        }

        assertThat(screen.toString()).endsWith(ERASE);
    }

    @Test
    void followsNothingWhenNobodySeesIt() {
        try (Progress _ = Progress.follow(err, false, () -> "floor")) {
            assertThat(screen.toString()).isEmpty();
        }

        assertThat(screen.toString()).isEmpty();
    }

    @Test
    void isQuietWhenNobodySeesItOrItIsOverSoon() {
        try (Progress _ = Progress.show(err, false, Duration.ofHours(1), MonotonicClock.SYSTEM);
                Progress _ = Progress.show(err, true, Duration.ofSeconds(2), MonotonicClock.SYSTEM)) {
            assertThat(screen.toString()).isEmpty();
        }

        assertThat(screen.toString()).isEmpty();
    }

    @Test
    void endsAlsoForAThreadThatIsInterrupted() {
        Progress progress = Progress.show(err, true, Duration.ofSeconds(30), MonotonicClock.SYSTEM);
        Thread.currentThread().interrupt();

        progress.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(screen.toString()).endsWith(ERASE);
    }
}
