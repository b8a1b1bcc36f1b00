// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.statistics.ArrivalOrder;
import io.netmonitor.probe.stamp.Replies;
import io.netmonitor.probe.stamp.SessionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
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
 * are lost on the way back. A reflector counts each source port apart; over several, packets arrived in the order of t2.
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

    /** A packet that reached the reflector: its number here, and the reflector's number by source port. */
    private record Arrived(int port, int reflectorSequence, int sequence, long t2Ns) {}

    static Passage of(SessionRecord record) {
        int counted = record.sent();
        int ports = record.plan().ports();
        List<Arrived> arrived = new ArrayList<>();
        int[][] numberOf = new int[ports][];
        for (int port = 0; port < ports; port++) {
            int[] senderOf = senders(record, port);
            attribute(senderOf, unanswered(record, port));
            numberOf[port] = new int[senderOf.length];
            Arrays.fill(numberOf[port], UNKNOWN);
            addArrived(arrived, record, port, senderOf);
        }
        if (ports > 1) {
            arrived.sort(Comparator.comparingLong(Arrived::t2Ns));
        }
        ArrivalOrder forward = new ArrivalOrder(counted);
        int replies = 0;
        for (Arrived packet : arrived) {
            if (packet.sequence() < counted) {
                numberOf[packet.port()][packet.reflectorSequence()] = replies++;
            }
            forward.arrived(packet.sequence());
        }
        ArrivalOrder backward = new ArrivalOrder(replies);
        for (int i = 0; i < record.replies().size(); i++) {
            int[] numbers = numberOf[portOf(record, i)];
            long reflectorSequence = record.replies().reflectorSequence(i);
            if (reflectorSequence < numbers.length && !record.isLate(i)) {
                backward.arrived(numbers[(int) reflectorSequence]);
            }
        }
        return new Passage(counted, forward, backward, isKnown(record, forward, backward));
    }

    private static void addArrived(List<Arrived> arrived, SessionRecord record, int port, int[] senderOf) {
        long[] t2Ns = new long[senderOf.length];
        for (int i = 0; i < record.replies().size(); i++) {
            long r = record.replies().reflectorSequence(i);
            if (portOf(record, i) == port && r < t2Ns.length) {
                t2Ns[(int) r] = record.replies().t2Ns(i);
            }
        }
        long before = Long.MIN_VALUE;
        for (int r = 0; r < senderOf.length; r++) {
            // Of those whose reply was lost it is known only that they came after the one before.
            before = t2Ns[r] == 0 ? before : t2Ns[r];
            if (senderOf[r] != UNKNOWN) {
                arrived.add(new Arrived(port, r, senderOf[r], before));
            }
        }
    }

    private static int portOf(SessionRecord record, int reply) {
        return record.plan().portOf(record.replies().sequence(reply));
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
        Replies replies = record.replies();
        boolean counts = record.tellsFollowUps();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.reflectorSequence(i) >= limit(record)) {
                return false;
            }
            counts |= replies.reflectorSequence(i) != replies.sequence(i);
        }
        boolean complete = forward.loss() == 0 && backward.loss() == 0;
        return replies.size() > 0 && (complete || counts);
    }

    /** Numbers from here on are not from a session that began at 0 with what was sent. */
    private static int limit(SessionRecord record) {
        return 4 * record.sentWithFlushes() + 64;
    }

    /** The sender's number for each of the reflector's, where a reply told it. */
    private static int[] senders(SessionRecord record, int port) {
        Replies replies = record.replies();
        long highest = -1;
        for (int i = 0; i < replies.size(); i++) {
            if (portOf(record, i) == port && replies.reflectorSequence(i) < limit(record)) {
                highest = Math.max(highest, replies.reflectorSequence(i));
            }
        }
        int[] senderOf = new int[(int) highest + 1];
        Arrays.fill(senderOf, UNKNOWN);
        for (int i = 0; i < replies.size(); i++) {
            if (portOf(record, i) == port && replies.reflectorSequence(i) < senderOf.length) {
                senderOf[(int) replies.reflectorSequence(i)] = replies.sequence(i);
            }
        }
        return senderOf;
    }

    private static BitSet unanswered(SessionRecord record, int port) {
        BitSet unanswered = new BitSet();
        for (int sequence = 0; sequence < record.sentWithFlushes(); sequence++) {
            unanswered.set(sequence, record.plan().portOf(sequence) == port);
        }
        for (int i = 0; i < record.replies().size(); i++) {
            unanswered.clear(record.replies().sequence(i));
        }
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
