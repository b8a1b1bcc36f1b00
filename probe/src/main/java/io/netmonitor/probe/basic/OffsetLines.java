// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

/**
 * All courses that the offset between two clocks can have taken in a session: straight lines in time under all forward delays
 * and above all backward delays with their sign changed, for no packet arrives before it was sent; and within what the
 * clocks admit where that is believed.
 */
final class OffsetLines {
    /** The kernel lets its keeper run a clock 500 ppm fast or slow, {@code adjtimex(2)}, and there are two. */
    private static final double MAX_SLOPE = 1e-3;
    /** Halvings until a slope is exact to 10^-15. */
    private static final int STEPS = 40;
    /** The resolution of both stamps of a delay. */
    private static final double SLACK_NS = 2;

    private final Envelope forward;
    private final Envelope backward;
    private final double boundNs;
    private final double firstNs;
    private final double lastNs;
    private final boolean exist;
    private final double leastSlope;
    private final double mostSlope;

    /**
     * The lines between two hulls, from the first forward delay to the last backward delay.
     *
     * @param boundNs the farthest from 0 that they can go; may be infinite
     */
    OffsetLines(Envelope forward, Envelope backward, double boundNs) {
        this.forward = forward;
        this.backward = backward;
        this.boundNs = boundNs;
        this.firstNs = forward.beginNs();
        this.lastNs = backward.endNs();
        double widest = widest();
        this.exist = room(widest) >= 0;
        this.leastSlope = outermost(widest, -MAX_SLOPE);
        this.mostSlope = outermost(widest, MAX_SLOPE);
    }

    /** False where no line fits, as when a clock was stepped meanwhile. */
    boolean exist() {
        return exist;
    }

    /** The farthest that the offset can have been from a value at any packet, nanoseconds. */
    double farthestFromNs(double offsetNs) {
        // The steeper a line, the higher it can be at the end and the lower at the beginning.
        double high = Math.max(high(leastSlope) + leastSlope * firstNs, high(mostSlope) + mostSlope * lastNs);
        double low = Math.min(low(mostSlope) + mostSlope * firstNs, low(leastSlope) + leastSlope * lastNs);
        return Math.max(high - offsetNs, offsetNs - low);
    }

    /** Where the highest line of a slope passes the middle. */
    private double high(double slope) {
        double bound = boundNs - Math.max(slope * firstNs, slope * lastNs);
        return Math.min(forward.floor(slope), bound) + SLACK_NS;
    }

    /** Where the lowest line of a slope passes the middle. */
    private double low(double slope) {
        double bound = -boundNs - Math.min(slope * firstNs, slope * lastNs);
        return Math.max(-backward.floor(-slope), bound) - SLACK_NS;
    }

    private double room(double slope) {
        return high(slope) - low(slope);
    }

    /** The slope with the most room; the room is a concave function of it. */
    private double widest() {
        double least = -MAX_SLOPE;
        double most = MAX_SLOPE;
        for (int i = 0; i < 2 * STEPS; i++) {
            double third = (most - least) / 3;
            if (room(least + third) < room(most - third)) {
                least += third;
            } else {
                most -= third;
            }
        }
        return (least + most) / 2;
    }

    /** The slope nearest to the limit that leaves room; errs towards the limit, so that no line is lost. */
    private double outermost(double inside, double limit) {
        if (room(limit) >= 0) {
            return limit;
        }
        double in = inside;
        double out = limit;
        for (int i = 0; i < STEPS; i++) {
            double between = (in + out) / 2;
            if (room(between) >= 0) {
                in = between;
            } else {
                out = between;
            }
        }
        return out;
    }
}
