// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.controller.ingest.Ingest;
import io.netmonitor.controller.plan.Listing;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.query.LatestResults;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.OldNodes;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes what nodes of the prototype push, and hands it in as results like any other.
 *
 * <pre>
 * PUT /metrics/job/wan   netmonitor{sip="192.0.2.2",dip="192.0.2.1",metric="RTT"} 0.147
 *   → task wan, path legacy:192.0.2.2 → bj, roundTrip.delay.meanNs 147000 → Ingest
 * </pre>
 *
 * <p>A push does not say when it was measured. Its results are taken to start when they come, which is a little late, to last no time, and
 * to belong to the round whose time it is. A node pushes all its gauges each time, so a path gives a result when its values differ
 * from its last one: a measurement that gives the very same values once more is not seen.
 *
 * <p>Taken is what a task that runs has a node of the prototype measure. Of a push with good and bad series the good ones are taken.
 * Safe for use by many threads.
 */
public final class PushIntake implements Component, Pushes {
    private final StateStore state;
    private final Plans plans;
    private final ProbeCatalog catalog;
    private final Ingest ingest;
    private final WallClock clock;
    private final PushedBefore before;
    private final UUID spool = UUID.randomUUID();
    private final Map<Long, PushedPaths> paths = new ConcurrentHashMap<>();
    private final Map<String, PushingNode> nodes = new ConcurrentHashMap<>();
    private final Refusals refusals =
            new Refusals(System.getLogger(PushIntake.class.getName()), "pushes", MonotonicClock.SYSTEM);
    private final AtomicLong pushes = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    public PushIntake(
            StateStore state,
            Plans plans,
            ProbeCatalog catalog,
            LatestResults latest,
            ResultStore results,
            Ingest ingest,
            WallClock clock) {
        this.state = state;
        this.plans = plans;
        this.catalog = catalog;
        this.ingest = ingest;
        this.clock = clock;
        this.before = new PushedBefore(latest, results, clock.now());
    }

    /**
     * Takes a push; returns once what is new in it is stored.
     *
     * @param job names the task, see {@link JobName}
     * @param contentType text, unless it names the delimited protobuf format
     * @param body read within bounds, packed by gzip or not
     * @throws InvalidInputException when nothing of it can be taken
     * @throws IOException when it cannot be read or stored now; the same may be pushed again
     */
    @Override
    public void take(String job, String contentType, InputStream body, String from)
            throws IOException, UnknownTaskException {
        try {
            List<Sample> samples = PushedBody.read(contentType, body);
            Task task = task(job);
            Optional<RefusedException> refused = take(task, paths(task), samples, from);
            if (refused.isPresent()) {
                throw refused.get().asInvalidInput();
            }
            pushes.incrementAndGet();
        } catch (RefusedException e) {
            note(e, from);
            if (e.refusal() == Refusal.NO_SUCH_TASK) {
                throw new UnknownTaskException(e.words());
            }
            throw e.asInvalidInput();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the controller is stopping");
        }
    }

    private void note(RefusedException refused, String from) {
        refusals.count(
                refused.refusal().words(), from + ": " + refused.refusal().field() + " " + refused.words());
    }

    private Task task(String job) throws RefusedException {
        for (String name : JobName.meant(job)) {
            Optional<Task> task = state.task(name);
            if (task.isPresent()) {
                return task.get();
            }
        }
        throw new RefusedException(Refusal.NO_SUCH_TASK, "names no task: " + OutsideText.brief(job));
    }

    private PushedPaths paths(Task task) throws RefusedException {
        if (!OldNodes.any(task.spec())) {
            throw new RefusedException(
                    Refusal.NO_OLD_NODES, "is a task without nodes of the prototype: " + task.name());
        }
        Optional<Placement> placement = plans.placement(task.name());
        if (task.state() != TaskState.ACTIVE || placement.isEmpty()) {
            paths.remove(task.number());
            throw new RefusedException(
                    Refusal.NOT_RUNNING,
                    "is a task that " + (task.state() == TaskState.PAUSED ? "is paused" : "has ended") + ": "
                            + task.name());
        }
        PushedPaths known = paths.get(task.number());
        if (known == null || !known.isMadeFrom(placement.get())) {
            paths.keySet().retainAll(state.tasks().stream().map(Task::number).toList());
            known = new PushedPaths(
                    placement.get(), catalog.get(task.spec().kind()), new Listing(state.nodes()).of(task.spec()));
            paths.put(task.number(), known);
        }
        return known;
    }

