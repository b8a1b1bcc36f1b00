// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes a part's trials as CSV, and its errors as a picture: a line for each cell, a dot for each trial.
 *
 * <pre>
 * 10 Mbit/s, 25 % constant  ·       | ·:·
 * 10 Mbit/s, 50 % constant       ·  |·:
 *                          -3 %     0        3 %
 * </pre>
 */
final class Keepsake {
    private static final int LEFT = 250;
    private static final int WIDTH = 560;
    private static final int LINE = 20;
    private static final int TOP = 30;
    private static final double[] RANGES = {0.01, 0.02, 0.05, 0.1, 0.25, 1};

    private final Path folder;

    Keepsake(Path folder) {
        this.folder = folder;
    }

    void keep(String part, List<Row> rows) throws IOException {
        Files.createDirectories(folder);
        String name = "bandwidth-" + part.toLowerCase(Locale.ROOT);
        Files.write(folder.resolve(name + ".csv"), csv(rows));
        Files.write(folder.resolve(name + ".svg"), svg(part, rows));
    }

    private static List<String> csv(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("cell,outcome,valueBps,lowBps,highBps,countedBps,nominalBps,capacityBps,limiter,sentBytes,durationMs,"
                + "crossLateP99Us");
        for (Row row : rows) {
            for (Trial trial : row.trials()) {
                Measured measured = trial.measured();
                lines.add(String.format(
                        Locale.ROOT,
                        "\"%s\",%s,%.0f,%.0f,%.0f,%.0f,%.0f,%.0f,%s,%.0f,%.0f,%.1f",
                        row.cell(),
                        measured.outcome(),
                        trial.valueBps(),
                        measured.number("lowBps"),
                        measured.number("highBps"),
                        trial.countedBps(),
                        trial.nominalBps(),
                        measured.number("capacityBps"),
                        measured.word("limiter"),
                        measured.number("sentBytes"),
                        measured.durationMs(),
                        trial.lateP99Us()));
            }
        }
        return lines;
    }

    private static List<String> svg(String part, List<Row> rows) {
        double range = range(rows);
        int height = TOP + LINE * rows.size() + 40;
        List<String> lines = new ArrayList<>();
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + (LEFT + WIDTH + 40) + " " + height
                + "\" font-family=\"sans-serif\" font-size=\"12\">");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        lines.add(text(LEFT, 18, "start", "error of each measurement against what was counted, " + part));
        for (int i = -2; i <= 2; i++) {
            double x = LEFT + WIDTH / 2.0 + i * WIDTH / 4.0;
            lines.add(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.0f\" y1=\"%d\" x2=\"%.0f\" y2=\"%d\" stroke=\"%s\"/>",
                    x,
                    TOP,
                    x,
                    height - 35,
                    i == 0 ? "#888888" : "#e0e0e0"));
            String label = String.format(Locale.ROOT, "%+.1f %%", i * range * 50);
            lines.add(text(x, height - 20, "middle", i == 0 ? "0" : label));
        }
        for (int i = 0; i < rows.size(); i++) {
            double y = TOP + LINE * (i + 0.5);
            lines.add(text(LEFT - 10, y + 4, "end", rows.get(i).cell()));
            for (double error : rows.get(i).errors()) {
                lines.add(dot(error / range, y));
                if (Math.abs(error) > range) {
                    String words = String.format(Locale.ROOT, "%+.1f %%", error * 100);
                    lines.add(text(
                            LEFT + WIDTH / 2.0 * (1 + 0.96 * Math.signum(error)),
                            y + 4,
                            error < 0 ? "start" : "end",
                            words));
                }
            }
        }
        lines.add("</svg>");
        return lines;
    }

    private static String dot(double place, double y) {
        double x = LEFT + WIDTH / 2.0 * (1 + Math.clamp(place, -1, 1));
        String colour = Math.abs(place) > 1 ? "#c62828" : "#1f6feb";
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\" fill-opacity=\"0.5\"/>",
                x,
                y,
                colour);
    }

    /** Wide enough for all but one in fifty; those stand at the edge. */
    private static double range(List<Row> rows) {
        double[] sizes = rows.stream()
                .flatMapToDouble(row -> Arrays.stream(row.errors()))
                .map(Math::abs)
                .sorted()
                .toArray();
        double most = sizes.length == 0 ? 0 : sizes[(int) (0.98 * (sizes.length - 1))];
        return Arrays.stream(RANGES).filter(range -> range >= most).findFirst().orElse(1);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\" fill=\"#333333\">%s</text>",
                x,
                y,
                anchor,
                words.replace("&", "&amp;"));
    }
}
