// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.statistics.ArrivalOrder;
import io.netmonitor.probe.stamp.Reply;
import io.netmonitor.probe.stamp.SessionRecord;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which packets got there and which replies got back, from the reflector's own numbering.
 *
 * <pre>
 * sender's number       0  1  2  3  4  5
 * reflector's number    0  1  ·  ·  3  4     reply 2 is missing: one of packets 2 and 3 arrived, the other did not
 * </pre>
 *
 * A number that is missing among the replies belongs to a packet without reply between its neighbours, the first there is;
 * else to one before them, which then was overtaken; else to a copy of a packet. Replies that came too late arrived there and
 * are lost on the way back.
 */
final class Passage {
    private static final int UNKNOWN = -1;

    private final int counted;
    private final ArrivalOrder forward;
    private final ArrivalOrder backward;
    private final boolean known;

    private Passage(int counted, ArrivalOrder forward, ArrivalOrder backward, boolean known) {
        this.counted = counted;
        this.forward = forward;
        this.backward = backward;
        this.known = known;
    }

    static Passage of(SessionRecord record) {
        int counted = record.sent();
        int[] senderOf = senders(record);
        attribute(senderOf, unanswered(record));
        ArrivalOrder forward = new ArrivalOrder(counted);
        int[] numberOf = new int[senderOf.length];
        int replies = 0;
        for (int r = 0; r < senderOf.length; r++) {
            boolean counts = senderOf[r] != UNKNOWN && senderOf[r] < counted;
            numberOf[r] = counts ? replies++ : UNKNOWN;
            if (senderOf[r] != UNKNOWN) {
                forward.arrived(senderOf[r]);
            }
        }
        ArrivalOrder backward = new ArrivalOrder(replies);
        for (Reply reply : record.replies()) {
            if (reply.reflectorSequence() < senderOf.length && !record.isLate(reply)) {
                backward.arrived(numberOf[(int) reply.reflectorSequence()]);
            }
        }
        return new Passage(counted, forward, backward, isKnown(record, forward, backward));
    }

    /** Whether loss can be told apart by direction. */
    boolean isKnown() {
        return known;
    }

    /** Packets that count and reached the reflector. */
    int arrived() {
        return forward.arrivedCount();
    }

    ArrivalOrder forward() {
        return forward;
    }

    /** Numbered by the replies to counted packets. */
    ArrivalOrder backward() {
        return backward;
    }

    /**
     * A reflector without state repeats the sender's numbers: when something is missing, nobody can say where it was lost. One
     * with state shows by a number that differs, or by telling of earlier replies.
     */
    private static boolean isKnown(SessionRecord record, ArrivalOrder forward, ArrivalOrder backward) {
        List<Reply> replies = record.replies();
        if (replies.isEmpty() || replies.stream().anyMatch(reply -> reply.reflectorSequence() >= limit(record))) {
            return false;
        }
        boolean complete = forward.loss() == 0 && backward.loss() == 0;
        return complete
                || record.tellsFollowUps()
                || replies.stream().anyMatch(reply -> reply.reflectorSequence() != reply.sequence());
    }

    /** Numbers from here on are not from a session that began at 0 with what was sent. */
    private static int limit(SessionRecord record) {
        return 4 * record.sentWithFlushes() + 64;
    }

    /** The sender's number for each of the reflector's, where a reply told it. */
    private static int[] senders(SessionRecord record) {
        long highest = -1;
        for (Reply reply : record.replies()) {
            if (reply.reflectorSequence() < limit(record)) {
                highest = Math.max(highest, reply.reflectorSequence());
            }
        }
        int[] senderOf = new int[(int) highest + 1];
        Arrays.fill(senderOf, UNKNOWN);
        for (Reply reply : record.replies()) {
            if (reply.reflectorSequence() < senderOf.length) {
                senderOf[(int) reply.reflectorSequence()] = reply.sequence();
            }
        }
        return senderOf;
    }

    private static BitSet unanswered(SessionRecord record) {
        BitSet unanswered = new BitSet();
        unanswered.set(0, record.sentWithFlushes());
        record.replies().forEach(reply -> unanswered.clear(reply.sequence()));
        return unanswered;
    }

    private static void attribute(int[] senderOf, BitSet unanswered) {
        int before = UNKNOWN;
        int after = 0;
        for (int r = 0; r < senderOf.length; r++) {
            if (senderOf[r] == UNKNOWN) {
                after = Math.max(after, r + 1);
                while (senderOf[after] == UNKNOWN) {
                    after++;
                }
                int candidate = unanswered.nextSetBit(before + 1);
                if (candidate < 0 || candidate >= senderOf[after]) {
                    candidate = before < 0 ? UNKNOWN : unanswered.previousSetBit(before);
                }
                if (candidate >= 0) {
                    unanswered.clear(candidate);
                    senderOf[r] = candidate;
                }
            }
            before = Math.max(before, senderOf[r]);
        }
    }

    /** Share of counted packets without a reply in time, 0 to 1. */
    double roundTripLoss(int returned) {
        return counted == 0 ? Double.NaN : (double) (counted - returned) / counted;
    }
}
