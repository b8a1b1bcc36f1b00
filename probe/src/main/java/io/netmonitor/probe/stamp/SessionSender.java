// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static io.netmonitor.probe.socket.Arrival.UNKNOWN;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.NetworkErrorException;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.locks.LockSupport;

/**
 * A STAMP session-sender (RFC 8762, section 4.2): sends at absolute instants, listens meanwhile, and ends as soon as all is in.
 * One session an instance, on the calling thread, which should be a platform thread: it waits in native calls and spins for
 * the last microseconds before each packet.
 */
public final class SessionSender {
    /** From here on it spins: a poll wakes up to this late on a busy host. */
    private static final long SPIN_NS = 60_000;
    /** How long an interruption may go unnoticed. */
    private static final long MAX_WAIT_NS = 100_000_000;
    /** The first flush packet follows the last counted one this closely, so that it costs no round trip more. */
    private static final long FLUSH_NS = 10_000_000;
    /** Before this the thread just parks. */
    private static final long EARLY_NS = 2_000_000;

    private final SessionPlan plan;
    private final SessionRecord record;
    private final TestSocket socket;
    private final int[] stampSequence;
    private final BitSet answered = new BitSet();
    private long startNs;
    private long flushDueNs = Long.MAX_VALUE;
    private long flushGapNs;
    private long deadlineNs = Long.MAX_VALUE;
    private int next;

    private SessionSender(SessionPlan plan, TestSocket socket) {
        this.plan = plan;
        this.socket = socket;
        this.record = new SessionRecord(plan);
        this.stampSequence = new int[plan.count() + SessionRecord.MAX_FLUSHES];
    }

    /**
     * Runs a session from its first packet to its last reply, or until replies would be late.
     *
     * @throws NetworkErrorException when there is no route to the destination at all
     * @throws IOException when this host could not send, saying why
     * @throws InterruptedException when the thread was interrupted, noticed within 0.1 s
     */
    public static SessionRecord run(SessionPlan plan) throws IOException, InterruptedException {
        try (TestSocket socket = TestSocket.connect(plan.destination(), plan.dscp())) {
            return new SessionSender(plan, socket).run();
        }
    }

    private SessionRecord run() throws IOException, InterruptedException {
        Request.prepare(
                socket.outgoing(),
                plan.lengthBytes(),
                plan.sessionId(),
                ErrorEstimate.of(ClockQuality.read()).encode());
        // Used once before time counts: the first call of each takes milliseconds.
        readNotices();
        readReplies();
        long aheadNs = EpochNanos.of(plan.startAt()) - socket.clock().nowNs();
        startNs = System.nanoTime() + Math.max(0, aheadNs);
        parkUntil(startNs - EARLY_NS);
        while (!isOver(System.nanoTime())) {
            long dueNs = Math.min(nextDueNs(), flushDueNs);
            long nowNs = System.nanoTime();
            if (dueNs - nowNs <= SPIN_NS) {
                send(dueNs);
            } else {
                long waitNs = Math.min(Math.min(dueNs - SPIN_NS, deadlineNs) - nowNs, MAX_WAIT_NS);
                // Linux lets a poll be late by a thousandth of its time, whatever the thread's timer slack.
                socket.await(waitNs - waitNs / 1_000);
            }
            readNotices();
            readReplies();
            if (Thread.interrupted()) {
                throw new InterruptedException(
                        "measurement of " + TestSocket.text(plan.destination()) + " was interrupted");
            }
        }
        record.ended(System.nanoTime() - startNs);
        return record;
    }

    private static void parkUntil(long untilNs) throws InterruptedException {
        for (long left = untilNs - System.nanoTime(); left > 0; left = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before the first packet");
            }
        }
    }

    /** Send instants are absolute: a late packet does not delay those after it, and none is skipped. */
    private long nextDueNs() {
        return next < plan.count() ? startNs + next * plan.intervalNs() : Long.MAX_VALUE;
    }

    private void send(long dueNs) throws IOException {
        while (System.nanoTime() < dueNs) {
            Thread.onSpinWait();
        }
        int sequence = next++;
        long userNs = socket.clock().nowNs();
        long ntp = StampTime.toNtp(userNs);
        Request.stamp(socket.outgoing(), sequence, ntp);
        long actualNs = System.nanoTime();
        record.sent(sequence, dueNs, actualNs, userNs, ntp);
        try {
            int stampId = socket.send(plan.lengthBytes());
            if (stampId >= 0) {
                stampSequence[stampId % stampSequence.length] = sequence;
            }
        } catch (NetworkErrorException e) {
            record.networkError(e.getMessage() + " (this host)", e.isRefused());
        }
        if (sequence == plan.count() - 1) {
            deadlineNs = actualNs + plan.lossTimeoutNs();
            flushGapNs = Math.min(plan.intervalNs(), FLUSH_NS);
            flushDueNs = actualNs + flushGapNs;
        } else if (sequence >= plan.count()) {
            flushGapNs = Math.max(flushGapNs * 2, FLUSH_NS);
            boolean more = next < stampSequence.length;
            flushDueNs = more ? actualNs + flushGapNs : Long.MAX_VALUE;
        }
    }

    private void readNotices() throws IOException {
        for (Notice notice = socket.nextNotice(); notice != null; notice = socket.nextNotice()) {
            if (!notice.isStamp()) {
                record.networkError(notice.words(), notice.isRefusal());
            } else if (notice.kernelNs() != UNKNOWN && notice.stampId() >= 0 && notice.stampId() < next) {
                record.transmitStamp(stampSequence[notice.stampId()], notice.kernelNs());
            }
        }
    }

    private void readReplies() throws IOException {
        for (Arrival arrival = socket.receive(); arrival != null; arrival = socket.receive()) {
            if (arrival.truncated() || arrival.lengthBytes() < PacketLayout.BASE_BYTES || !isOurs(arrival)) {
                record.stray();
                continue;
            }
            boolean kernel = arrival.kernelNs() != UNKNOWN;
            long t4Ns = kernel ? arrival.kernelNs() : socket.clock().nowNs();
            Reply reply = Reply.read(arrival.payload(), arrival.lengthBytes(), t4Ns, kernel, arrival.hopLimit());
            if (record.take(reply, arrival.payload().getLong(PacketLayout.SENDER_TIMESTAMP))) {
                answered.set(reply.sequence());
            }
        }
    }

    /** A reflector older than RFC 8972 leaves the session id 0. */
    private boolean isOurs(Arrival arrival) {
        int sessionId = arrival.payload().getShort(PacketLayout.SESSION_ID) & 0xFFFF;
        return sessionId == plan.sessionId() || sessionId == 0;
    }

    private boolean isOver(long nowNs) {
        if (next < plan.count()) {
            return false;
        }
        if (nowNs >= deadlineNs) {
            return true;
        }
        boolean allIn = answered.nextClearBit(0) >= plan.count();
        if (allIn) {
            return !record.awaitsFollowUp();
        }
        // Who refuses the last packet too will not answer the others any more.
        return record.networkError() != null && record.replies().isEmpty();
    }
}
