// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Capacities, loads, buckets and patterns drawn at random, so that nothing can be made to fit the grid. */
final class RandomPart implements Part {
    private static final int USUAL_TESTS = 60;
    private static final double SLOWEST_MBPS = 15;
    private static final double FASTEST_MBPS = 900;
    private static final double SMALLEST_BUCKET = 3_000;
    private static final double LARGEST_BUCKET = 64_000;
    private static final double HIGHEST_LOAD = 0.8;

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String about() {
        return "15 to 900 Mbit/s, loads to 80 %, buckets of 3 to 64 KB, both patterns, all drawn by the seed, "
                + USUAL_TESTS + " tests";
    }

    @Override
    public void run(Stand stand, int tests, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        Random random = new Random(seed);
        for (int i = 0; i < (tests == 0 ? USUAL_TESTS : tests); i++) {
            double mbps = between(random, SLOWEST_MBPS, FASTEST_MBPS);
            double load = random.nextDouble() * HIGHEST_LOAD;
            // A bucket that fills in less than the clock's own lateness would hold the link below its rate.
            long burst = Math.max((long) between(random, SMALLEST_BUCKET, LARGEST_BUCKET), (long) (mbps * 25));
            Pattern pattern = random.nextBoolean() ? Pattern.CONSTANT : Pattern.POISSON;
            long rateBps = Math.round(mbps * 1e6);
            stand.change(
                    Bottleneck.tbf(rateBps).withBurstBytes(burst),
                    Math.round(rateBps * load),
                    pattern,
                    random.nextLong());
            String cell = String.format(
                    Locale.ROOT,
                    "%.0f Mbit/s, %.0f %% %s, %.0f KB",
                    mbps,
                    load * 100,
                    pattern.name().toLowerCase(Locale.ROOT),
                    burst / 1e3);
            rows.accept(new Row(cell, List.of(stand.measure(cell))));
        }
    }

    private static double between(Random random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        Row all = Row.all("all", rows);
        return List.of(
                all.line(),
                Verdicts.atMost("mean relative error, counted truth", all.error(), 0.03),
                Verdicts.atLeast("intervals that hold what was counted", all.coverage(), 0.9),
                Verdicts.atMost("most octets of what is allowed", all.mostBytes(), 1));
    }
}
