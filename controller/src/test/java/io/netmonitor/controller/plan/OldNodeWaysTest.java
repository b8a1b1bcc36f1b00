// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who measures where nodes of the prototype take part. */
class OldNodeWaysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final ProbeCatalog CATALOG = FakeProbeType.catalog();
    private static final int PORT = 19_999;

    private final List<Node> nodes = new ArrayList<>();

    @Test
    void oldNodesMeasureWhoIsListedBeforeThemAndAreMeasuredByTheOthers() {
        node("bj", "10.0.0.5", true);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "legacy:10.0.0.6")).containsExactly("legacy:10.0.0.6→bj");
        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "legacy:10.0.0.4")).containsExactly("bj→legacy:10.0.0.4");
        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "legacy:10.0.0.10"))
                .as("as text, 10.0.0.10 comes before 10.0.0.5")
                .containsExactly("bj→legacy:10.0.0.10");
    }

    @Test
    void whatANodeIsListedAsDecides() {
        node("bj", "10.0.0.5", true);

        assertThat(ways(Map.of("bj", "zz.example"), FakeProbeType.SYMMETRIC, "bj", "legacy:10.0.0.6"))
                .containsExactly("bj→legacy:10.0.0.6");
    }

    @Test
    void whoDoesNotAnswerOldNodesMeasuresThem() {
        node("bj", "10.0.0.5", false);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "legacy:10.0.0.6")).containsExactly("bj→legacy:10.0.0.6");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", "legacy:10.0.0.6"))
                .containsExactly(
                        "bj→legacy:10.0.0.6",
                        "legacy:10.0.0.6→bj: bj does not answer nodes of the prototype; start its agent with --perftrace [::]:"
                                + PORT);
    }

    @Test
    void betweenOldNodesEachPairIsMeasuredByTheLaterOrEachDirectionByItsSource() {
        assertThat(ways(FakeProbeType.SYMMETRIC, "legacy:10.0.0.6", "legacy:10.0.0.4"))
                .containsExactly("legacy:10.0.0.6→legacy:10.0.0.4");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "legacy:10.0.0.6", "legacy:10.0.0.4"))
                .containsExactlyInAnyOrder("legacy:10.0.0.6→legacy:10.0.0.4", "legacy:10.0.0.4→legacy:10.0.0.6");
    }

    @Test
    void serversAloneMeasureNobody() {
        node("bj", "10.0.0.5", true);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "perftrace:10.0.0.9")).containsExactly("bj→perftrace:10.0.0.9");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", "perftrace:10.0.0.9"))
                .containsExactly(
                        "bj→perftrace:10.0.0.9",
                        "perftrace:10.0.0.9→bj: perftrace:10.0.0.9 has no agent that could measure");
        assertThat(ways(FakeProbeType.SYMMETRIC, "legacy:10.0.0.6", "perftrace:10.0.0.4"))
                .containsExactly("legacy:10.0.0.6→perftrace:10.0.0.4");
        assertThat(ways(FakeProbeType.SYMMETRIC, "legacy:10.0.0.6", "perftrace:10.0.0.9"))
                .containsExactly(
                        "legacy:10.0.0.6→perftrace:10.0.0.9: legacy:10.0.0.6, as a node of the prototype, measures only"
                                + " those listed before it: 10.0.0.9 is not");
        assertThat(ways(FakeProbeType.SYMMETRIC, "legacy:10.0.0.6", "stamp:10.0.0.4"))
                .containsExactly(
                        "legacy:10.0.0.6→stamp:10.0.0.4: legacy:10.0.0.6, as a node of the prototype, cannot measure"
                                + " stamp:10.0.0.4");
    }

    private void node(String name, String address, boolean answersOldNodes) {
        Map<String, Integer> ports = answersOldNodes
                ? Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.EXCLUSIVE, 8622, "perftrace", PORT)
                : Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.EXCLUSIVE, 8622);
        NodeReport report =
                new NodeReport("0.2.0", List.of(address), ports, "boot", true, 1_000L, 0, 0, NOW, 0L, 0.5, null, null);
        nodes.add(new Node(name, name, NOW, NOW, report));
    }

    private List<String> ways(String kind, String... members) {
        return ways(Map.of(), kind, members);
    }

    private List<String> ways(Map<String, String> listedAs, String kind, String... members) {
        ProbeDescription plain = CATALOG.get(kind);
        ProbeDescription description = new ProbeDescription(
                plain.title(),
                plain.symmetric(),
                plain.exclusive(),
                plain.reversible(),
                Map.of("perftrace", PORT),
                plain.defaultPort(),
                plain.settings(),
                plain.fields(),
                plain.metrics());
        TaskSpec spec = new TaskSpec(
                "t",
                null,
                null,
                kind,
                List.of(members),
                Topology.MESH,
                null,
                List.of(),
                Family.IPV4,
                null,
                null,
                "30s",
                Map.of(),
                listedAs);
        return new Ways(new Roster(nodes))
                .of(spec, description).stream()
                        .map(way -> way.path().source() + "→" + way.path().destination()
                                + (way.hindrance() == null ? "" : ": " + way.hindrance()))
                        .toList();
    }
}
