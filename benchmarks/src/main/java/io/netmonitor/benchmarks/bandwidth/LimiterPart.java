// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Whether the product knows a policer from a shaper from a plain link. */
final class LimiterPart implements Part {
    private static final int USUAL_TESTS = 60;
    private static final double SLOWEST_MBPS = 10;
    private static final double FASTEST_MBPS = 200;
    private static final double FASTEST_SERIAL_MBPS = 20;
    private static final double LEAST_BUCKET = 6_000;
    private static final double MOST_BUCKET = 64_000;

    @Override
    public String name() {
        return "limiter";
    }

    @Override
    public String about() {
        return "policers, shapers and plain links drawn by the seed, " + USUAL_TESTS + " tests each";
    }

    @Override
    public void run(Stand stand, int wanted, long seed, Consumer<Row> rows) throws IOException, InterruptedException {
        int tests = wanted == 0 ? USUAL_TESTS : wanted;
        Random random = new Random(seed);
        for (String limiter : List.of("policer", "shaper", "none")) {
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < tests; i++) {
                Bottleneck bottleneck = draw(limiter, random);
                double load = limiter.equals("policer") ? 0 : random.nextDouble() * 0.5;
                stand.change(
                        bottleneck,
                        Math.round(bottleneck.rateBps() * load),
                        random.nextBoolean() ? Pattern.CONSTANT : Pattern.POISSON,
                        random.nextLong());
                trials.add(stand.measure(limiter));
            }
            rows.accept(new Row(limiter, trials));
        }
    }

    private static Bottleneck draw(String limiter, Random random) {
        long rateBps = Math.round(1e6 * between(random, SLOWEST_MBPS, FASTEST_MBPS));
        long burst = Math.round(between(random, LEAST_BUCKET, MOST_BUCKET));
        return switch (limiter) {
            case "policer" -> Bottleneck.policer(rateBps, burst);
            case "shaper" -> Bottleneck.tbf(rateBps).withBurstBytes(burst);
            default ->
                random.nextInt(4) == 0
                        ? Bottleneck.open()
                        : Bottleneck.serial(Math.round(1e6 * between(random, SLOWEST_MBPS, FASTEST_SERIAL_MBPS)));
        };
    }

    private static double between(Random random, double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    @Override
    public List<String> verdicts(List<Row> rows) {
        List<String> verdicts = new ArrayList<>();
        for (Row row : rows) {
            double right = row.trials().stream()
                    .mapToDouble(trial -> trial.measured().word("limiter").equals(row.cell()) ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
            verdicts.add(Verdicts.atLeast(
                    String.format(
                            Locale.ROOT,
                            "limiter %s told in %d tests",
                            row.cell(),
                            row.trials().size()),
                    right,
                    0.95));
        }
        return verdicts;
    }
}
