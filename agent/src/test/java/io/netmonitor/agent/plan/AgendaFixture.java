// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.EntrySample;
import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An agenda with its clocks, its plans and its marks, which can be restarted. */
abstract class AgendaFixture {
    static final Duration PERIOD = Duration.ofSeconds(10);
    static final Duration LEAD = Duration.ofNanos(Agenda.LEAD_NS);

    @TempDir
    Path data;

    final TestClocks clocks = TestClocks.standing(START.minusSeconds(1));
    final FakeProbeType probes = new FakeProbeType(clocks.wall());
    final Queue<Result> results = new ConcurrentLinkedQueue<>();
    final ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
    PlanBook book;
    RoundMark mark;
    EntryMark entries;
    Crew crew;
    Agenda agenda;

    @BeforeEach
    void begin() throws IOException {
        book = PlanBook.open(data.resolve("plan.json"));
        crew = new Crew(new Measurer(time, NameLookup.ofThisHost(), null), results::add, () -> {});
        restart();
    }

    @AfterEach
    void end() throws IOException {
        crew.close();
        mark.close();
        entries.close();
    }

    final void restart() throws IOException {
        if (mark != null) {
            mark.close();
            entries.close();
        }
        mark = RoundMark.open(data.resolve("reached"));
        entries = EntryMark.open(data.resolve("runs"));
        agenda = new Agenda(book, mark, entries, probes.extensions(), crew);
    }

    final void receive(String revision, Instant effectiveAt, PlanEntry... entries) throws IOException {
        book.receive(Samples.plan(revision, effectiveAt, entries));
    }

    /** Time passes until an instant of the controller, and the agenda is attended there. */
    long attendAt(Instant instant) {
        // A thread that measures and looks while one clock has moved and the other has not would take it for a step.
        synchronized (time) {
            clocks.pass(Duration.between(time.now(), instant));
        }
        return agenda.attend(time.now());
    }

    final void awaitResults(int count) {
        await().until(() -> results.size() == count && crew.busy() == 0);
    }

    List<Long> rounds() {
        return results.stream().map(Result::round).toList();
    }

    static EntrySample to(String destination) {
        return EntrySample.to(destination, PERIOD);
    }

    static PlanEntry run(String id, Instant at) {
        return EntrySample.run(id, "sh", at).build();
    }

    List<Result> ofRuns() {
        return results.stream().filter(result -> result.runId() != null).toList();
    }
}
