// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.legacy.PeerProbe.BusyException;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A job at work on a thread of its own: at each instant of its grid it measures one peer after the other and hands on the group after
 * each. A round whose instant passes while the one before lasts is skipped and counted.
 */
final class JobRun {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Duration END = Duration.ofSeconds(2);
    /** How often the wall clock is looked at, which may be set while we wait. */
    private static final long LOOK_MS = 500;

    private static final int BUSY_TRIES = 5;
    private static final long BUSY_PAUSE_MS = 500;

    private final Job job;
    private final PeerProbe probe;
    private final Lock turn;
    private final Counts counts;
    private final BiConsumer<String, String> pushes;
    private final WallClock wall;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Group group = new Group();
    private final Map<String, String> failing = new HashMap<>();
    private boolean owed;
    private long next;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * A run of a job.
     *
     * @param turn held while a peer is measured
     * @param pushes takes the job's name and its group's text
     * @param first the round to begin with
     * @param owed whether a run before it may have left values at the gateway, so that the first push must not wait for a change
     */
    JobRun(
            Job job,
            PeerProbe probe,
            Lock turn,
            Counts counts,
            BiConsumer<String, String> pushes,
            WallClock wall,
            long first,
            boolean owed) {
        this.job = job;
        this.probe = probe;
        this.turn = turn;
        this.counts = counts;
        this.pushes = pushes;
        this.wall = wall;
        this.next = first;
        this.owed = owed;
    }

    Job job() {
        return job;
    }

    /**
     * Begins.
     *
     * @param atEnd is run when the job's end has come, not when it is closed
     */
    void start(Runnable atEnd) {
        thread = Thread.ofVirtual().name("legacy-job").start(() -> {
            try {
                while (awaitRound()) {
                    round();
                    skipThoseBefore(wall.now());
                }
                atEnd.run();
            } catch (InterruptedException e) {
                // Closed.
            }
        });
    }

    /** Waits for the next round, and tells whether there is one before the end. */
    private boolean awaitRound() throws InterruptedException {
        while (true) {
            Instant now = wall.now();
            if (job.isOver(now)) {
                skipThoseBefore(now);
                return false;
            }
            if (next > 0 && now.isBefore(job.instantOf(next - 1))) {
                next = job.firstRoundFrom(now); // the clock was set back
            }
            Instant due = job.instantOf(next);
            if (!now.isBefore(due)) {
                long round = job.roundAt(now);
                counts.skipped(round - next);
                next = round + 1;
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(waitMs(now, due));
        }
    }

    /** What should have begun meanwhile is not made up for: rounds keep to the grid, which ends with the job. */
    private void skipThoseBefore(Instant now) {
        long first = job.firstRoundFrom(job.isOver(now) ? job.endAt() : now);
        if (first > next) {
            counts.skipped(first - next);
            next = first;
        }
    }

    private static long waitMs(Instant now, Instant due) {
        Duration left = Duration.between(now, due);
        return left.compareTo(Duration.ofMillis(LOOK_MS)) > 0 ? LOOK_MS : left.toMillis() + 1;
    }

    private void round() throws InterruptedException {
        for (String peer : job.peers()) {
            if (job.isOver(wall.now())) {
                return;
            }
            measure(peer);
        }
    }

    private void measure(String peer) throws InterruptedException {
        @Nullable String failure = null;
        boolean changed = true;
        try {
            group.put(peer, samples(peer));
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "job " + job.name() + " is at fault", e);
            failure = e.toString();
        }
        if (closed || Thread.interrupted()) {
            throw new InterruptedException("closed");
        }
        if (failure != null) {
            changed = group.remove(peer);
        }
        counts.measured(failure == null);
        tell(peer, failure);
        push(changed);
    }

    private List<Sample> samples(String peer) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            turn.lockInterruptibly();
            try {
                return probe.measure(job, peer);
            } catch (BusyException e) {
                if (i == BUSY_TRIES) {
                    throw e;
                }
            } finally {
                turn.unlock();
            }
            TimeUnit.MILLISECONDS.sleep(BUSY_PAUSE_MS + random.nextLong(BUSY_PAUSE_MS));
        }
    }

    /** One line when a peer fails and one when it is back. */
    private void tell(String peer, @Nullable String failure) {
        if (failure == null) {
            if (failing.remove(peer) != null) {
                LOG.log(System.Logger.Level.INFO, "job {0}: {1} is measured again", job.name(), peer);
            }
        } else if (failing.put(peer, failure) == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "job {0}: {1} cannot be measured: {2}",
                    job.name(),
                    peer,
                    OutsideText.brief(failure));
        }
    }

    /** Nothing is pushed of a failure that changes nothing, since a push takes away what other nodes have in the group. */
    private synchronized void push(boolean changed) {
        if (!closed && (changed || owed)) {
            owed = false;
            pushes.accept(job.name(), group.text());
        }
    }

    /** Ends it, also a measurement under way. Afterwards it pushes nothing. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Waits until it has ended, but not for ever. */
    void join() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join(END);
        }
    }
}
