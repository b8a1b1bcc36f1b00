// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Magnitude;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A line for each train, with a bar for how far what it said is from the mean of all, so that people see how they spread.
 *
 * <pre>
 * trains in Mbit/s, what each said was available, and how far from their mean:
 *         asked     sent     said   counted   held  -2 %                 +2 %
 *     1   101.9    101.8     98.1   18.2 ms  100 %        ▐███│
 *     2   101.9    101.9     99.6   20.1 ms   98 %            │████▌
 * </pre>
 */
final class TrainTable {
    private static final int SIDE = 12;
    private static final double[] SCALES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

    private final List<TrainReport> trains;
    private final Glyphs glyphs;
    private final Magnitude magnitude;
    private final double meanBps;
    private final double scale;

    private TrainTable(List<TrainReport> trains, Glyphs glyphs) {
        this.trains = trains;
        this.glyphs = glyphs;
        OptionalDouble mean = TrainLog.meanBps(trains);
        this.meanBps = Math.max(0, mean.orElse(0));
        this.magnitude = Magnitude.fine(
                meanBps > 0
                        ? meanBps
                        : trains.stream()
                                .mapToDouble(TrainReport::sentBps)
                                .max()
                                .orElse(0));
        this.scale = scale();
    }

    /** No lines when there are no trains; no bars when fewer than two say something. */
    static List<String> lines(List<TrainReport> trains, Glyphs glyphs) {
        return trains.isEmpty() ? List.of() : new TrainTable(trains, glyphs).lines();
    }

    /** The deviation that fills a side, as a share of the mean; 0 when there are no bars. */
    private double scale() {
        double[] said = trains.stream()
                .flatMapToDouble(train -> train.availableBps().stream())
                .toArray();
        if (said.length < 2 || meanBps == 0) {
            return 0;
        }
        double largest = 0;
        for (double bps : said) {
            largest = Math.max(largest, Math.abs(bps / meanBps - 1));
        }
        for (double nice : SCALES) {
            if (nice >= largest) {
                return nice;
            }
        }
        return Math.ceil(largest);
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        String title = "trains in " + magnitude.unit("bit/s");
        lines.add(scale == 0 ? title + ":" : title + ", what each said was available, and how far from their mean:");
        String percent = String.format(Locale.ROOT, "%.0f %%", scale * 100);
        String ends = "  -" + percent + " ".repeat(2 * SIDE - 1 - 2 * percent.length()) + "+" + percent;
        lines.add(row("", "asked", "sent", "said", "counted", "held") + (scale == 0 ? "" : ends));
        for (int i = 0; i < trains.size(); i++) {
            lines.add(line(i + 1, trains.get(i)));
        }
        return lines;
    }

    private String line(int number, TrainReport train) {
        OptionalDouble said = train.availableBps();
        boolean counted = said.isPresent() && train.toNs() > train.fromNs();
        String figures = row(
                Integer.toString(number),
                magnitude.number(train.askedBps()),
                magnitude.number(train.sentBps()),
                said.isPresent() ? magnitude.number(said.getAsDouble()) : "-",
                counted ? String.format(Locale.ROOT, "%.1f ms", (train.toNs() - train.fromNs()) / 1e6) : "-",
                counted ? String.format(Locale.ROOT, "%.0f %%", train.held() * 100) : "-");
        return (figures + (scale == 0 || said.isEmpty() ? "" : "  " + bar(said.getAsDouble()))).stripTrailing();
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%5s%8s%9s%9s%10s%7s", (Object[]) cells);
    }

    private String bar(double bps) {
        double share = (bps / meanBps - 1) / scale;
        String left = share < 0 ? glyphs.leftBar(-share, SIDE) : "";
        String right = share > 0 ? glyphs.bar(share, SIDE) : "";
        return " ".repeat(SIDE - left.length()) + left + glyphs.of("│") + right;
    }
}
