// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Figures;
import io.netmonitor.core.statistics.DelayHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A histogram of delays as lines of text.
 *
 * <pre>
 *   20 µs –   30 µs    4  ████████
 *   30 µs –   40 µs   12  ████████████████████████
 * </pre>
 *
 * Bins are equally wide unless that would put most packets into one: then they widen with the distance above the smallest delay,
 * so that a few stragglers do not hide how the others spread.
 */
final class DelayBars {
    private static final int MIN_DELAYS = 5;
    private static final int MAX_ROWS = 10;
    private static final int BAR_WIDTH = 40;
    private static final double TOO_MANY_IN_ONE = 0.6;
    private static final long[] NICE = {1, 2, 5};

    private DelayBars() {}

    /** Lines from the smallest delay on; none when there are too few delays to have a shape. */
    static List<String> lines(DelayHistogram histogram, Glyphs glyphs) {
        long n = histogram.count();
        if (n < MIN_DELAYS) {
            return List.of();
        }
        int rows = (int) Math.min(MAX_ROWS, 1 + Math.ceil(Math.log((double) n) / Math.log(2)));
        long[] edges = equalEdges(histogram, rows);
        long[] counts = counts(histogram, edges);
        if (Arrays.stream(counts).max().orElse(0) > TOO_MANY_IN_ONE * (double) n) {
            edges = wideningEdges(histogram);
            counts = counts(histogram, edges);
        }
        return text(edges, counts, glyphs);
    }

    /** Lower edges of bins as wide as a nice number, and the last one's upper edge. */
    private static long[] equalEdges(DelayHistogram histogram, int rows) {
        long min = histogram.quantileNs(0);
        long max = histogram.quantileNs(1);
        long step = niceAtLeast(Math.ceilDiv(max - min + 1, rows));
        long first = Math.floorDiv(min, step) * step;
        int bins = (int) (Math.floorDiv(max - first, step) + 1);
        long[] edges = new long[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = first + i * step;
        }
        return edges;
    }

    /** Edges at nice distances above a nice number just below the smallest delay; a third of the way to the median is the first. */
    private static long[] wideningEdges(DelayHistogram histogram) {
        long min = histogram.quantileNs(0);
        long max = histogram.quantileNs(1);
        long distance = niceAtLeast(Math.max(1, (histogram.quantileNs(0.5) - min) / 3));
        long unit = powerOfTen(distance);
        long base = Math.floorDiv(min, unit) * unit;
        List<Long> edges = new ArrayList<>(List.of(base));
        while (edges.getLast() <= max) {
            edges.add(base + distance);
            distance = niceAtLeast(distance + 1);
        }
        long[] all = edges.stream().mapToLong(Long::longValue).toArray();
        return joined(all, counts(histogram, all));
    }

    /** Empty bins side by side become one, and if there are still too many, so do the lowest. */
    private static long[] joined(long[] edges, long[] counts) {
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < edges.length; i++) {
            boolean betweenEmptyOnes = i > 0 && i < counts.length && counts[i - 1] == 0 && counts[i] == 0;
            if (!betweenEmptyOnes) {
                kept.add(edges[i]);
            }
        }
        while (kept.size() > MAX_ROWS + 1) {
            kept.remove(1);
        }
        return kept.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] counts(DelayHistogram histogram, long[] edges) {
        long[] counts = new long[edges.length - 1];
        int bin = 0;
        for (Map.Entry<Long, Long> entry : histogram.counts().entrySet()) {
            while (entry.getKey() >= edges[bin + 1]) {
                bin++;
            }
            counts[bin] += entry.getValue();
        }
        return counts;
    }

    private static List<String> text(long[] edges, long[] counts, Glyphs glyphs) {
        String[] labels = Arrays.stream(edges).mapToObj(Figures::exactDelay).toArray(String[]::new);
        int labelWidth = width(labels);
        long most = Arrays.stream(counts).max().orElse(1);
        int countWidth = Long.toString(most).length();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            String bar = counts[i] == 0 ? "" : glyphs.bar((double) counts[i] / most, BAR_WIDTH);
            String line = "  " + right(labels[i], labelWidth) + " – " + right(labels[i + 1], labelWidth) + "  "
                    + right(Long.toString(counts[i]), countWidth) + "  " + bar;
            lines.add(glyphs.of(line).stripTrailing());
        }
        return lines;
    }

    private static int width(String[] labels) {
        return Arrays.stream(labels).mapToInt(String::length).max().orElse(0);
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    /** The smallest of 1, 2, 5, 10, 20, 50, … that is not below a number. */
    private static long niceAtLeast(long wanted) {
        long power = powerOfTen(wanted);
        for (long nice : NICE) {
            if (nice * power >= wanted) {
                return nice * power;
            }
        }
        return 10 * power;
    }

    /** The largest of 1, 10, 100, … that is not above a number. */
    private static long powerOfTen(long number) {
        long power = 1;
        while (number / power >= 10) {
            power *= 10;
        }
        return power;
    }
}
