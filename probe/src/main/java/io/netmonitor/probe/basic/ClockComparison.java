// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.probe.clock.ClockQuality;
import java.util.OptionalDouble;

/**
 * How the two hosts' clocks stand to each other, and so how far one-way delays can be trusted.
 *
 * <p>Offset is half the difference of what the delays there and back would be without queues in the middle of the session, right
 * when the empty path is equally long both ways. Skew is how fast the offset changes. Both take the offset for a straight line
 * over the session; where no line fits, as when a clock was stepped, skew is absent and the offset that of the least delays.
 *
 * @param synchronised whether the clocks agree as their keepers say: one and the same clock, or both kept on UTC and nothing
 *     seen that contradicts it
 * @param maxErrorNs sum of what both clocks admit; 0 for a shared clock
 * @param offsetNs the reflector's clock minus ours half-way between the first packet's sending and the last one's return; 0 for a shared clock
 * @param skewPpm how much faster the reflector's clock runs; absent when the session does not tell within 20 ppm or a tenth
 * @param delayErrorNs bound of the error of every one-way delay of the session as reported, the offset not taken off: what
 *     both clocks admit where they are trusted, or what the packets prove, whichever is less. What the packets prove
 *     also bounds the error of delays that the offset was taken off. Holds for clocks that run within 500 ppm of true.
 */
record ClockComparison(
        boolean synchronised, long maxErrorNs, long offsetNs, OptionalDouble skewPpm, long delayErrorNs) {
    /** With one clock, one-way delays err by no more than the stamps' own resolution. */
    private static final long RESOLUTION_NS = 1;
    /** So short a session says more of its queues than of its clocks. */
    private static final long MIN_SKEW_SPAN_NS = 100_000_000;
    /** Fewer packets hardly say how noisy they are. */
    private static final int MIN_SKEW_PACKETS = 8;

    private static final double SKEW_ERROR = 20e-6;

    static final ClockComparison SHARED = new ClockComparison(true, 0, 0, OptionalDouble.of(0), RESOLUTION_NS);

    /**
     * Compares two clocks by at least one delay.
     *
     * @param theirs what the reflector says of its clock
     */
    static ClockComparison of(Delays delays, ClockQuality ours, ClockQuality theirs) {
        long admittedNs = sum(ours.maxErrorNs(), theirs.maxErrorNs());
        boolean trusted = ours.synchronised() && theirs.synchronised();
        long[] t1Ns = delays.t1Ns();
        long spanNs = t1Ns[t1Ns.length - 1] - t1Ns[0];
        long zeroNs = t1Ns[0] + spanNs / 2;
        Envelope forward = Envelope.under(t1Ns, delays.forwardNs(), zeroNs, 0);
        Envelope backward = Envelope.under(t4Ns(delays), delays.backwardNs(), zeroNs, minimum(delays.roundTripNs()));
        OffsetLines admitted = new OffsetLines(forward, backward, (double) admittedNs);
        OffsetLines proven = new OffsetLines(forward, backward, Double.POSITIVE_INFINITY);
        if (!proven.exist()) {
            return bounded(delays, admittedNs);
        }
        boolean synchronised = trusted && admitted.exist();
        double offsetNs = (forward.heightNs() - backward.heightNs()) / 2;
        double errorNs = synchronised
                ? Math.min((double) admittedNs, admitted.farthestFromNs(0))
                : Math.max(proven.farthestFromNs(0), proven.farthestFromNs(offsetNs));
        boolean telling = spanNs >= MIN_SKEW_SPAN_NS && t1Ns.length >= MIN_SKEW_PACKETS;
        return new ClockComparison(
                synchronised,
                admittedNs,
                Math.round(offsetNs),
                telling ? skewPpm(forward, backward) : OptionalDouble.empty(),
                boundNs(errorNs));
    }

    /**
     * Compares ours with a clock of which nothing is known but delays, in any order.
     *
     * @param stampNs what the other's stamps are rounded to
     */
    static ClockComparison ofStranger(long[] forwardNs, long[] backwardNs, long stampNs) {
        Delays delays =
                new Delays("", forwardNs.length, 0, new long[forwardNs.length], forwardNs, forwardNs, backwardNs);
        ClockComparison each = bounded(delays, Long.MAX_VALUE);
        return new ClockComparison(
                false, each.maxErrorNs, each.offsetNs, each.skewPpm, sum(each.delayErrorNs, stampNs));
    }

    /** By each packet on its own, whatever the clocks did between them. */
    private static ClockComparison bounded(Delays delays, long admittedNs) {
        double offsetNs = (minimum(delays.forwardNs()) - (double) minimum(delays.backwardNs())) / 2;
        double errorNs = 0;
        for (int i = 0; i < delays.t1Ns().length; i++) {
            double high = delays.forwardNs()[i];
            double low = -delays.backwardNs()[i];
            errorNs = Math.max(errorNs, Math.max(high, high - offsetNs));
            errorNs = Math.max(errorNs, Math.max(-low, offsetNs - low));
        }
        return new ClockComparison(false, admittedNs, Math.round(offsetNs), OptionalDouble.empty(), boundNs(errorNs));
    }

    /**
     * Both directions' slopes, each counting by how exact it is. They must agree within what they claim: a path that grows longer
     * in one direction looks like a skew there alone.
     */
    private static OptionalDouble skewPpm(Envelope forward, Envelope backward) {
        double there = Math.pow(forward.slopeError(), -2);
        double back = Math.pow(backward.slopeError(), -2);
        double skew = (forward.slope() * there - backward.slope() * back) / (there + back);
        double apart = Math.abs(forward.slope() + backward.slope());
        boolean agree = apart <= forward.slopeError() + backward.slopeError();
        double error = agree ? Math.pow(there + back, -0.5) : apart;
        return error < Math.max(SKEW_ERROR, Math.abs(skew) / 10)
                ? OptionalDouble.of(skew * 1e6)
                : OptionalDouble.empty();
    }

    /**
     * When each packet came back, but for the time that the reflector kept it. Nothing arrives earlier than the offset that it
     * shows was in force only if each direction is filed under our own stamp.
     */
    private static long[] t4Ns(Delays delays) {
        long[] t4Ns = delays.t1Ns().clone();
        for (int i = 0; i < t4Ns.length; i++) {
            t4Ns[i] += delays.roundTripNs()[i];
        }
        return t4Ns;
    }

    /** The most that can be said is the most that a clock admits. */
    private static long sum(long oneNs, long otherNs) {
        long sumNs = oneNs + otherNs;
        return sumNs < 0 ? Long.MAX_VALUE : sumNs;
    }

    /** What a reflector that lies makes of it is a bound still. */
    private static long boundNs(double errorNs) {
        return Math.max(RESOLUTION_NS, (long) Math.ceil(errorNs));
    }

    private static long minimum(long[] values) {
        long least = values[0];
        for (long value : values) {
            least = Math.min(least, value);
        }
        return least;
    }
}
