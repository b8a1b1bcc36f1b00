// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.ChildJava;
import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The forward delay through a loaded router, beside the time that captures on both of the router's devices show for the same
 * packets. All namespaces have the same clock. What remains is the way to the router and from it, a few microseconds.
 */
final class QueueSection implements Section {
    private static final Pace PACE = new Pace(1_000, 5_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Statistic> STATISTICS = List.of(
            new Statistic("min", DelaySummary::minNs),
            new Statistic("mean", DelaySummary::meanNs),
            new Statistic("p50", DelaySummary::p50Ns),
            new Statistic("p95", DelaySummary::p95Ns),
            new Statistic("p99", DelaySummary::p99Ns),
            new Statistic("max", DelaySummary::maxNs));

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public String about() {
        return "forward delay through a loaded router, beside captures on both sides of it";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.DUMPCAP);
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        List<Comparison> compared = new ArrayList<>();
        report.load("before");
        try (ShapedPath path = ShapedPath.build();
                Service reflector = path.reflector().start(product.reflector(path.reflectorAddress()));
                Service cross =
                        path.cross().start(ChildJava.command(Bursts.class, ShapedPath.NOWHERE, ShapedPath.RATE_BPS))) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            cross.awaitText("sending");
            for (int run = -1; run < runs; run++) {
                Comparison comparison = measure(path, product);
                if (run >= 0) {
                    compared.add(comparison);
                }
            }
        }
        report.line(String.format(
                Locale.ROOT,
                "%-24s %12s %12s %12s  µs, medians of %d runs",
                PACE.count() + " packets every " + PACE,
                "ours",
                "captured",
                "difference",
                runs));
        for (Statistic statistic : STATISTICS) {
            report.line(String.format(
                    Locale.ROOT,
                    "%-24s %12.1f %12.1f %12.1f",
                    statistic.name,
                    Medians.of(compared, run -> statistic.of.applyAsLong(run.ours.forward())) / 1e3,
                    Medians.of(compared, run -> statistic.of.applyAsLong(run.captured)) / 1e3,
                    Medians.of(compared, run -> run.differenceNs(statistic)) / 1e3));
        }
        report.target(
                "largest difference, median of the runs", Medians.of(compared, Comparison::worstNs) / 1e3, "µs", 20);
        report.figure(
                "packets lost or without a kernel stamp, all runs",
                compared.stream().mapToDouble(Comparison::missing).sum(),
                "");
        report.load("after");
    }

    private static Comparison measure(ShapedPath path, Product product) throws IOException, InterruptedException {
        try (Capture ingress = Capture.start(path.router(), ShapedPath.INGRESS);
                Capture egress = Capture.start(path.router(), ShapedPath.EGRESS)) {
            String said = path.sender().run(PATIENCE, product.probe(path.reflectorAddress(), PACE));
            return new Comparison(OwnRun.read(said, PACE), QueueDelays.of(ingress.end(), egress.end(), PACE.count()));
        }
    }

    private record Statistic(String name, ToLongFunction<DelaySummary> of) {}

    private record Comparison(OwnRun ours, DelaySummary captured) {
        long differenceNs(Statistic statistic) {
            return statistic.of.applyAsLong(ours.forward()) - statistic.of.applyAsLong(captured);
        }

        long worstNs() {
            return STATISTICS.stream()
                    .mapToLong(statistic -> Math.abs(differenceNs(statistic)))
                    .max()
                    .orElseThrow();
        }

        /** These are in one of the two summaries alone. */
        long missing() {
            return ours.sent() - ours.returned() + ours.unstamped();
        }
    }
}
