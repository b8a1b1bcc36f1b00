// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static io.netmonitor.agent.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerTest {
    private static final Duration PERIOD = Duration.ofMillis(200);

    @TempDir
    Path data;

    private final TestClocks clocks = TestClocks.running();
    private final FakeProbeType probes = new FakeProbeType(clocks.wall());
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());

    private Scheduler start(PlanBook book) throws IOException {
        return start(book, time);
    }

    private Scheduler start(PlanBook book, ControllerTime by) throws IOException {
        return Scheduler.start(by, null, book, data.resolve("marks"), probes.extensions(), results::add);
    }

    private PlanBook book() {
        return PlanBook.open(data.resolve("plan.json"));
    }

    @Test
    void runsThePlanOnTime() throws Exception {
        PlanBook book = book();
        book.receive(plan("a", Instant.EPOCH, entry("wan", "sh", Instant.now(), PERIOD, Map.of())));
        time.settle();

        try (Scheduler scheduler = start(book)) {
            await().until(() -> results.stream()
                            .filter(result -> result.outcome() == Outcome.MEASURED)
                            .count()
                    >= 5);

            assertThat(scheduler.check().up()).isTrue();
            assertThat(scheduler.check().detail()).startsWith("1 paths in the plan");
        }
        assertThat(results.stream().map(Result::round)).doesNotHaveDuplicates();
    }

    @Test
    void turnsToANewPlanAtOnce() throws Exception {
        PlanBook book = book();
        time.settle();
        try (Scheduler scheduler = start(book)) {
            book.receive(plan("a", Instant.EPOCH, entry("wan", "sh", Instant.now(), PERIOD, Map.of())));
            scheduler.wake();

            await().until(() -> !results.isEmpty());
        }
    }

    @Test
    void startsNothingUntilTheTimeIsSettled() throws Exception {
        PlanBook book = book();
        book.receive(plan("a", Instant.EPOCH, entry("sh", PERIOD)));
        TestClocks standing = TestClocks.standing(START);
        ControllerTime unsettled = new ControllerTime(standing.wall(), standing.monotonic(), OptionalLong.empty());

        try (Scheduler _ = start(book, unsettled)) {
            await().during(Duration.ofMillis(500)).until(results::isEmpty);
            unsettled.settle();

            await().until(() -> !results.isEmpty());
        }
    }

    @Test
    void accountsForAHostThatSlept() throws Exception {
        PlanBook book = book();
        book.receive(plan("a", Instant.EPOCH, entry("wan", "sh", Instant.now(), PERIOD, Map.of())));
        time.settle();
        try (Scheduler _ = start(book)) {
            await().until(() -> !results.isEmpty());

            clocks.pass(Duration.ofSeconds(20));

            await().until(() -> results.stream()
                            .filter(result -> result.outcome() == Outcome.MISSED)
                            .count()
                    >= 95); // of 100, but for those just before and after
        }
        assertThat(results.stream().map(Result::round)).doesNotHaveDuplicates();
    }

    @Test
    void endsWhatIsBeingMeasuredWhenItIsClosed() throws Exception {
        PlanBook book = book();
        book.receive(plan("a", Instant.EPOCH, entry("wan", "sh", Instant.now(), PERIOD, Map.of("held", 1))));
        time.settle();
        try (Scheduler scheduler = start(book)) {
            await().until(() -> !probes.sessions().isEmpty());
            assertThat(scheduler.check().detail()).endsWith("1 measured now");
        }

        // Closing waits two seconds for it, which a busy host may exceed.
        await().untilAsserted(() -> assertThat(results)
                .filteredOn(result -> result.outcome() == Outcome.FAILED)
                .singleElement()
                .satisfies(
                        stopped -> assertThat(stopped.reason()).isEqualTo("the agent was stopped while it measured")));
    }
}
