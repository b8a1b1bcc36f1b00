// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static io.netmonitor.probe.socket.Arrival.UNKNOWN;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a session saw, packet by packet. Filled by the sender's thread, then only read. Times are nanoseconds
 * since 1970. Packets are numbered from 0; those from {@code plan.count()} on are flush packets, which only fetch what the
 * reflector still has to say and are never counted.
 */
public final class SessionRecord {
    /** Flush packets of each port; they are sent ever more rarely, so a session never needs more. */
    static final int MAX_FLUSHES = 64;

    private final SessionPlan plan;
    private final int ports;
    private final Replies replies;
    private final BitSet answered = new BitSet();
    private final long[] t1UserNs;
    private final long[] t1KernelNs;
    private final long[] t1Ntp;
    private final long[] timerErrorNs;
    /** By the reflector's number and port, which it counts apart. */
    private long[] t3KernelNs;

    private final long[] highestSeen;
    private final long[] highestCounted;
    private final long[] highestTold;
    private int sent;
    private int strays;
    private int dropped;
    private long startedNs;
    private long durationNs;
    private @Nullable String networkError;
    private boolean refused;
    private boolean tellsFollowUps;

    SessionRecord(SessionPlan plan) {
        this.plan = plan;
        this.ports = plan.ports();
        int packets = maxPackets(plan);
        this.replies = new Replies(plan.count() + 2);
        this.t1UserNs = unknown(packets);
        this.t1KernelNs = unknown(packets);
        this.t1Ntp = new long[packets];
        this.timerErrorNs = new long[plan.count()];
        this.t3KernelNs = unknown(plan.count() + 2 * ports);
        this.highestSeen = nothing(ports);
        this.highestCounted = nothing(ports);
        this.highestTold = nothing(ports);
    }

    /** How many packets a session sends at most, flush packets included. */
    static int maxPackets(SessionPlan plan) {
        return plan.count() + MAX_FLUSHES * plan.ports();
    }

    /** More replies than this are not from an honest reflector, nor numbered above it. */
    private int maxReplies() {
        return 4 * maxPackets(plan);
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

    /** Whether a reply repeats what a packet of this session held. */
    boolean isAnswer(int sequence, long echoedNtp) {
        return sequence >= 0 && sequence < sent && t1Ntp[sequence] == echoedNtp;
    }

    /**
     * Takes a reply to a packet of this session; anything else is a stray.
     *
     * @return whether it is the first to its packet
     */
    boolean take(Reply reply, long t4Ns, boolean kernel, int hopLimit, int dscp) {
        if (!isAnswer(reply.sequence, reply.echoedNtp) || replies.size() >= maxReplies()) {
            stray();
            return false;
        }
        replies.add(reply, t4Ns, kernel, hopLimit, dscp);
        int port = plan.portOf(reply.sequence);
        highestSeen[port] = Math.max(highestSeen[port], reply.reflectorSequence);
        if (reply.sequence < plan.count()) {
            highestCounted[port] = Math.max(highestCounted[port], reply.reflectorSequence);
        }
        if (reply.followsUp) {
            followUp(reply, port);
        }
        boolean first = !answered.get(reply.sequence);
        answered.set(reply.sequence);
        return first;
    }

    private void followUp(Reply reply, int port) {
        tellsFollowUps = true;
        highestTold[port] = Math.max(highestTold[port], reply.followUpSequence);
        if (!reply.followUpKernel || reply.followUpSequence >= maxReplies()) {
            return;
        }
        int slot = slot(reply.followUpSequence, port);
        if (slot >= t3KernelNs.length) {
            int before = t3KernelNs.length;
            t3KernelNs = Arrays.copyOf(t3KernelNs, Math.max(slot + 1, before * 2));
            Arrays.fill(t3KernelNs, before, t3KernelNs.length, UNKNOWN);
        }
        t3KernelNs[slot] = reply.followUpNs;
    }

    private int slot(long reflectorSequence, int port) {
        return (int) reflectorSequence * ports + port;
    }

    /** Whether every packet that counts was answered. */
    boolean isAllAnswered() {
        return answered.nextClearBit(0) >= plan.count();
    }

    /**
     * Whether the reflector may still tell t3 of a counted packet's reply: it tells them in order, so not once it told that of
     * a later one, and one that tells none when asked for the second time never will.
     */
    boolean awaitsFollowUp() {
        for (int port = 0; port < ports; port++) {
            boolean awaits = tellsFollowUps
                    ? highestTold[port] < highestCounted[port]
                    : highestSeen[port] >= 0 && highestSeen[port] < 1;
            if (awaits) {
                return true;
            }
        }
        return false;
    }

    /** How many stamps at most one port's replies to counted packets lack, by what the reflector has told so far. */
    int missingFollowUps() {
        long most = 0;
        for (int port = 0; port < ports; port++) {
            most = Math.max(most, highestCounted[port] - highestTold[port]);
        }
        return (int) Math.min(most, Integer.MAX_VALUE);
    }

    void stray() {
        strays++;
    }

    void countDropped() {
        dropped++;
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

    /** Packets that this host did not send, flush packets included: its queue was full, or it knew no way; they count as lost. */
    public int dropped() {
        return dropped;
    }

    /** All replies in the order in which they arrived, copies and late ones included. */
    public Replies replies() {
        return replies;
    }

    /** Packets that came from the reflector's address but answer nothing that was sent, or are not genuine. */
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

    /** When the reflector's kernel handed a reply to the device, or UNKNOWN. */
    public long t3KernelNs(int reply) {
        long reflectorSequence = replies.reflectorSequence(reply);
        if (reflectorSequence >= maxReplies()) {
            return UNKNOWN;
        }
        int slot = slot(reflectorSequence, plan.portOf(replies.sequence(reply)));
        return slot < t3KernelNs.length ? t3KernelNs[slot] : UNKNOWN;
    }

    /** Whether a reply came later than the loss timeout, so that its packet counts as lost. */
    public boolean isLate(int reply) {
        return replies.t4Ns(reply) - t1Ns(replies.sequence(reply)) > plan.lossTimeoutNs();
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

    private static long[] nothing(int length) {
        long[] values = new long[length];
        Arrays.fill(values, -1);
        return values;
    }
}
