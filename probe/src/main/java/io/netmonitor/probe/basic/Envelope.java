// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The lower convex hull of one direction's delays over time: what they would be without queues, when the clocks drift apart
 * evenly (Moon, Skelly and Towsley, <i>Estimation and Removal of Clock Skew from Network Delay Measurements</i>, 1999).
 *
 * <pre>
 *  delay │ ·    ·      ·  ·
 *        │   ·    ·  ·   ·  __·
 *        │ ·__·____·__·--
 *        └──────────┼────────── time
 * </pre>
 *
 * Not changed once made.
 */
final class Envelope {
    /** So few delays beside the edge lie close to it by chance too often to be taken for how noisy all are. */
    private static final int LEAST_NEAREST = 10;

    private final double[] x;
    private final double[] y;
    /** The edge that height and slope are taken of begins at this point and ends at the next. */
    private final int edge;

    private final int last;
    private final double aroundNs;
    private final double noiseNs;

    private Envelope(double[] x, double[] y, int size, long[] atNs, long[] delaysNs, long zeroNs, double aroundNs) {
        this.x = x;
        this.y = y;
        this.last = size - 1;
        this.aroundNs = Math.clamp(aroundNs, x[0], x[last]);
        int begin = 0;
        while (begin < last - 1 && x[begin + 1] <= aroundNs) {
            begin++;
        }
        this.edge = begin;
        this.noiseNs = quarterAbove(atNs, delaysNs, zeroNs);
    }

    /**
     * The hull under at least one delay.
     *
     * @param atNs when each was measured, in any order
     * @param zeroNs the time that counts as 0
     * @param aroundNs where height and slope are asked, nanoseconds after zero
     */
    static Envelope under(long[] atNs, long[] delaysNs, long zeroNs, long aroundNs) {
        double[] x = new double[atNs.length];
        double[] y = new double[atNs.length];
        int size = 0;
        for (int i : byTime(atNs)) {
            double xi = atNs[i] - zeroNs;
            double yi = delaysNs[i];
            if (size > 0 && x[size - 1] == xi) {
                yi = Math.min(yi, y[--size]);
            }
            while (size > 1 && isAbove(x[size - 2], y[size - 2], x[size - 1], y[size - 1], xi, yi)) {
                size--;
            }
            x[size] = xi;
            y[size++] = yi;
        }
        return new Envelope(x, y, size, atNs, delaysNs, zeroNs, aroundNs);
    }

    private static int[] byTime(long[] atNs) {
        return IntStream.range(0, atNs.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> atNs[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether the second point lies on or above the line from the first to the third. */
    private static boolean isAbove(double x1, double y1, double x2, double y2, double x3, double y3) {
        return (y2 - y1) * (x3 - x1) >= (y3 - y1) * (x2 - x1);
    }

    /** Where the highest line of this slope that no delay lies under passes time 0, nanoseconds. */
    double floor(double slope) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= last; i++) {
            least = Math.min(least, y[i] - slope * x[i]);
        }
        return least;
    }

    /** When the first delay was measured, nanoseconds after time 0. */
    double beginNs() {
        return x[0];
    }

    /** When the last delay was measured, nanoseconds after time 0. */
    double endNs() {
        return x[last];
    }

    /** The hull's height, nanoseconds. */
    double heightNs() {
        return y[edge] + slope() * (aroundNs - x[edge]);
    }

    /** The hull's slope; 0 of a single point. */
    double slope() {
        return last == 0 ? 0 : (y[edge + 1] - y[edge]) / (x[edge + 1] - x[edge]);
    }

    /**
     * How far the slope can be off: as if an end of its edge stood as high above the floor as the nearest quarter of the
     * other delays reaches, and no fewer than ten of them. The least of many is closer to the floor than that, so this errs on the safe side.
     */
    double slopeError() {
        return last == 0 ? Double.POSITIVE_INFINITY : noiseNs / (x[edge + 1] - x[edge]);
    }

    /** How far above the edge its nearest quarter of the other delays reaches; at least the stamps' resolution of 1 ns. */
    private double quarterAbove(long[] atNs, long[] delaysNs, long zeroNs) {
        double[] above = new double[delaysNs.length];
        for (int i = 0; i < above.length; i++) {
            above[i] = delaysNs[i] - y[edge] - slope() * (atNs[i] - zeroNs - x[edge]);
        }
        Arrays.sort(above);
        // The first two are the edge's ends.
        int nearest = Math.max(LEAST_NEAREST, (above.length - 2) / 4 + 1);
        return Math.max(1, above[Math.min(above.length - 1, 1 + nearest)]);
    }
}