    /** Returns one of the refusals when nothing of the push could be taken. */
    private Optional<RefusedException> take(Task task, PushedPaths known, List<Sample> samples, String from)
            throws IOException, InterruptedException {
        List<RefusedException> refused = new ArrayList<>();
        Map<String, Map<Spot, PushedValues>> byNode = new LinkedHashMap<>();
        int usable = 0;
        for (Map.Entry<Spot, PushedValues> entry :
                sorted(known, samples, refused).entrySet()) {
            usable++;
            byNode.computeIfAbsent(entry.getKey().initiator(), node -> new LinkedHashMap<>())
                    .put(entry.getKey(), entry.getValue());
        }
        int unsorted = refused.size();
        try {
            for (Map.Entry<String, Map<Spot, PushedValues>> entry : byNode.entrySet()) {
                PushingNode node = nodes.computeIfAbsent(entry.getKey(), name -> new PushingNode(name, spool, ingest));
                taken.addAndGet(node.take(() -> news(task, known.placement(), entry.getValue(), refused)));
            }
        } finally {
            refused.forEach(each -> note(each, from));
        }
        return usable == refused.size() - unsorted ? refused.stream().findFirst() : Optional.empty();
    }

    /** The good ones, by what they are of. */
    private static Map<Spot, PushedValues> sorted(
            PushedPaths known, List<Sample> samples, List<RefusedException> refused) {
        Map<Spot, PushedValues> bySpot = new LinkedHashMap<>();
        for (Sample sample : samples) {
            if (sample.isOurs()) {
                try {
                    PushedPaths.Meaning meaning = known.of(sample);
                    PushedValues values = bySpot.getOrDefault(meaning.spot(), new PushedValues(known.description()));
                    values.add(meaning.metric(), sample);
                    bySpot.put(meaning.spot(), values);
                } catch (RefusedException e) {
                    refused.add(e);
                }
            }
        }
        return bySpot;
    }

    private List<Result> news(
            Task task, Placement placement, Map<Spot, PushedValues> bySpot, List<RefusedException> refused)
            throws IOException {
        Instant now = clock.now();
        List<Result> results = new ArrayList<>();
        for (Map.Entry<Spot, PushedValues> entry : bySpot.entrySet()) {
            Spot spot = entry.getKey();
            PushedValues pushed = entry.getValue();
            Result last = before.find(task, spot.path(placement.family())).orElse(null);
            if (last == null
                    || last.outcome() != pushed.outcome()
                    || !last.values().equals(pushed.values())) {
                try {
                    results.add(result(placement, spot, pushed, now, last));
                } catch (RefusedException e) {
                    refused.add(e);
                }
            }
        }
        return results;
    }

    private static Result result(
            Placement placement, Spot spot, PushedValues pushed, Instant now, @Nullable Result last)
            throws RefusedException {
        PushedRound round = PushedRound.of(placement, spot, now, last);
        // Where the clock was set back, it must not seem older than the one before.
        Instant startedAt = last == null || now.isAfter(last.startedAt()) ? now : last.startedAt();
        Outcome outcome = pushed.outcome();
        return new Result(
                placement.task(),
                placement.revision(),
                round.number(),
                null,
                placement.kind(),
                spot.path(placement.family()),
                round.at(),
                startedAt,
                Duration.ZERO,
                outcome,
                outcome.hasValue() ? null : "no test packet came back to " + spot.initiator(),
                false,
                false,
                null,
                pushed.values());
    }

    @Override
    public Health check() {
        String words = refusals.text();
        return Health.up(pushes + " pushes of old nodes taken, " + taken + " results"
                + (words.isEmpty() ? "" : "; refused: " + words));
    }

    /** Holds nothing that is not in the stores; what comes after this is refused by the closed {@link Ingest}. */
    @Override
    public void close() {
        nodes.clear();
    }
}
