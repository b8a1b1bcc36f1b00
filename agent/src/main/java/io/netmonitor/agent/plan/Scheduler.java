// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Starts each round at its instant. One thread owns the {@link Agenda}; it looks at the clocks at least twice a second, so
 * that a clock that is stepped and a host that was suspended are noticed.
 */
public final class Scheduler implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long LONGEST_WAIT_NS = 500_000_000;
    private static final long UNSETTLED_WAIT_NS = 20_000_000;

    private final ControllerTime time;
    private final PlanBook book;
    private final RoundMark mark;
    private final EntryMark entries;
    private final Crew crew;
    private final Agenda agenda;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable String trouble;

    private Scheduler(
            ControllerTime time,
            @Nullable SSLContext peers,
            PlanBook book,
            RoundMark mark,
            EntryMark entries,
            Extensions extensions,
            Consumer<Result> results) {
        this.time = time;
        this.book = book;
        this.mark = mark;
        this.entries = entries;
        this.crew = new Crew(new Measurer(time, NameLookup.ofThisHost(), peers), results, this::wake);
        this.agenda = new Agenda(book, mark, entries, extensions, crew);
        this.thread = Thread.ofPlatform().name("netmonitor-scheduler").daemon().unstarted(this::run);
    }

    /**
     * Starts to carry out the book's plan.
     *
     * @param peers what control connections to other nodes are secured by; absent when they are not
     * @param marks folder where it is remembered which rounds ran
     * @param results takes each result, on many threads
     * @throws IOException when its files cannot be had
     */
    public static Scheduler start(
            ControllerTime time,
            @Nullable SSLContext peers,
            PlanBook book,
            Path marks,
            Extensions extensions,
            Consumer<Result> results)
            throws IOException {
        RoundMark rounds = RoundMark.open(marks.resolve("rounds.reached"));
        EntryMark entries = EntryMark.open(marks.resolve("entries.reached"));
        Scheduler scheduler = new Scheduler(time, peers, book, rounds, entries, extensions, results);
        scheduler.thread.start();
        return scheduler;
    }

    /** Something changed: a plan came, or a measurement ended. */
    public void wake() {
        wakeUps.release();
    }

    private void run() {
        while (!closed) {
            long waitNs = UNSETTLED_WAIT_NS;
            try {
                if (time.isSettled()) {
                    waitNs = Math.min(agenda.attend(time.now()), LONGEST_WAIT_NS);
                }
                trouble = null;
            } catch (RuntimeException e) {
                if (trouble == null) {
                    LOG.log(System.Logger.Level.ERROR, "the scheduler is at fault", e);
                }
                trouble = "the scheduler is at fault: " + e;
                waitNs = LONGEST_WAIT_NS;
            }
            await(waitNs);
        }
    }

    private void await(long ns) {
        try {
            if (wakeUps.tryAcquire(ns, TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public Health check() {
        String fault = trouble;
        if (fault != null) {
            return Health.down(fault);
        }
        return Health.up(
                book.plans().running().entries().size() + " paths in the plan, " + crew.busy() + " measured now");
    }

    /** Ends measurements under way; their results say so, and those of rounds that were due and did not begin. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
            if (!thread.isAlive() && time.isSettled()) {
                agenda.end(time.now());
            }
            crew.close();
            mark.close();
            entries.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the marks of rounds did not close: {0}", e.toString());
        }
    }
}
