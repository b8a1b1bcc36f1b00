// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Round trips over an idle link, ours, irtt's and ping's in turn, so that what else the machine does hits all alike. Each
 * side has a first run that does not count: a reflector of an agent has long been running when it is asked.
 */
final class DelaySection implements Section {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Goal> GOALS = List.of(new Goal(Pace.TEN_MS, 5), new Goal(Pace.ONE_MS, 2.5));

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public String about() {
        return "round trips over an idle link, beside irtt and ping";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IRTT, Tool.PING);
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        try (IdleLink link = IdleLink.build();
                Service reflector = link.far().start(product.reflector(IdleLink.FAR));
                Service server = link.far().start(IrttRun.SERVER)) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            server.awaitUdpPort(IrttRun.PORT);
            for (Goal goal : GOALS) {
                measure(link.near(), product, goal, runs, report);
            }
        }
    }

    private static void measure(Place near, Product product, Goal goal, int runs, Report report)
            throws IOException, InterruptedException {
        Pace pace = goal.pace;
        List<OwnRun> ours = new ArrayList<>();
        List<IrttRun> irtts = new ArrayList<>();
        List<PingRun> pings = new ArrayList<>();
        report.load("before");
        for (int run = -1; run < runs; run++) {
            OwnRun own = OwnRun.read(near.run(PATIENCE, product.probe(IdleLink.FAR, pace)), pace);
            IrttRun irtt = IrttRun.read(near.run(PATIENCE, IrttRun.client(IdleLink.FAR, pace)));
            PingRun ping = PingRun.read(near.run(PATIENCE, PingRun.client(IdleLink.FAR, pace)));
            if (run >= 0) {
                ours.add(own);
                irtts.add(irtt);
                pings.add(ping);
            }
        }
        DelayTable table = new DelayTable(report);
        table.head(pace.count() + " packets every " + pace + ", " + runs + " runs");
        table.row("netmonitor", ours.stream().map(OwnRun::roundTrip).toList());
        table.row("irtt", irtts.stream().map(IrttRun::roundTrip).toList());
        table.row("ping", pings.stream().map(PingRun::roundTrip).toList());
        targets(goal, ours, irtts.stream().map(IrttRun::roundTrip).toList(), report);
        report.load("after");
    }

    private static void targets(Goal goal, List<OwnRun> ours, List<DelaySummary> irtt, Report report) {
        double p50 = Medians.of(ours, run -> run.roundTrip().p50Ns()) / 1e3;
        double theirs = Medians.of(irtt, DelaySummary::p50Ns) / 1e3;
        long returned = ours.stream().mapToLong(OwnRun::returned).sum();
        long unstamped = ours.stream().mapToLong(OwnRun::unstamped).sum();
        report.target("p50 / irtt's p50", p50 / theirs, "", 0.05);
        report.target("p50, on a quiet machine", p50, "µs", goal.quietP50Us);
        report.target("p99", Medians.of(ours, run -> run.roundTrip().p99Ns()) / 1e3, "µs", 20);
        report.target("packets that lack a kernel stamp", 100.0 * unstamped / Math.max(returned, 1), "%", 0.5);
        report.target(
                "runs with stamps other than kernel",
                (double) ours.stream()
                        .filter(run -> !run.stamps().equals("kernel"))
                        .count(),
                "",
                0);
        report.target(
                "packets lost", (double) (ours.stream().mapToLong(OwnRun::sent).sum() - returned), "", 0);
        report.target("end after the last packet was due, largest", largestEndMs(ours), "ms", 20);
        report.figure("timer error, median of a run", Medians.of(ours, OwnRun::timerErrorNs) / 1e3, "µs");
    }

    private static double largestEndMs(List<OwnRun> runs) {
        return runs.stream().mapToLong(OwnRun::endNs).max().orElse(0) / 1e6;
    }

    /** What is to be reached at a pace; the median in microseconds. */
    private record Goal(Pace pace, double quietP50Us) {}
}
