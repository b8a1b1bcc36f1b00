// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However time passes and plans change, an entry that stays in the plan has every round once: run, late or missed. */
class AgendaPropertyTest {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    /**
     * Takes steps in time, in tenths of a second; every seventh comes with a new plan.
     *
     * @param steps how far
     */
    @Property(tries = 100)
    void leavesNoRoundOutAndRepeatsNone(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 700) Integer> steps) throws IOException {
        results.clear();
        TestClocks clocks = TestClocks.standing(START.minusSeconds(1));
        ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
        Path data = Files.createTempDirectory("agenda");
        try (Crew crew = new Crew(new Measurer(time, null), results::add, () -> {});
                RoundMark mark = RoundMark.open(data.resolve("reached"))) {
            PlanBook book = PlanBook.open(data.resolve("plan.json"));
            FakeProbeType probes = new FakeProbeType(clocks.wall());
            Agenda agenda = new Agenda(book, mark, probes.extensions(), crew);
            receive(book, "first", Instant.EPOCH);
            agenda.attend(time.now());

            for (int step : steps) {
                if (step % 7 == 0) {
                    receive(book, "r" + time.now(), time.now().plusMillis(step * 50L));
                }
                clocks.pass(Duration.ofMillis(step * 100L));
                agenda.attend(time.now());
                await().pollInterval(Duration.ofMillis(1)).until(() -> crew.busy() == 0);
            }

            assertEachRoundOnce(time.now());
        } finally {
            delete(data);
        }
    }

    private static void receive(PlanBook book, String revision, Instant effectiveAt) throws IOException {
        book.receive(Samples.plan(revision, effectiveAt, Samples.entry("sh", PERIOD)));
    }

    private void assertEachRoundOnce(Instant now) {
        long seconds = Duration.between(START, now.plusNanos(Agenda.LEAD_NS)).toSeconds();
        long expected = now.plusNanos(Agenda.LEAD_NS).isBefore(START) ? 0 : seconds / PERIOD.toSeconds() + 1;
        assertThat(results.stream().map(Result::round).sorted())
                .isEqualTo(LongStream.range(0, expected).boxed().toList());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
