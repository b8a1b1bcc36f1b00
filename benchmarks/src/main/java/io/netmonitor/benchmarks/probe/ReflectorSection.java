// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.ChildJava;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Processor time that an answered packet costs the answering side when more comes than it can answer. Ours with and without
 * follow-up stamps and irtt's server get the same load from the same program, in turn; what they answered is what their
 * device sent.
 *
 * <p>A virtual device hands a packet to the other side's stack within the call that sends it. So part of the work of
 * receiving requests is billed to whoever sends them, and part of the work of receiving replies to the answering side:
 * the same for all of them, but more than a real network device would bill.
 */
final class ReflectorSection implements Section {
    private static final int SETTLE_MS = 2_000;
    private static final int LOAD_MS = 5_000;

    @Override
    public String name() {
        return "reflector";
    }

    @Override
    public String about() {
        return "processor time of the answering side under overload, beside irtt's server";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.IRTT);
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        Map<Load, List<ProcessCounters>> used = new EnumMap<>(Load.class);
        report.load("before");
        try (IdleLink link = IdleLink.build();
                Service reflector = link.far().start(product.reflector(IdleLink.FAR));
                Service server = link.far().start(IrttRun.SERVER)) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            server.awaitUdpPort(IrttRun.PORT);
            for (int run = 0; run < runs; run++) {
                for (Load load : Load.values()) {
                    Service answering = load == Load.IRTT ? server : reflector;
                    used.computeIfAbsent(load, _ -> new ArrayList<>()).add(measure(link.near(), answering, load));
                }
            }
        }
        report.line(String.format(
                Locale.ROOT,
                "%-34s %10s %10s %14s  medians of %d runs of %d s",
                "",
                "asked/s",
                "answered/s",
                "µs a packet",
                runs,
                LOAD_MS / 1_000));
        used.forEach((load, all) -> report.line(String.format(
                Locale.ROOT,
                "%-34s %10.0f %10.0f %14.2f",
                load == Load.IRTT ? "irtt" : "netmonitor, " + load.text(),
                Medians.of(all, ProcessCounters::received) * 1_000 / LOAD_MS,
                Medians.of(all, ProcessCounters::sent) * 1_000 / LOAD_MS,
                microsAPacket(all))));
        double irtt = microsAPacket(used.getOrDefault(Load.IRTT, List.of()));
        for (Load load : List.of(Load.PLAIN, Load.FOLLOW_UP)) {
            double own = microsAPacket(used.getOrDefault(load, List.of()));
            report.target(load.text() + " / irtt's", own / irtt, "", load.ratioAtMost());
        }
        report.load("after");
    }

    private static ProcessCounters measure(Place near, Service answering, Load load)
            throws IOException, InterruptedException {
        int port = load == Load.IRTT ? IrttRun.PORT : Product.STAMP_PORT;
        try (Service blast = near.start(ChildJava.command(Blast.class, load, IdleLink.FAR, port))) {
            blast.awaitText("sending");
            TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            ProcessCounters before = ProcessCounters.read(answering.pid(), IdleLink.DEVICE);
            TimeUnit.MILLISECONDS.sleep(LOAD_MS);
            ProcessCounters during =
                    ProcessCounters.read(answering.pid(), IdleLink.DEVICE).since(before);
            if (during.sent() == 0) {
                throw new IOException("nothing was answered under the load " + load.text());
            }
            return during;
        }
    }

    private static double microsAPacket(List<ProcessCounters> runs) {
        return Medians.of(runs, run -> run.cpuNs() / 1e3 / run.sent());
    }
}
