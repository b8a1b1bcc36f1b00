// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Idle links faster than single packets can be sent. */
final class FastPart implements Part {
    private static final int USUAL_TESTS = 5;

    @Override
    public String name() {
        return "fast";
    }

    @Override
    public String about() {
        return "idle links of 2 and 5 Gbit/s, and none at all, " + USUAL_TESTS + " tests each";
    }

    @Override
    public void run(Stand stand, int wanted, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        int tests = wanted == 0 ? USUAL_TESTS : wanted;
        idle(stand, "2 Gbit/s, offloads", Bottleneck.tbf(2_000_000_000L).withOffloads(true), tests, rows);
        idle(stand, "5 Gbit/s, offloads", Bottleneck.tbf(5_000_000_000L).withOffloads(true), tests, rows);
        idle(stand, "2 Gbit/s", Bottleneck.tbf(2_000_000_000L), tests, rows);
        idle(stand, "no bottleneck", Bottleneck.open().withOffloads(true), tests, rows);
    }

    private static void idle(Stand stand, String cell, Bottleneck bottleneck, int tests, Consumer<Row> rows)
            throws IOException, InterruptedException {
        stand.change(bottleneck, 0, Pattern.CONSTANT, 1);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            trials.add(stand.measure(cell));
        }
        rows.accept(new Row(cell, trials));
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        List<String> verdicts = new ArrayList<>();
        for (Row row : rows) {
            if (Double.isNaN(row.trials().getFirst().nominalBps())) {
                continue; // nobody knows what is right
            }
            double good = row.trials().stream()
                    .mapToDouble(trial ->
                            trial.measured().outcome().equals("above") || Math.abs(trial.error()) <= 0.05 ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
            verdicts.add(Verdicts.atLeast(row.cell() + ": within 5 %, or above", good, 1));
        }
        return verdicts;
    }
}
