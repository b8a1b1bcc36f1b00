// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every capacity with every load of one pattern of cross traffic. */
final class GridPart implements Part {
    private static final long[] RATES_MBPS = {10, 50, 100, 200, 500, 1000};
    private static final int[] LOADS = {0, 25, 50, 75};
    private static final long FAST_MBPS = 50;

    private final String name;
    private final Pattern pattern;
    private final int usualTests;

    GridPart(String name, Pattern pattern, int usualTests) {
        this.name = name;
        this.pattern = pattern;
        this.usualTests = usualTests;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return "10 to 1000 Mbit/s with loads of 0 to 75 %, " + name + " cross traffic, " + usualTests + " tests a cell";
    }

    @Override
    public void run(Stand stand, int tests, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        for (long mbps : RATES_MBPS) {
            for (int load : LOADS) {
                if (load == 0 && pattern == Pattern.POISSON) {
                    continue; // silence has no pattern
                }
                long wireBps = mbps * 1_000_000 / 100 * load;
                stand.change(Bottleneck.tbf(mbps * 1_000_000), wireBps, pattern, seed++);
                String cell = mbps + " Mbit/s, " + load + " % " + name;
                List<Trial> trials = new ArrayList<>();
                for (int i = 0; i < (tests == 0 ? usualTests : tests); i++) {
                    trials.add(stand.measure(cell));
                }
                rows.accept(new Row(cell, trials));
            }
        }
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        List<String> verdicts = new ArrayList<>();
        verdicts.add(Verdicts.atMost("mean relative error, counted truth, all cells", meanOfCells(rows), 0.03));
        if (pattern == Pattern.CONSTANT) {
            List<Row> fast = rows.stream().filter(row -> mbps(row) >= FAST_MBPS).toList();
            verdicts.add(Verdicts.atMost("the same from 50 Mbit/s on", meanOfCells(fast), 0.01));
            Row worst = Verdicts.worst(rows, Row::error);
            verdicts.add(Verdicts.atMost("worst cell, " + worst.cell(), worst.error(), 0.03));
        } else {
            Row worst = Verdicts.worst(rows, row -> row.nominalError() - allowed(row));
            verdicts.add(Verdicts.atMost(
                    "nominal truth, worst against its floor, " + worst.cell(), worst.nominalError(), allowed(worst)));
        }
        verdicts.add(Verdicts.atLeast(
                "intervals that hold what was counted", Row.all("", rows).coverage(), 0.9));
        verdicts.add(Verdicts.atMost(
                "most octets of what is allowed", Row.all("", rows).mostBytes(), 1));
        verdicts.add(Verdicts.atMost("longest test, of 2 s", Row.all("", rows).longestS() / 2, 1));
        return verdicts;
    }

    private static double allowed(Row row) {
        return Math.max(1.5 * row.floor(), 0.01);
    }

    private static double meanOfCells(List<Row> rows) {
        return rows.stream().mapToDouble(Row::error).average().orElse(Double.NaN);
    }

    private static long mbps(Row row) {
        return Long.parseLong(row.cell().substring(0, row.cell().indexOf(' ')));
    }
}
