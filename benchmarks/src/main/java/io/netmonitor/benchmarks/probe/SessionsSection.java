// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.netmonitor.benchmarks.ChildJava;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ten thousand packets a second in a thousand sessions from one agent, all at once to one reflector. */
final class SessionsSection implements Section {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /**
     * What one go of {@link SessionsRun} printed.
     *
     * @param endMs from the last packet's instant to the end, the median session's
     * @param threadShare processor time of the sending thread as a share of the time that passed
     */
    record Go(
            @JsonProperty("sent") long sent,
            @JsonProperty("returned") long returned,
            @JsonProperty("unstamped") long unstamped,
            @JsonProperty("kernel") long kernel,
            @JsonProperty("endMs") double endMs,
            @JsonProperty("timerErrorUs") double timerErrorUs,
            @JsonProperty("threadShare") double threadShare,
            @JsonProperty("processShare") double processShare,
            @JsonProperty("bytesPerPacket") double bytesPerPacket) {}

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public String about() {
        return "10,000 packets a second in 1,000 sessions from one agent";
    }

    @Override
    public List<Tool> tools() {
        return List.of();
    }

    @Override
    public void run(Product product, int runs, Report report) throws IOException, InterruptedException {
        report.load("before");
        List<Go> goes = new ArrayList<>();
        try (IdleLink link = IdleLink.build();
                Service reflector = link.far().start(product.reflector(IdleLink.FAR))) {
            reflector.awaitUdpPort(Product.STAMP_PORT);
            List<String> command = ChildJava.command(SessionsRun.class, IdleLink.FAR, Product.STAMP_PORT, runs + 1);
            Duration patience = PATIENCE.plus(Duration.ofSeconds(8).multipliedBy(runs + 1L));
            for (String line : link.near().run(patience, command).lines().toList()) {
                goes.add(Json.read(line, Go.class));
            }
        }
        // The first one warms the JVM up.
        List<Go> counted = goes.subList(1, goes.size());
        report.figure("packets sent in a run", Medians.of(counted, Go::sent), "");
        report.target(
                "packets lost, all runs",
                counted.stream().mapToDouble(go -> go.sent() - go.returned()).sum(),
                "",
                0);
        report.target(
                "packets without all four kernel stamps, all runs",
                100
                        * counted.stream().mapToDouble(Go::unstamped).sum()
                        / counted.stream().mapToDouble(Go::sent).sum(),
                "%",
                0.5);
        report.target(
                "sessions not stamped by the kernel",
                counted.stream()
                        .mapToDouble(go -> SessionsRun.SESSIONS - go.kernel())
                        .sum(),
                "",
                0);
        report.target("sending thread", Medians.of(counted, Go::threadShare) * 100, "% of core", 20);
        report.figure("the whole JVM", Medians.of(counted, Go::processShare) * 100, "% of core");
        report.figure("allocated by the sending thread for a packet", Medians.of(counted, Go::bytesPerPacket), "bytes");
        report.figure("timer error, median session's median", Medians.of(counted, Go::timerErrorUs), "µs");
        report.target("end after the last packet's instant, median", Medians.of(counted, Go::endMs), "ms", 20);
        report.load("after");
    }
}
