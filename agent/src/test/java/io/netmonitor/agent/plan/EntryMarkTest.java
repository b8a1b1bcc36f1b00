// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.Samples;
import io.netmonitor.core.plan.PlanEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryMarkTest {
    @TempDir
    Path data;

    private Path file;

    @BeforeEach
    void name() {
        file = data.resolve("spool/entries.reached");
    }

    private static PlanEntry.Key key(String run, String destination) {
        return new PlanEntry.Key("wan", 1, run, Samples.path(destination));
    }

    private long next(PlanEntry.Key key) throws IOException {
        try (EntryMark mark = EntryMark.open(file)) {
            return mark.next(key);
        }
    }

    @Test
    void remembersTheHighestNumberOfEach() throws Exception {
        try (EntryMark mark = EntryMark.open(file)) {
            mark.reach(key("r-1", "sh"), 1);
            mark.reach(key("r-1", "gz"), 7);
            mark.reach(key("r-1", "gz"), 3);
        }

        assertThat(next(key("r-1", "sh"))).isEqualTo(1);
        assertThat(next(key("r-1", "gz"))).isEqualTo(7);
        assertThat(next(key("r-2", "sh"))).isZero();
    }

    @Test
    void passesOverATornLineAndOneThatIsNone() throws Exception {
        try (EntryMark mark = EntryMark.open(file)) {
            mark.reach(key("r-1", "sh"), 1);
        }
        Files.writeString(file, "?".repeat(49) + "\n", StandardOpenOption.APPEND);
        Files.writeString(file, "0123", StandardOpenOption.APPEND);

        try (EntryMark mark = EntryMark.open(file)) {
            mark.reach(key("r-2", "sh"), 2);
        }

        assertThat(next(key("r-1", "sh"))).isEqualTo(1);
        assertThat(next(key("r-2", "sh"))).isEqualTo(2);
    }

    @Test
    void growsOnlySoFar() throws Exception {
        int many = 3 * EntryMark.REMEMBERED;
        try (EntryMark mark = EntryMark.open(file)) {
            for (int i = 0; i < many; i++) {
                mark.reach(key("r-" + i, "sh"), 1);
            }
            assertThat(mark.next(key("r-0", "sh"))).isZero();
        }

        assertThat(Files.size(file)).isLessThanOrEqualTo(100L * EntryMark.REMEMBERED);
        assertThat(next(key("r-" + (many - 1), "sh"))).isEqualTo(1);
        assertThat(next(key("r-" + (many - EntryMark.REMEMBERED), "sh"))).isEqualTo(1);
    }
}
