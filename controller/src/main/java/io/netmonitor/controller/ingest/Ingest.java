// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Commits batches, several in one transaction, off the request path: a commit may wait for the disk, and requests should
 * share that wait. Safe for use by many threads; one thread of its own commits.
 *
 * <pre>
 * requests → queue (bounded) → committer → results store → series store → acknowledged → listener
 * </pre>
 *
 * Both stores know batch numbers, so a batch that comes again after a crash between the two changes only what is missing.
 */
public final class Ingest implements Component {
    private static final System.Logger LOG = System.getLogger(Ingest.class.getName());
    private static final int QUEUE = 1_000;
    private static final int TOGETHER = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMillis(100);

    private final ResultStore results;
    private final SeriesStore series;
    private final WallClock clock;
    private final UnaryOperator<Result> mark;
    private final Consumer<List<Result>> stored;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong committedResults = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final Thread committer;
    private volatile String lastFailure = "";
    private volatile boolean closed;

    /**
     * Starts the committer.
     *
     * @param mark adds what the controller knows of a result
     * @param stored is given results once they are stored; called by one thread, must not block for long
     */
    public Ingest(
            ResultStore results,
            SeriesStore series,
            WallClock clock,
            UnaryOperator<Result> mark,
            Consumer<List<Result>> stored) {
        this.results = results;
        this.series = series;
        this.clock = clock;
        this.mark = mark;
        this.stored = stored;
        this.committer = Thread.ofPlatform().name("ingest").daemon().start(this::commitAll);
    }

    /**
     * Returns once the batch outlives a killed process.
     *
     * @throws InvalidInputException when the store will never take it
     * @throws IOException when it could not be kept now; the same batch may be offered again
     */
    public void take(Batch batch) throws IOException, InterruptedException {
        Waiting waiting = new Waiting(batch, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            turnedAway.incrementAndGet();
            throw new IOException(
                    closed ? "the controller is stopping" : QUEUE + " batches are waiting already; try again later");
        }
        try {
            waiting.done().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidInputException refusal) {
                throw refusal;
            }
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("the store did not answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    @Override
    public Health check() {
        String figures = committedResults + " results taken, " + queue.size() + " batches waiting, " + turnedAway
                + " turned away";
        return lastFailure.isEmpty()
                ? Health.up(figures)
                : Health.down(figures + "; the store refuses: " + lastFailure);
    }

    @Override
    public void close() {
        closed = true;
        try {
            committer.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Waiting waiting;
        while ((waiting = queue.poll()) != null) {
            waiting.done().completeExceptionally(new IOException("the controller is stopping"));
        }
    }

    /** Ends by the flag and not by an interrupt, which could hit a store in the middle of a commit. */
    private void commitAll() {
        List<Waiting> group = new ArrayList<>(TOGETHER);
        while (!closed) {
            try {
                Waiting first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.clear();
                group.add(first);
                queue.drainTo(group, TOGETHER - 1);
            } catch (InterruptedException e) {
                return;
            }
            commit(List.copyOf(group));
        }
    }

    private void commit(List<Waiting> group) {
        List<Batch> batches = group.stream().map(this::stamped).toList();
        try {
            List<Result> arrived = results.append(batches).stream()
                    .flatMap(batch -> batch.results().stream())
                    .toList();
            committedResults.addAndGet(arrived.size());
            // Told now: if the series fail, the batches come again, but then they are new no more.
            stored.accept(arrived);
            series.append(batches);
            lastFailure = "";
            group.forEach(waiting -> waiting.done().complete(null));
        } catch (IOException | RuntimeException e) {
            if (group.size() > 1) {
                // One bad batch must not keep the others out.
                group.forEach(waiting -> commit(List.of(waiting)));
                return;
            }
            if (e instanceof InvalidInputException) {
                // The batch is at fault, not the store.
                group.forEach(waiting -> waiting.done().completeExceptionally(e));
                return;
            }
            lastFailure = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, "results of " + batches.getFirst().node() + " could not be stored: " + lastFailure, e);
            group.forEach(waiting -> waiting.done().completeExceptionally(e));
        }
    }

    private Batch stamped(Waiting waiting) {
        Batch batch = waiting.batch();
        return new Batch(
                batch.node(),
                batch.spool(),
                batch.number(),
                batch.results().stream()
                        .map(result -> mark.apply(result).receivedAt(clock.now()))
                        .toList());
    }

    private record Waiting(Batch batch, CompletableFuture<Void> done) {}
}
