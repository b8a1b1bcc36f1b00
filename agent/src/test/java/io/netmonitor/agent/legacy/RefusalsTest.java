// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.legacy.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final TestClocks clocks = TestClocks.standing(Instant.EPOCH);
    private final Refusals refusals = new Refusals(clocks.monotonic());
    private final Logger log = Logger.getLogger("io.netmonitor.agent");
    private final Lines lines = new Lines();

    /** What was logged. */
    private static final class Lines extends Handler {
        private final List<String> all = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord record) {
            all.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        log.setLevel(Level.WARNING);
        log.addHandler(lines);
    }

    @AfterEach
    void leave() {
        log.setLevel(null);
        log.removeHandler(lines);
    }

    @Test
    void countsByReason() {
        refusals.count(new Refusal(Reason.URL, "x"), "a");
        refusals.count(new Refusal(Reason.TASK, "x"), "a");
        refusals.count(new Refusal(Reason.URL, "x"), "b");

        assertThat(refusals).hasToString("refused 3: URL not allowed 2, task not understood 1");
    }

    @Test
    void saysEachReasonOnceAMinute() {
        refusals.count(new Refusal(Reason.URL, "file:///x"), "[::1]:7");
        refusals.count(new Refusal(Reason.URL, "file:///y"), "[::1]:8");
        refusals.count(new Refusal(Reason.FULL, "z"), "[::1]:9");
        clocks.pass(Duration.ofMinutes(1));
        refusals.count(new Refusal(Reason.URL, "file:///w"), "[::1]:7");

        assertThat(lines.all)
                .containsExactly(
                        "WARNING refused a dispatch from [::1]:7: URL not allowed: file:///x (number 1)",
                        "WARNING refused a dispatch from [::1]:9: too many jobs: z (number 1)",
                        "WARNING refused a dispatch from [::1]:7: URL not allowed: file:///w (number 3)");
    }

    @Test
    void echoesNoMoreThan200PrintableCharacters() {
        assertThat(Refusals.printable("a\u001b[31m\nb\u202ec")).isEqualTo("a\uFFFD[31m\uFFFDb\uFFFDc");
        assertThat(Refusals.printable("京".repeat(201))).isEqualTo("京".repeat(200) + "…");
    }
}
