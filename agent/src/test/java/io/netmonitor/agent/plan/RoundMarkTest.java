// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundMarkTest {
    @TempDir
    Path data;

    @Test
    void remembersTheLatestInstant() throws Exception {
        try (RoundMark mark = RoundMark.open(data.resolve("spool/reached"))) {
            mark.reach(START.plusNanos(1));
            mark.reach(START);
        }
        try (RoundMark mark = RoundMark.open(data.resolve("spool/reached"))) {
            assertThat(mark.reached()).isEqualTo(START.plusNanos(1));
        }
    }

    @Test
    void startsAnewFromAFileThatHoldsNoInstant() throws Exception {
        Files.writeString(data.resolve("reached"), "\0\0\0");

        try (RoundMark mark = RoundMark.open(data.resolve("reached"))) {
            assertThat(mark.reached()).isEqualTo(Instant.MIN);
        }
    }
}
