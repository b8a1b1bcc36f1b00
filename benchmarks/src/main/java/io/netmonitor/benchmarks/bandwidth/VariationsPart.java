// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.BusyHost;
import io.netmonitor.testkit.bed.Pattern;
import io.netmonitor.testkit.bed.TcpCross;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the grid leaves as it is: buckets, the other shaper, loss, cross traffic by TCP, offloads, a host that has no time. */
final class VariationsPart implements Part {
    private static final long[] RATES_MBPS = {20, 50, 100, 200};
    private static final int USUAL_TESTS = 5;
    private static final long TCP_MBPS = 100;
    private static final int BUSY_PROCESSES = 2;

    @Override
    public String name() {
        return "variations";
    }

    @Override
    public String about() {
        return "buckets of 3 and 64 KB, htb, 1 % loss, TCP, offloads, a busy host, " + USUAL_TESTS + " tests a cell";
    }

    @Override
    public void run(Stand stand, int wanted, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        int tests = wanted == 0 ? USUAL_TESTS : wanted;
        for (long mbps : RATES_MBPS) {
            Bottleneck tbf = Bottleneck.tbf(mbps * 1_000_000);
            half(stand, "bucket 3 KB", tbf.withBurstBytes(3_000), tests, seed++, rows);
            half(stand, "bucket 64 KB", tbf.withBurstBytes(64_000), tests, seed++, rows);
            half(stand, "htb", Bottleneck.htb(mbps * 1_000_000), tests, seed++, rows);
            half(stand, "1 % loss", tbf.withLossRatio(0.01), tests, seed++, rows);
            half(stand, "offloads", tbf.withOffloads(true), tests, seed++, rows);
        }
        tcp(stand, 25, tests, rows);
        tcp(stand, 50, tests, rows);
        busy(stand, tests, seed, rows);
    }

    private static void half(Stand stand, String what, Bottleneck bottleneck, int tests, long seed, Consumer<Row> rows)
            throws IOException, InterruptedException {
        stand.change(bottleneck, bottleneck.rateBps() / 2, Pattern.CONSTANT, seed);
        String cell = String.format(Locale.ROOT, "%s, %d Mbit/s, 50 %%", what, bottleneck.rateBps() / 1_000_000);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            trials.add(stand.measure(cell));
        }
        rows.accept(new Row(cell, trials));
    }

    private static void tcp(Stand stand, int load, int tests, Consumer<Row> rows)
            throws IOException, InterruptedException {
        long wireBps = TCP_MBPS * 10_000 * load;
        stand.change(Bottleneck.tbf(TCP_MBPS * 1_000_000), 0, Pattern.CONSTANT, 1);
        String cell = "TCP, " + TCP_MBPS + " Mbit/s, " + load + " %";
        List<Trial> trials = new ArrayList<>();
        try (TcpCross cross = TcpCross.start(stand.bed())) {
            cross.change(wireBps, Pattern.CONSTANT, 1);
            for (int i = 0; i < tests; i++) {
                trials.add(stand.measure(cell, train -> readMeanwhile(cross, train), wireBps));
            }
        }
        rows.accept(new Row(cell, trials));
    }

    /** It is counted where it is read, behind the bottleneck: there the same octets come as late as the train's packets. */
    private static long readMeanwhile(TcpCross cross, Measured.OneTrain train) throws IOException {
        long fromNs = train.fromNs() + train.waitedNs();
        return cross.bytesBetween(fromNs, fromNs + train.outNs());
    }

    private static void busy(Stand stand, int tests, long seed, Consumer<Row> rows)
            throws IOException, InterruptedException {
        try (BusyHost _ = BusyHost.start(BUSY_PROCESSES)) {
            for (long mbps : RATES_MBPS) {
                half(stand, "busy host", Bottleneck.tbf(mbps * 1_000_000), tests, seed++, rows);
            }
        }
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        List<String> verdicts = new ArrayList<>();
        for (String what : List.of("bucket 3 KB", "bucket 64 KB", "htb", "1 % loss", "offloads")) {
            verdicts.add(Verdicts.atMost(
                    "mean relative error, " + what, of(what, rows).error(), 0.02));
        }
        Row tcp = of("TCP", rows);
        verdicts.add(Verdicts.atLeast("TCP: in the interval, or said to be unstable", held(tcp), 1));
        Row busy = of("busy host", rows);
        double worst = busy.trials().stream()
                .filter(trial -> trial.measured().outcome().equals("measured"))
                .mapToDouble(Trial::outside)
                .max()
                .orElse(0);
        verdicts.add(Verdicts.atMost("busy host: a measured value outside its interval by", worst, 0.1));
        return verdicts;
    }

    private static double held(Row row) {
        return row.trials().stream()
                .mapToDouble(
                        trial -> trial.covered() || !trial.measured().outcome().equals("measured") ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static Row of(String what, List<Row> rows) {
        return Row.all(
                what, rows.stream().filter(row -> row.cell().startsWith(what)).toList());
    }
}
