// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static io.netmonitor.probe.socket.Arrival.UNKNOWN;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a session saw, packet by packet. Filled by {@link SessionSender}, then only read. Times are nanoseconds
 * since 1970. Packets are numbered from 0; those from {@code plan.count()} on are flush packets, which only fetch what the
 * reflector still has to say and are never counted.
 */
public final class SessionRecord {
    /** Flush packets are sent ever more rarely, so a session never needs more. */
    static final int MAX_FLUSHES = 16;

    private final SessionPlan plan;
    private final List<Reply> replies = new ArrayList<>();
    private final long[] t1UserNs;
    private final long[] t1KernelNs;
    private final long[] t1Ntp;
    private final long[] timerErrorNs;
    private final long[] t3KernelNs;
    private int sent;
    private int strays;
    private long startedNs;
    private long durationNs;
    private @Nullable String networkError;
    private boolean refused;
    private boolean tellsFollowUps;

    SessionRecord(SessionPlan plan) {
        this.plan = plan;
        int packets = plan.count() + MAX_FLUSHES;
        this.t1UserNs = unknown(packets);
        this.t1KernelNs = unknown(packets);
        this.t1Ntp = new long[packets];
        this.timerErrorNs = new long[plan.count()];
        this.t3KernelNs = unknown(maxReplies());
    }

    /** More replies than this are not from an honest reflector, nor numbered above it. */
    private int maxReplies() {
        return 4 * (plan.count() + MAX_FLUSHES);
    }

    void sent(int sequence, long dueNs, long actualNs, long userNs, long ntp) {
        t1UserNs[sequence] = userNs;
        t1Ntp[sequence] = ntp;
        sent = sequence + 1;
        if (sequence < timerErrorNs.length) {
            timerErrorNs[sequence] = actualNs - dueNs;
        }
        if (sequence == 0) {
            startedNs = userNs;
        }
    }

    void transmitStamp(int sequence, long kernelNs) {
        t1KernelNs[sequence] = kernelNs;
    }

    /** Takes a reply to a packet of this session; anything else is a stray. */
    boolean take(Reply reply, long echoedNtp) {
        int sequence = reply.sequence();
        if (sequence < 0 || sequence >= sent || t1Ntp[sequence] != echoedNtp || replies.size() >= maxReplies()) {
            stray();
            return false;
        }
        replies.add(reply);
        Reply.FollowUp followUp = reply.followUp();
        if (followUp != null) {
            tellsFollowUps = true;
            if (followUp.kernel() && followUp.reflectorSequence() < t3KernelNs.length) {
                t3KernelNs[(int) followUp.reflectorSequence()] = followUp.t3Ns();
            }
        }
        return true;
    }

    /**
     * Whether the reflector may still tell t3 of a counted packet's reply: it tells them in order, so not once it told that of
     * a later one, and one that tells none when asked for the second time never will.
     */
    boolean awaitsFollowUp() {
        long highestCounted = -1;
        long highestTold = -1;
        long highestSeen = -1;
        for (Reply reply : replies) {
            highestSeen = Math.max(highestSeen, reply.reflectorSequence());
            if (reply.sequence() < plan.count()) {
                highestCounted = Math.max(highestCounted, reply.reflectorSequence());
            }
            Reply.FollowUp followUp = reply.followUp();
            if (followUp != null) {
                highestTold = Math.max(highestTold, followUp.reflectorSequence());
            }
        }
        return tellsFollowUps ? highestTold < highestCounted : highestSeen < 1;
    }

    void stray() {
        strays++;
    }

    void networkError(String words, boolean isRefusal) {
        networkError = words;
        refused = isRefusal;
    }

    void ended(long lastedNs) {
        durationNs = lastedNs;
    }

    public SessionPlan plan() {
        return plan;
    }

    /** All packets sent, flush packets included. */
    public int sentWithFlushes() {
        return sent;
    }

    /** Packets sent that count. */
    public int sent() {
        return Math.min(sent, plan.count());
    }

    /** All replies in the order in which they arrived, copies and late ones included. */
    public List<Reply> replies() {
        return Collections.unmodifiableList(replies);
    }

    /** Packets that came from the reflector's address but answer nothing that was sent. */
    public int strays() {
        return strays;
    }

    /** When a packet was handed to the kernel. */
    public long t1UserNs(int sequence) {
        return t1UserNs[sequence];
    }

    /** When the kernel handed a packet to the device, or {@link io.netmonitor.probe.socket.Arrival#UNKNOWN}. */
    public long t1KernelNs(int sequence) {
        return t1KernelNs[sequence];
    }

    /** The best t1 there is of a packet. */
    public long t1Ns(int sequence) {
        return t1KernelNs[sequence] == UNKNOWN ? t1UserNs[sequence] : t1KernelNs[sequence];
    }

    /** When the reflector's kernel handed its reply to the device, or UNKNOWN; by the reflector's own number. */
    public long t3KernelNs(long reflectorSequence) {
        return reflectorSequence < t3KernelNs.length ? t3KernelNs[(int) reflectorSequence] : UNKNOWN;
    }

    /** Whether a reply came later than the loss timeout, so that its packet counts as lost. */
    public boolean isLate(Reply reply) {
        return reply.t4Ns() - t1Ns(reply.sequence()) > plan.lossTimeoutNs();
    }

    /** How far the counted packets' send instants were from the schedule. */
    public long[] timerErrorsNs() {
        return Arrays.copyOf(timerErrorNs, sent());
    }

    /** When the first packet was sent, by this machine's clock. */
    public long startedNs() {
        return startedNs;
    }

    /** From the first packet to the end. */
    public long durationNs() {
        return durationNs;
    }

    /** What the network last said against the packets, if it did. */
    public @Nullable String networkError() {
        return networkError;
    }

    /** Whether what the network said came from the destination itself: its port is closed. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether the reflector told transmit stamps of earlier replies; if so it keeps state. */
    public boolean tellsFollowUps() {
        return tellsFollowUps;
    }

    private static long[] unknown(int length) {
        long[] values = new long[length];
        Arrays.fill(values, UNKNOWN);
        return values;
    }
}
