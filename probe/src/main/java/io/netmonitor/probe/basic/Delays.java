// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static io.netmonitor.probe.socket.Arrival.UNKNOWN;

import io.netmonitor.probe.stamp.Replies;
import io.netmonitor.probe.stamp.SessionRecord;
import java.util.Arrays;

/** Delays of the packets that returned, in sending order, nanoseconds. Not changed once made; its arrays are not copied. */
final class Delays {
    private static final int NONE = -1;
    private static final int TOO_LATE = -2;
    /**
     * A reflector keeps a packet no longer than it is under way; what two clocks that run apart, and stamps of two sources,
     * may make of that is far below.
     */
    private static final long MAX_CONTRADICTION_NS = 1_000_000_000;

    private final String stamps;
    private final int returned;
    private final int lateReplies;
    private final long[] t1Ns;
    private final long[] roundTripNs;
    private final long[] forwardNs;
    private final long[] backwardNs;

    /** Delays by packets, all arrays of one length, that of t1 being when each was sent. */
    Delays(
            String stamps,
            int returned,
            int lateReplies,
            long[] t1Ns,
            long[] roundTripNs,
            long[] forwardNs,
            long[] backwardNs) {
        this.stamps = stamps;
        this.returned = returned;
        this.lateReplies = lateReplies;
        this.t1Ns = t1Ns;
        this.roundTripNs = roundTripNs;
        this.forwardNs = forwardNs;
        this.backwardNs = backwardNs;
    }

    /**
     * {@code kernel} when all four stamps of each delay are the kernels', {@code mixed} when only ours are known to be,
     * {@code user} otherwise.
     */
    String stamps() {
        return stamps;
    }

    /** Packets that returned in time. */
    int returned() {
        return returned;
    }

    /** Packets that returned too late. */
    int lateReplies() {
        return lateReplies;
    }

    /** When each packet was sent, nanoseconds since 1970. */
    long[] t1Ns() {
        return t1Ns;
    }

    /** (t4−t1)−(t3−t2). */
    long[] roundTripNs() {
        return roundTripNs;
    }

    /** t2−t1, by two clocks. */
    long[] forwardNs() {
        return forwardNs;
    }

    /** t4−t3, by two clocks. */
    long[] backwardNs() {
        return backwardNs;
    }

    /** Packets that returned but are left out because a stamp is missing, or because their stamps contradict each other. */
    int unstamped() {
        return returned - t1Ns.length;
    }

    static Delays of(SessionRecord record) {
        Replies replies = record.replies();
        int[] first = new int[record.sent()];
        Arrays.fill(first, NONE);
        for (int i = 0; i < replies.size(); i++) {
            int sequence = replies.sequence(i);
            if (sequence < first.length && first[sequence] < 0) {
                first[sequence] = record.isLate(i) ? TOO_LATE : i;
            }
        }
        Collector kernel = new Collector(first.length);
        Collector any = new Collector(first.length);
        boolean oursKernel = false;
        int returned = 0;
        int late = 0;
        for (int i : first) {
            if (i < 0) {
                late += i == TOO_LATE ? 1 : 0;
                continue;
            }
            returned++;
            long t1KernelNs = record.t1KernelNs(replies.sequence(i));
            long t3KernelNs = record.t3KernelNs(i);
            boolean ours = t1KernelNs != UNKNOWN && replies.isT4Kernel(i);
            oursKernel |= ours;
            any.add(record.t1Ns(replies.sequence(i)), replies.t2Ns(i), replies.t3UserNs(i), replies.t4Ns(i));
            if (ours && replies.isT2Kernel(i) && t3KernelNs != UNKNOWN) {
                kernel.add(t1KernelNs, replies.t2Ns(i), t3KernelNs, replies.t4Ns(i));
            }
        }
        // One packet with all four is enough: the reflector has them, so those without are left out rather than mixed
        // in.
        return kernel.count > 0
                ? kernel.delays("kernel", returned, late)
                : any.delays(oursKernel ? "mixed" : "user", returned, late);
    }

    private static final class Collector {
        private final long[] t1Ns;
        private final long[] roundTripNs;
        private final long[] forwardNs;
        private final long[] backwardNs;
        private int count;

        Collector(int max) {
            t1Ns = new long[max];
            roundTripNs = new long[max];
            forwardNs = new long[max];
            backwardNs = new long[max];
        }

        /** Adds a packet, unless the reflector's clock was set while it had it, or the reflector says what cannot be. */
        void add(long t1, long t2, long t3, long t4) {
            long keptNs = t3 - t2;
            if (keptNs < -MAX_CONTRADICTION_NS || keptNs - MAX_CONTRADICTION_NS > t4 - t1) {
                return;
            }
            t1Ns[count] = t1;
            roundTripNs[count] = t4 - t1 - keptNs;
            forwardNs[count] = t2 - t1;
            backwardNs[count] = t4 - t3;
            count++;
        }

        Delays delays(String stamps, int returned, int late) {
            return new Delays(
                    stamps,
                    returned,
                    late,
                    Arrays.copyOf(t1Ns, count),
                    Arrays.copyOf(roundTripNs, count),
                    Arrays.copyOf(forwardNs, count),
                    Arrays.copyOf(backwardNs, count));
        }
    }
}
