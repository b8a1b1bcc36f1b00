// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.util.List;

/** Round trips over an idle link while the measuring JVM is made to collect garbage every 50 ms. */
final class GcSection implements Section {
    @Override
    public String name() {
        return "gc";
    }

    @Override
    public String about() {
        return "round trips while the measuring JVM is forced to collect garbage";
    }

    @Override
    public List<Tool> tools() {
        return List.of();
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        Pace pace = Pace.ONE_MS;
        report.load("before");
        List<AgentRun> measured;
        try (IdleLink link = IdleLink.build();
                Service reflector = link.far().start(product.reflector(IdleLink.FAR))) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            measured = AgentRun.measure(link.near(), IdleLink.FAR, pace, runs, true);
        }
        DelayTable table = new DelayTable(report);
        table.head(pace.count() + " packets every " + pace + ", " + runs + " runs");
        table.row(
                "netmonitor",
                measured.stream().map(run -> run.own().roundTrip()).toList());
        report.figure("collections in a run", Medians.of(measured, AgentRun::collections), "");
        report.figure("their time in a run", Medians.of(measured, AgentRun::collectionMs), "ms");
        report.target("p99", Medians.of(measured, run -> run.own().roundTrip().p99Ns()) / 1e3, "µs", 20);
        report.load("after");
    }
}
