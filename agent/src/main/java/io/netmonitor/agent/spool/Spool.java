// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue of results on disk. Any thread may append; one thread takes batches and says what became of each.
 *
 * <pre>
 * append ──► open segment ──seal──► sealed segments ──next──► under way ──acknowledged──► gone
 *                                        │ full: oldest dropped, counted      └─refused──► set aside
 * </pre>
 */
public final class Spool implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final SpoolFolder files;
    private final SetAside refused;
    private final SegmentReader reader;
    private final Losses losses;
    private final SpoolOptions options;
    private final MonotonicClock clock;
    private final UUID id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> sealed = new ArrayDeque<>();
    private OpenSegment open;
    private @Nullable Segment underWay;
    private @Nullable Pending pending;
    private long sealedBytes;
    private long sealedAtNs;
    private boolean closed;

    private Spool(SpoolOptions options, MonotonicClock clock) throws IOException {
        this.options = options;
        this.clock = clock;
        this.refused = new SetAside(options.refused());
        SetAside damaged = new SetAside(options.damaged());
        this.files = new SpoolFolder(options.folder(), damaged);
        SpoolFolder.Left left = files.open();
        this.id = left.id();
        this.sealed.addAll(left.sealed());
        this.sealedBytes = sealed.stream().mapToLong(Segment::bytes).sum();
        this.losses = new Losses(files, left.tornLines());
        this.reader = new SegmentReader(damaged, SpoolFolder.prefix(id), losses);
        this.open = OpenSegment.create(left.nextNumber(), files.segment(left.nextNumber()));
        files.sync();
        this.sealedAtNs = clock.nanoTime() - options.sealEvery().toNanos();
    }

    /**
     * Opens the spool with what waits in it.
     *
     * @throws IOException when the folder cannot be used; damaged files in it are set aside and are no reason
     */
    public static Spool open(SpoolOptions options, MonotonicClock clock) throws IOException {
        return new Spool(options, clock);
    }

    /** Made with the spool: batch numbers are unique beside it. */
    public UUID id() {
        return id;
    }

    /** Keeps a result. It outlives the process when this returns; when the disk takes none it is dropped and counted. */
    public void append(Result result) {
        byte[] line = (Json.write(result) + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            if (closed) {
                losses.dropped(1, "the spool is closed");
                return;
            }
            makeRoom(line.length);
            open.append(line);
            if (sealedBytes + open.bytes() < options.maxBytes() / 10 * 9) {
                losses.over();
            }
            changed.signalAll();
        } catch (IOException e) {
            losses.dropped(1, e.toString());
        } finally {
            lock.unlock();
        }
        sealFull();
    }

    private void sealFull() {
        lock.lock();
        try {
            if (open.isFull() && !closed) {
                seal();
            }
        } catch (IOException e) {
            // The open segment just grows on; the delivering thread meets the same error and reports it.
            losses.trouble("a batch cannot be made: " + e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The oldest batch, as soon as there is one. It stays the same until it is acknowledged or refused.
     *
     * @throws IOException when the disk does not let results be made a batch; try again later
     */
    public Pending next() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<Pending> ready = poll();
                if (ready.isPresent()) {
                    return ready.get();
                }
                long waitNs = sealedAtNs + options.sealEvery().toNanos() - clock.nanoTime();
                if (open.results() > 0 && waitNs > 0) {
                    changed.awaitNanos(waitNs);
                } else if (open.results() == 0 || closed) {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest batch if there is one now. */
    Optional<Pending> poll() throws IOException {
        lock.lock();
        try {
            while (!closed) {
                if (underWay != null && pending != null) {
                    return Optional.of(pending);
                }
                if (sealed.isEmpty() && !sealDue()) {
                    return Optional.empty();
                }
                take(sealed.removeFirst());
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The controller has the batch: the spool forgets it. */
    public void acknowledged(long number) {
        end(number, null);
    }

    /** The controller will never take the batch: it is set aside, so that those behind it get through. */
    public void refused(long number) {
        end(number, refused);
    }

    /** What waits and what was lost, now. */
    public SpoolState state() {
        lock.lock();
        try {
            return losses.state(sealedBytes + open.bytes());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Health check() {
        SpoolState state = state();
        String detail = state.bytes() + " bytes wait, " + state.droppedResults() + " results dropped, "
                + state.damagedResults() + " damaged, " + state.refusedResults() + " refused";
        return state.trouble() == null ? Health.up(detail) : Health.down(detail + "; " + state.trouble());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                open.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the spool did not close: {0}", e.toString());
        } finally {
            lock.unlock();
        }
    }

    private boolean sealDue() throws IOException {
        boolean due = clock.nanoTime() - sealedAtNs >= options.sealEvery().toNanos();
        if (open.results() == 0 || !due) {
            return false;
        }
        seal();
        return true;
    }

    /** The next segment is there before this one ends, so that its number is never the highest and lost. */
    private void seal() throws IOException {
        long number = open.number() + 1;
        OpenSegment fresh = OpenSegment.create(number, files.segment(number));
        Segment full;
        try {
            files.sync();
            full = open.seal();
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        open = fresh;
        sealed.addLast(full);
        sealedBytes += full.bytes();
        sealedAtNs = clock.nanoTime();
    }

    /** Read once and then held, since it may have to be sent many times. */
    private void take(Segment segment) {
        List<Result> results = reader.read(segment);
        if (results.isEmpty()) {
            forget(segment, null);
        } else {
            underWay = segment;
            pending = new Pending(segment.number(), results);
        }
    }

    private void end(long number, @Nullable SetAside keep) {
        lock.lock();
        try {
            Segment segment = underWay;
            if (segment == null || segment.number() != number) {
                throw new IllegalStateException("batch " + number + " is not under way");
            }
            if (keep != null) {
                losses.refused(segment.results());
            }
            forget(segment, keep);
        } finally {
            lock.unlock();
        }
    }

    private void forget(Segment segment, @Nullable SetAside keep) {
        if (segment.equals(underWay)) {
            underWay = null;
            pending = null;
        }
        sealedBytes -= segment.bytes();
        if (keep != null) {
            keep.take(segment.path(), SpoolFolder.prefix(id));
        }
        try {
            Files.deleteIfExists(segment.path());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be deleted: {1}", segment.path(), e.toString());
        }
    }

    private void makeRoom(int bytes) throws IOException {
        while (sealedBytes + open.bytes() + bytes > options.maxBytes()) {
            if (sealed.isEmpty() && open.results() == 0) {
                return;
            }
            if (sealed.isEmpty()) {
                seal();
            }
            Segment segment = sealed.removeFirst();
            forget(segment, null);
            losses.dropped(segment.results(), "the spool is full (" + options.maxBytes() + " bytes)");
        }
    }
}
