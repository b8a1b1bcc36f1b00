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
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * An agenda to which things happen. Its plans always have these paths, and what was started by hand:
 *
 * <pre>
 * sh       every 10 s
 * gz       every 10 s, 5 s after sh, and has the nodes for itself for 5 s
 * cd       as sh, from 35 s on
 * moving   as sh, but plans move it within the period
 * guest    as sh, but not in every plan
 * </pre>
 */
final class DrivenAgenda implements Closeable {
    static final Duration PERIOD = Duration.ofSeconds(10);
    static final Duration SLOT = Duration.ofSeconds(5);

    private final Path data;
    private final boolean endsOrderly;
    private final TestClocks clocks = TestClocks.standing(START.minusSeconds(1));
    private final ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
    private final FakeProbeType probes = new FakeProbeType(clocks.wall());
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final Crew crew = new Crew(new Measurer(time, NameLookup.ofThisHost(), null), results::add, () -> {});
    private final List<PlanEntry> runs = new ArrayList<>();
    private Life life;
    private boolean withGuest = true;
    private Duration shift = Duration.ZERO;
    private int plans;
    private Instant latest = time.now();

    /** What can happen after time has passed, before the agenda is attended. */
    enum Act {
        NOTHING,
        PLAN,
        PLAN_WITHOUT_GUEST,
        SHIFT,
        RUN,
        RESTART
    }

    /**
     * Something happens.
     *
     * @param tenths time that passes first, tenths of a second; the controller's clock may also be set back
     * @param seconds when a new plan takes effect or a run is to begin, from then on; may have passed
     */
    record Step(int tenths, Act act, int seconds) {}

    private record Life(PlanBook book, RoundMark mark, EntryMark entries, Agenda agenda) {}

    /**
     * An agenda that was attended for the first time.
     *
     * @param endsOrderly whether a restart lets it account for what it leaves undone, or the agent is killed
     */
    DrivenAgenda(boolean endsOrderly) throws IOException {
        this.endsOrderly = endsOrderly;
        data = Files.createTempDirectory("agenda");
        life = start();
        plan(Instant.EPOCH);
        attend();
    }

    /** Everything that was told so far. */
    List<Result> results() {
        return List.copyOf(results);
    }

    /** What was started by hand. */
    List<PlanEntry> runs() {
        return runs;
    }

    /** The latest instant at which the agenda was attended. */
    Instant latest() {
        return latest;
    }

    void take(Step step) {
        clocks.pass(Duration.ofMillis(step.tenths() * 100L));
        Instant then = time.now().plusSeconds(step.seconds());
        try {
            act(step, then);
            attend();
            if (endsOrderly) {
                life.book().keep();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void act(Step step, Instant then) throws IOException {
        switch (step.act()) {
            case NOTHING -> {}
            case PLAN, PLAN_WITHOUT_GUEST -> {
                withGuest = step.act() == Act.PLAN;
                plan(then);
            }
            case SHIFT -> {
                shift = Duration.ofSeconds(Math.floorMod(step.seconds(), 10));
                plan(then);
            }
            case RUN -> {
                runs.add(EntrySample.run("r" + runs.size(), "run", then)
                        .slot(step.tenths() % 2 == 0 ? SLOT : Duration.ZERO)
                        .build());
                plan(time.now().minusSeconds(1));
            }
            case RESTART -> {
                if (endsOrderly) {
                    life.agenda().end(time.now());
                }
                stop();
                life = start();
            }
        }
    }

    /** Everything that was to be done in the end is done. */
    void finish() throws IOException {
        plan(time.now());
        take(new Step(1_000, Act.NOTHING, 0));
    }

    private void attend() {
        life.agenda().attend(time.now());
        latest = latest.isAfter(time.now()) ? latest : time.now();
        await().pollInterval(Duration.ofMillis(1)).until(() -> crew.busy() == 0);
    }

    private Life start() throws IOException {
        PlanBook book = PlanBook.open(data.resolve("plan.json"));
        RoundMark mark = RoundMark.open(data.resolve("reached"));
        EntryMark begun = EntryMark.open(data.resolve("begun"));
        return new Life(book, mark, begun, new Agenda(book, mark, begun, probes.extensions(), crew));
    }

    private void stop() throws IOException {
        life.mark().close();
        life.entries().close();
    }

    private void plan(Instant effectiveAt) throws IOException {
        List<PlanEntry> entries = new ArrayList<>(runs);
        entries.add(EntrySample.to("sh", PERIOD).build());
        entries.add(EntrySample.to("gz", PERIOD).slot(SLOT).offset(SLOT).build());
        entries.add(
                EntrySample.to("cd", PERIOD).notBefore(START.plusSeconds(35)).build());
        entries.add(EntrySample.to("moving", PERIOD).offset(shift).build());
        if (withGuest) {
            entries.add(EntrySample.to("guest", PERIOD).build());
        }
        plans++;
        life.book().receive(Samples.plan("p" + plans, effectiveAt, entries.toArray(PlanEntry[]::new)));
    }

    @Override
    public void close() throws IOException {
        crew.close();
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
