// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static io.netmonitor.agent.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.EntrySample;
import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

        assertThat(kept).isEqualTo(new Plans(FIRST, List.of(SECOND)));
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

    @Test
    void readsWhatAgentsWroteThatKnewOfOnePlanToCome() throws Exception {
        Files.writeString(file, """
                {"running":{"revision":"a","effectiveAt":"1970-01-01T00:00:00Z","entries":[{"task":"wan","revision":1,
                  "kind":"fake","path":{"source":"bj","destination":"sh","family":"ipv4"},"address":"192.0.2.7","port":862,
                  "startAt":"2026-11-22T11:00:00Z","periodNs":10000000000,"offsetNs":0,"sessionId":17,"settings":{}}],
                  "answers":{"fake":[{"sessionId":17}]}},
                 "next":{"revision":"b","effectiveAt":"2026-11-22T11:00:20Z","entries":[],"answers":{}}}
                """);

        Plans kept = PlanBook.open(file).plans();

        assertThat(kept.running()).isEqualTo(FIRST);
        assertThat(kept.coming())
                .singleElement()
                .satisfies(plan -> assertThat(plan.revision()).isEqualTo("b"));
    }

    @Test
    void remembersWhatIsNewInEntries() throws Exception {
        PlanEntry entry = EntrySample.from("gz", Duration.ofSeconds(30))
                .at("reflector.example")
                .slot(Duration.ofSeconds(5))
                .notBefore(START)
                .session(0)
                .build();
        Plan plan = plan("n", START, entry, EntrySample.run("r-1", "sh", START).build());

        PlanBook.open(file).receive(plan);

        assertThat(PlanBook.open(file).plans().newest()).isEqualTo(plan);
    }

    @Test
    void keepsThePlansThatBeginBeforeANewOne() throws Exception {
        PlanBook book = PlanBook.open(file);
        for (int second : List.of(10, 30, 20, 40, 20)) {
            book.receive(plan("at " + second, START.plusSeconds(second)));
        }

        assertThat(book.plans().coming().stream().map(Plan::revision)).containsExactly("at 10", "at 20");
        assertThat(book.plans().at(START.plusSeconds(10)).running().revision()).isEqualTo("at 10");
        assertThat(book.plans().at(START.plusSeconds(50)).running().revision()).isEqualTo("at 20");
    }

    @Test
    void keepsSixteenPlansToCome() throws Exception {
        PlanBook book = PlanBook.open(file);
        for (int i = 0; i < 20; i++) {
            book.receive(plan("r" + i, START.plusSeconds(i)));
        }

        assertThat(book.plans().coming()).hasSize(16);
        assertThat(book.plans().coming().get(14).revision()).isEqualTo("r14");
        assertThat(book.plans().newest().revision()).isEqualTo("r19");
        assertThat(PlanBook.open(file).plans()).isEqualTo(book.plans());
    }

    @Test
    void answersTheSessionsOfAllPlans() throws Exception {
        PlanBook book = PlanBook.open(file);
        for (int i = 1; i <= 3; i++) {
            book.receive(new Plan(
                    "r" + i, START.plusSeconds(i), List.of(), Map.of(FakeProbeType.NAME, FakeProbeType.sessions(i))));
        }

        assertThat(book.plans().answers().get(FakeProbeType.NAME)).isEqualTo(FakeProbeType.sessions(1, 2, 3));
    }

    @Test
    void forgetsNoPlanThatCameInThePlaceOfOneThatBegins() throws Exception {
        PlanBook book = PlanBook.open(file);
        book.receive(SECOND);
        book.receive(plan("c", START.plusSeconds(19)));

        book.begun(SECOND);

        assertThat(book.plans().running()).isEqualTo(SECOND);
        assertThat(book.plans().coming().stream().map(Plan::revision)).containsExactly("c");
    }

    @Test
    void refusesARunOfOtherThanOneRound() {
        PlanEntry endless = EntrySample.run("r-1", "sh", START).endingAt(null).build();
        PlanEntry two = EntrySample.run("r-1", "sh", START)
                .endingAt(START.plusSeconds(11))
                .build();
        PlanEntry none = EntrySample.run("r-1", "sh", START).endingAt(START).build();

        for (PlanEntry entry : List.of(endless, two, none)) {
            assertRefused(entry, "has a runId and not exactly one round: r-1");
        }
        assertRefused(EntrySample.run("no id", "sh", START).build(), "runId is not 1 to 64 of letters");
    }

    @Test
    void refusesWhatHasNoBounds() {
        EntrySample sample = EntrySample.to("sh", Duration.ofSeconds(10));

        assertRefused(sample.slot(Duration.ofMillis(399)).build(), "slotNs is neither 0 nor within 400 ms and an hour");
        assertRefused(sample.slot(Duration.ofMinutes(61)).build(), "slotNs is neither 0 nor within 400 ms and an hour");
        assertRefused(
                sample.slot(Duration.ZERO)
                        .notBefore(Instant.parse("9999-01-01T00:00:00Z"))
                        .build(),
                "notBefore: is beyond the year 2262");
        assertRefused(
                sample.notBefore(START).at("a".repeat(254)).build(), "address is longer than 253 characters: 254");
    }

    private void assertRefused(PlanEntry entry, String why) {
        assertThatThrownBy(() -> PlanBook.open(file).receive(plan("x", START, entry)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why);
    }
}
