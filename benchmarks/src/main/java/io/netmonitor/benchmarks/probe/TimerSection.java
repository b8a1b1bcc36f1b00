// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How well sending instants are kept at 1 ms, and at what price. irtt tells the mean of its error, we the median. */
final class TimerSection implements Section {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "timer";
    }

    @Override
    public String about() {
        return "sending instants at 1 ms and the processor time for them";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IRTT);
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        Pace pace = Pace.ONE_MS;
        List<IrttRun> irtts = new ArrayList<>();
        List<AgentRun> ours;
        report.load("before");
        try (IdleLink link = IdleLink.build();
                Service reflector = link.far().start(product.reflector(IdleLink.FAR));
                Service server = link.far().start(IrttRun.SERVER)) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            server.awaitUdpPort(IrttRun.PORT);
            ours = AgentRun.measure(link.near(), IdleLink.FAR, pace, runs, false);
            for (int run = 0; run < runs; run++) {
                irtts.add(IrttRun.read(link.near().run(PATIENCE, IrttRun.client(IdleLink.FAR, pace))));
            }
        }
        double unsent = ours.stream()
                .mapToDouble(run -> (double) pace.count() - run.own().sent())
                .sum();
        report.target("sending instants skipped, all runs", unsent, "", 0);
        report.target("timer error, median", Medians.of(ours, run -> run.own().timerErrorNs()) / 1e3, "µs", 2);
        String thread = ours.getFirst().thread();
        report.target("thread " + thread, Medians.of(ours, AgentRun::threadShare) * 100, "% of core", 6);
        report.figure("the whole JVM", Medians.of(ours, AgentRun::processShare) * 100, "% of core");
        report.figure("irtt: timer error, mean", Medians.of(irtts, IrttRun::timerErrorNs) / 1e3, "µs");
        report.figure("irtt: sending instants skipped in a run", Medians.of(irtts, IrttRun::skipped), "");
        report.load("after");
    }
}
