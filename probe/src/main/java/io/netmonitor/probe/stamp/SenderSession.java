// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.socket.OutgoingPacket;
import io.netmonitor.probe.socket.Peer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One session under way: what is due next, and when it is over. Made by who wants it run, then used by the sender's thread alone,
 * but for the end.
 */
final class SenderSession {
    /** The first flush packet follows the last counted one this closely, so that it costs no round trip more. */
    private static final long FLUSH_NS = 10_000_000;

    /** Each flush packet fetches one stamp; a reflector that was busy has many to tell. */
    private static final int MAX_FLUSH_BURST = 16;

    private final SessionPlan plan;
    private final SessionRecord record;
    private final @Nullable Seal seal;
    private final OutgoingPacket packet;
    private final Peer peer;
    private final CompletableFuture<SessionRecord> end = new CompletableFuture<>();
    private List<OpenPort> ports = List.of();
    private long startNs;
    private long dueNs;
    private long deadlineNs = Long.MAX_VALUE;
    private long flushGapNs;
    private long flushDueNs = Long.MAX_VALUE;
    private int flushesLeft;
    private int next;
    private int unanswered;
    private boolean queued;
    private boolean over;

    SenderSession(SessionPlan plan) {
        this.plan = plan;
        this.record = new SessionRecord(plan);
        this.seal = plan.key() == null ? null : new Seal(plan.key());
        this.packet = new OutgoingPacket(plan.destination(), plan.lengthBytes());
        this.peer = Peer.of(plan.destination());
        Request.prepare(
                packet.buffer(),
                plan.layout(),
                plan.lengthBytes(),
                plan.sessionId(),
                ErrorEstimate.of(ClockQuality.read()).encode(),
                plan.source().dscp(),
                seal);
    }

    SessionPlan plan() {
        return plan;
    }

    SessionRecord record() {
        return record;
    }

    @Nullable
    Seal seal() {
        return seal;
    }

    OutgoingPacket packet() {
        return packet;
    }

    Peer peer() {
        return peer;
    }

    /** Ends with the record, or why this host could not send. */
    CompletableFuture<SessionRecord> end() {
        return end;
    }

    /** Begins: packets leave from these ports, the first at this instant of the monotonic clock. */
    void begin(List<OpenPort> from, long atNs) {
        ports = from;
        startNs = atNs;
        dueNs = atNs;
    }

    List<OpenPort> ports() {
        return ports;
    }

    /** The port that the next packet leaves from. */
    OpenPort port() {
        return ports.get(plan.portOf(next));
    }

    /** When there is something to do next, by the monotonic clock. Changes only at {@link #sent}. */
    long dueNs() {
        return dueNs;
    }

    /** Whether what is due is a packet, not the end. */
    boolean hasPacketDue() {
        return dueNs < deadlineNs;
    }

    /** Packets without a reply so far. */
    int unanswered() {
        return unanswered;
    }

    /** Whether its packet waits to be sent and must not be written over. */
    boolean isQueued() {
        return queued;
    }

    void setQueued(boolean waits) {
        queued = waits;
    }

    /** Writes the next packet as sent at this time and returns its number; {@link #dueNs} is then that of what follows. */
    int sent(long nowNs, long wallNs) {
        if (next >= plan.count() && flushesLeft == 0) {
            int missing = Math.clamp(record.missingFollowUps(), 1, MAX_FLUSH_BURST);
            flushesLeft = Math.min(missing * plan.ports(), SessionRecord.maxPackets(plan) - next);
        }
        int sequence = next++;
        long ntp = StampTime.toNtp(wallNs);
        Request.stamp(packet.buffer(), plan.layout(), sequence, ntp, seal);
        record.sent(sequence, dueNs, nowNs, wallNs, ntp);
        if (sequence == plan.count() - 1) {
            deadlineNs = nowNs + plan.lossTimeoutNs();
            flushGapNs = Math.min(plan.intervalNs(), FLUSH_NS);
            planFlush(nowNs);
        } else if (sequence >= plan.count() && --flushesLeft == 0) {
            flushGapNs = Math.max(flushGapNs * 2, FLUSH_NS);
            planFlush(nowNs);
        }
        if (sequence < plan.count()) {
            unanswered++;
        }
        dueNs = Math.min(deadlineNs, next < plan.count() ? startNs + next * plan.intervalNs() : flushDueNs);
        return sequence;
    }

    /** Each port is asked once more for what t3 its replies had. */
    private void planFlush(long nowNs) {
        boolean more = next + plan.ports() <= SessionRecord.maxPackets(plan);
        flushDueNs = more ? nowNs + flushGapNs : Long.MAX_VALUE;
    }

    /** A reply came; returns whether it was the first to a packet that counts. */
    boolean take(Reply reply, long t4Ns, boolean kernel, int hopLimit, int dscp) {
        boolean first = record.take(reply, t4Ns, kernel, hopLimit, dscp) && reply.sequence < plan.count();
        if (first) {
            unanswered--;
        }
        return first;
    }

    /** Whether nothing more is to be had. */
    boolean isComplete(long nowNs) {
        if (next < plan.count()) {
            return false;
        }
        if (nowNs >= deadlineNs) {
            return true;
        }
        if (record.isAllAnswered()) {
            return !record.awaitsFollowUp();
        }
        // Who refuses the last packet too will not answer the others any more.
        return record.networkError() != null && record.replies().size() == 0;
    }

    boolean isOver() {
        return over;
    }

    /** Hands the record to who waits for it. */
    void finish(long nowNs) {
        over = true;
        record.ended(nowNs - startNs);
        end.complete(record);
    }

    /** Tells who waits for it why there is no record. */
    void fail(IOException reason) {
        over = true;
        end.completeExceptionally(reason);
    }

    /** Whether all counted packets are sent, so that the end may be near. */
    boolean isEnding() {
        return next >= plan.count();
    }
}
