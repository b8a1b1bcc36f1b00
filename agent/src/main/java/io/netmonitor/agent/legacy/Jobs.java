// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;

/**
 * The jobs of this node, each at work, kept on disk until they are over. Measurements of delay may run side by side; one of bandwidth
 * has the node for itself. Thread-safe.
 */
final class Jobs implements Component {
    /** How many there are at most. */
    static final int MAX = 100;

    /** A file holds as many as there may be, each as long as a task file may be, quoted. */
    static final long MAX_FILE_BYTES = 2L * MAX * BoundedHttp.MAX_ANSWER_BYTES;

    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final WholeFile file;
    private final PeerProbe probe;
    private final BiConsumer<String, String> pushes;
    private final WallClock wall;
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final Counts counts = new Counts();
    private final Map<String, JobRun> running = new TreeMap<>();
    private boolean closed;

    /** What is in the file. */
    private record Kept(List<Job> jobs) {}

    private Jobs(WholeFile file, PeerProbe probe, BiConsumer<String, String> pushes, WallClock wall) {
        this.file = file;
        this.probe = probe;
        this.pushes = pushes;
        this.wall = wall;
    }

    /** Goes on with the jobs that were kept; a file that cannot be read is reported and counts as none. */
    static Jobs resume(WholeFile file, PeerProbe probe, BiConsumer<String, String> pushes, WallClock wall) {
        Jobs jobs = new Jobs(file, probe, pushes, wall);
        jobs.resume();
        return jobs;
    }

    private synchronized void resume() {
        try {
            List<Job> kept =
                    file.read().map(text -> Json.read(text, Kept.class).jobs()).orElse(List.of());
            for (Job job : kept) {
                if (!job.isOver(wall.now()) && running.size() < MAX) {
                    start(job, job.firstRoundFrom(wall.now()), true);
                }
            }
            if (!kept.isEmpty()) {
                LOG.log(System.Logger.Level.INFO, "resumed {0} of {1} jobs", running.size(), kept.size());
            }
        } catch (IOException | InvalidInputException e) {
            LOG.log(System.Logger.Level.WARNING, "the kept jobs {0} cannot be read: {1}", file, e.getMessage());
        }
    }

    /**
     * Begins a job in the place of the one before of its name, which is how a controller changes a task, or ends it: one that is over
     * only removes. The same task again changes nothing, since a controller that did not hear the answer dispatches it again.
     *
     * @throws Refusal when there are too many
     */
    synchronized void take(Job job) throws Refusal {
        JobRun before = running.get(job.name());
        if (closed) {
            throw new Refusal(Reason.FULL, "the node is being stopped");
        }
        if (before != null && before.job().isSameTask(job)) {
            return;
        }
        boolean over = job.isOver(wall.now());
        if (before == null && !over && running.size() >= MAX) {
            throw new Refusal(Reason.FULL, "there are " + MAX + " already: " + job.name());
        }
        if (before != null) {
            before.close();
            running.remove(job.name());
        }
        if (!over) {
            start(job, 0, before != null);
        }
        if (before != null || !over) {
            keep();
        }
        LOG.log(
                System.Logger.Level.INFO,
                over ? "job {0} is over" : "job {0}: {1} among {2} members, every {3} s from {4} to {5}",
                job.name(),
                job.kind().label(),
                job.members().size(),
                Long.toString(job.periodSeconds()),
                job.beginsAt(),
                job.endAt());
    }

    private void start(Job job, long firstRound, boolean owed) {
        JobRun run = new JobRun(
                job,
                probe,
                job.kind() == Job.Kind.BANDWIDTH ? turns.writeLock() : turns.readLock(),
                counts,
                pushes,
                wall,
                firstRound,
                owed);
        running.put(job.name(), run);
        run.start(() -> over(run));
    }

    private synchronized void over(JobRun run) {
        if (!closed && running.remove(run.job().name(), run)) {
            LOG.log(System.Logger.Level.INFO, "job {0} is over", run.job().name());
            keep();
        }
    }

    private void keep() {
        try {
            file.write(Json.write(
                    new Kept(running.values().stream().map(JobRun::job).toList())));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the jobs cannot be kept in {0}: {1}", file, e.toString());
        }
    }

    @Override
    public synchronized Health check() {
        return Health.up(running.size() + " jobs, " + counts);
    }

    /** Ends all of them, to be resumed from the file. */
    @Override
    public void close() {
        List<JobRun> ended;
        synchronized (this) {
            closed = true;
            ended = List.copyOf(running.values());
        }
        ended.forEach(JobRun::close);
        try {
            for (JobRun run : ended) {
                run.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
