// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.ChildJava;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A measurement in a JVM that had measured before, as an agent's has, and what it took; see {@link ProbeRun}.
 *
 * @param own what was measured
 * @param collections of garbage during it
 * @param collectionMs what they took
 * @param thread name of the sending thread
 * @param threadShare processor time of that thread as a share of the time that passed, 0.05 is 5 % of a core
 * @param processShare the same of the whole JVM
 */
record AgentRun(
        OwnRun own, long collections, long collectionMs, String thread, double threadShare, double processShare) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Measures; the first measurement, in which the JVM warms up, is left out. */
    static List<AgentRun> measure(Place place, String address, Pace pace, int runs, boolean collect)
            throws IOException, InterruptedException {
        List<String> command = ChildJava.command(
                ProbeRun.class,
                address,
                Product.STAMP_PORT,
                pace.count(),
                pace.intervalUs(),
                runs + 1,
                collect ? "collect" : "quiet");
        Duration patience = PATIENCE.plus(Duration.ofNanos(2 * pace.spanNs()).multipliedBy(runs + 1L));
        List<AgentRun> all = new ArrayList<>();
        for (String line : place.run(patience, command).lines().toList()) {
            all.add(read(line, pace));
        }
        return List.copyOf(all.subList(1, all.size()));
    }

    static AgentRun read(String line, Pace pace) throws IOException {
        JsonNode node = Json.read(line, JsonNode.class);
        double wallNs = node.path("wallNs").asDouble(1);
        return new AgentRun(
                OwnRun.read(node.path("result"), pace),
                node.path("collections").asLong(0),
                node.path("collectionMs").asLong(0),
                node.path("thread").asString(""),
                node.path("threadCpuNs").asDouble(0) / wallNs,
                node.path("processCpuNs").asDouble(0) / wallNs);
    }
}
