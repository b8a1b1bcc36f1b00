// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static io.netmonitor.agent.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanBookTest {
    private static final Plan FIRST = plan("a", Instant.EPOCH, entry("sh", Duration.ofSeconds(10)));
    private static final Plan SECOND = plan("b", START.plusSeconds(20), entry("gz", Duration.ofSeconds(10)));

    @TempDir
    Path data;

    private Path file;

    @BeforeEach
    void name() {
        file = data.resolve("plan.json");
    }

    @Test
    void knowsNothingAtFirst() {
        assertThat(PlanBook.open(file).plans()).isEqualTo(Plans.NONE);
    }

    @Test
    void remembersThePlanInForceAndTheOneToCome() throws Exception {
        PlanBook book = PlanBook.open(file);
        book.receive(FIRST);
        book.inForce(START);
        book.receive(SECOND);

        Plans kept = PlanBook.open(file).plans();

        assertThat(kept).isEqualTo(new Plans(FIRST, SECOND));
        assertThat(kept.at(START.plusSeconds(19)).running()).isEqualTo(FIRST);
        assertThat(kept.at(START.plusSeconds(20)).running()).isEqualTo(SECOND);
    }

    @Test
    void countsAFileThatCannotBeReadAsNone() throws Exception {
        Files.writeString(file, "{\"running\":");

        assertThat(PlanBook.open(file).plans()).isEqualTo(Plans.NONE);
    }

    @Test
    void refusesAnEntryWhosePeriodCannotBe() throws Exception {
        PlanBook book = PlanBook.open(file);
        book.receive(FIRST);
        Plan senseless = plan("x", START, entry("wan", "sh", START, Duration.ofNanos(1), Map.of()));

        assertThatThrownBy(() -> book.receive(senseless))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("periodNs outside 10 ms to 366 days: 1");
        assertThat(book.plans().newest()).isEqualTo(FIRST);
    }

    @Test
    void refusesInstantsBeyondTheArithmetic() {
        PlanEntry distant = entry("wan", "sh", Instant.parse("9999-01-01T00:00:00Z"), Duration.ofSeconds(10), Map.of());

        assertThatThrownBy(() -> PlanBook.open(file).receive(plan("x", START, distant)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> PlanBook.open(file).receive(plan("x", Instant.parse("9999-01-01T00:00:00Z"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("effectiveAt");
    }
}
