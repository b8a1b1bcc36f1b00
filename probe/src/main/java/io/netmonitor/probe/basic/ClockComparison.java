// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.probe.clock.ClockQuality;
import java.util.OptionalDouble;

/**
 * How the two hosts' clocks stand to each other, and so how far one-way delays can be trusted.
 *
 * <p>Offset is half the difference of the smallest delays there and back, right when the empty path is equally long both ways;
 * the truth is never farther from it than half the smallest round trip. Skew is how fast that offset changes.
 *
 * @param synchronised whether the clocks agree as their keepers say: one and the same clock, or both kept on UTC and nothing
 *     seen that contradicts it
 * @param maxErrorNs sum of what both clocks admit; 0 for a shared clock
 * @param offsetNs the reflector's clock minus ours; 0 for a shared clock
 * @param skewPpm how much faster the reflector's clock runs; absent for a session too short to tell
 * @param delayErrorNs bound of the error of one-way delays as reported: the offset and half the smallest round trip, or what both
 *     clocks admit where they are trusted and that is less
 */
record ClockComparison(
        boolean synchronised, long maxErrorNs, long offsetNs, OptionalDouble skewPpm, long delayErrorNs) {
    /** With one clock, one-way delays err by no more than the stamps' own resolution. */
    private static final long RESOLUTION_NS = 1;
    /** Below this, a microsecond of noise would pass for 10 ppm and more. */
    private static final long MIN_SKEW_SPAN_NS = 100_000_000;

    static final ClockComparison SHARED = new ClockComparison(true, 0, 0, OptionalDouble.of(0), RESOLUTION_NS);

    /**
     * Compares two clocks by at least one delay.
     *
     * @param theirs what the reflector says of its clock
     */
    static ClockComparison of(Delays delays, ClockQuality ours, ClockQuality theirs) {
        int count = delays.t1Ns().length;
        long offsetNs = offset(delays, 0, count);
        long halfRoundTripNs = minimum(delays.roundTripNs(), 0, count) / 2;
        long admittedNs = ours.maxErrorNs() + theirs.maxErrorNs();
        // A one-way delay below 0 by more than both clocks admit proves that one of them is wrong about itself.
        boolean contradicted = Math.abs(offsetNs) > admittedNs + Math.max(0, halfRoundTripNs);
        boolean synchronised = ours.synchronised() && theirs.synchronised() && !contradicted;
        // No true one-way delay is below 0 or above the round trip, whatever the clocks say.
        long provenNs = Math.abs(offsetNs) + Math.max(0, halfRoundTripNs);
        long errorNs = synchronised ? Math.min(admittedNs, provenNs) : provenNs;
        return new ClockComparison(synchronised, admittedNs, offsetNs, skew(delays), errorNs);
    }

    private static OptionalDouble skew(Delays delays) {
        int count = delays.t1Ns().length;
        int half = count / 2;
        if (half < 2) {
            return OptionalDouble.empty();
        }
        long spanNs = middle(delays, half, count) - middle(delays, 0, half);
        if (spanNs < MIN_SKEW_SPAN_NS) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(1e6 * (offset(delays, half, count) - offset(delays, 0, half)) / spanNs);
    }

    /** When the packets that gave the minima of a stretch were sent, on average. */
    private static long middle(Delays delays, int from, int to) {
        long there = delays.t1Ns()[indexOfMinimum(delays.forwardNs(), from, to)];
        long back = delays.t1Ns()[indexOfMinimum(delays.backwardNs(), from, to)];
        return there + (back - there) / 2;
    }

    private static long offset(Delays delays, int from, int to) {
        return (minimum(delays.forwardNs(), from, to) - minimum(delays.backwardNs(), from, to)) / 2;
    }

    private static long minimum(long[] values, int from, int to) {
        return values[indexOfMinimum(values, from, to)];
    }

    private static int indexOfMinimum(long[] values, int from, int to) {
        int least = from;
        for (int i = from + 1; i < to; i++) {
            if (values[i] < values[least]) {
                least = i;
            }
        }
        return least;
    }
}
