// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Logger LOG = Logger.getLogger(RefusalsTest.class.getName());

    private final List<String> logged = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {
            // Keeps nothing back.
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    private long now = Duration.ofDays(-3).toNanos();
    private final Refusals refusals = new Refusals(System.getLogger(LOG.getName()), "the door", () -> now);

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
        LOG.setLevel(Level.WARNING);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(listener);
        LOG.setLevel(null);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void countsEachReasonAndLogsItOnceAMinute() {
        for (int i = 0; i < 100; i++) {
            refusals.count("size", "198.51.100.1: too long");
            refusals.count("name", "198.51.100.1: taken");
        }
        assertThat(logged)
                .containsExactly(
                        "the door refused, size: 198.51.100.1: too long",
                        "the door refused, name: 198.51.100.1: taken");
        assertThat(refusals.text()).isEqualTo("name 100, size 100");
        assertThat(refusals.total()).isEqualTo(200);

        now += Duration.ofMinutes(1).toNanos();
        refusals.count("size", "198.51.100.2: too long");

        assertThat(logged).hasSize(3).last().isEqualTo("the door refused, size: 198.51.100.2: too long");
    }

    @Test
    void logsOneShortLineWhateverWasSent() {
        refusals.count("name", "a\nb\u001b[2J\u202e" + "x".repeat(100_000));

        assertThat(logged).singleElement().asString().hasSizeLessThan(500).doesNotContain("\n", "\u001b", "\u202e");
    }
}
