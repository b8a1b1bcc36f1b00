// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the prototype's protocol allows, beside our own: one measurement of each in turn, on the same path with the same load. */
final class PerfTracePart implements Part {
    private static final long[] RATES_MBPS = {10, 100, 500};
    private static final int LOAD = 50;
    private static final int USUAL_TESTS = 10;
    private static final String OLD = ", PerfTrace";

    @Override
    public String name() {
        return "perftrace";
    }

    @Override
    public String about() {
        return "10 to 500 Mbit/s idle and half loaded, by the prototype's protocol and by ours in turn, " + USUAL_TESTS
                + " tests a cell";
    }

    @Override
    public void run(Stand stand, int wanted, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        int tests = wanted == 0 ? USUAL_TESTS : wanted;
        for (long mbps : RATES_MBPS) {
            Bottleneck bottleneck = Bottleneck.tbf(mbps * 1_000_000);
            stand.change(bottleneck, 0, Pattern.CONSTANT, seed);
            inTurn(stand, mbps + " Mbit/s, idle", tests, rows);
            for (Pattern pattern : List.of(Pattern.CONSTANT, Pattern.POISSON)) {
                stand.change(bottleneck, bottleneck.rateBps() / 100 * LOAD, pattern, seed++);
                String load = pattern == Pattern.CONSTANT ? "constant" : "Poisson";
                inTurn(stand, mbps + " Mbit/s, " + LOAD + " % " + load, tests, rows);
            }
        }
    }

    private static void inTurn(Stand stand, String cell, int tests, Consumer<Row> rows) throws IOException {
        List<Trial> own = new ArrayList<>();
        List<Trial> old = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            own.add(stand.measure(cell));
            old.add(stand.measureByPerfTrace(cell + OLD));
        }
        rows.accept(new Row(cell, own));
        rows.accept(new Row(cell + OLD, old));
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        Row old = Row.all("", rows.stream().filter(PerfTracePart::isOld).toList());
        Row own = Row.all(
                "", rows.stream().filter(Predicate.not(PerfTracePart::isOld)).toList());
        return List.of(
                Verdicts.ratio("error by PerfTrace / by our own protocol", old.error(), own.error()),
                Verdicts.atLeast("intervals by PerfTrace that hold the truth", old.coverage(), 0.9));
    }

    private static boolean isOld(Row row) {
        return row.cell().endsWith(OLD);
    }
}
