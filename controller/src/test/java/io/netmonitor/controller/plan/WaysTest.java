// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final String HOST = "stamp:reflector.example";

    private final List<Node> nodes = new ArrayList<>();

    @Test
    void symmetricKindsAreMeasuredFromTheLaterName() {
        open("bj");
        open("sh");

        assertThat(ways(FakeProbeType.SYMMETRIC, "sh", "bj")).containsExactly("sh→bj");
    }

    @Test
    void symmetricKindsAreMeasuredFromTheEndThatCan() {
        open("bj");
        translated("sh", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "sh")).containsExactly("sh→bj");

        translated("az", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.SYMMETRIC, "az", "bj"))
                .as("bj would measure, but cannot reach az")
                .containsExactly("az→bj");
    }

    @Test
    void oneWayKindsThatCannotBeReversedSayWhyAPathIsNotMeasured() {
        open("bj");
        translated("sh", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "sh"))
                .containsExactly("bj→sh: sh cannot be reached by others", "sh→bj");
    }

    @Test
    void reversibleKindsAreStartedFromTheDestinationThatCannotBeReached() {
        open("bj");
        translated("sh", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", "sh")).containsExactly("bj→sh from sh", "sh→bj");
    }

    @Test
    void twoBehindTheSameTranslatorReachEachOther() {
        translated("bj", "198.51.100.7", null);
        translated("sh", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "sh")).containsExactly("sh→bj");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", "sh")).containsExactly("bj→sh", "sh→bj");
    }

    @Test
    void twoBehindDifferentTranslatorsDoNotAndTheReasonIsToldAsOne() {
        translated("bj", "198.51.100.7", null);
        translated("sh", "203.0.113.9", null);

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "sh"))
                .containsExactly("sh→bj: neither sh nor bj can be reached by the other");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", "sh"))
                .containsExactly(
                        "bj→sh: neither bj nor sh can be reached by the other",
                        "sh→bj: neither sh nor bj can be reached by the other");
    }

    @Test
    void whatTheOperatorSaysOfInboundCountsMoreThanWhatIsSeen() {
        open("bj");
        translated("forwarded", "198.51.100.7", true);
        node("walled", report(Map.of(), null, false, "192.0.2.30"));

        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "forwarded")).containsExactly("bj→forwarded", "forwarded→bj");
        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "walled"))
                .containsExactly("bj→walled: walled cannot be reached by others", "walled→bj");
    }

    @Test
    void whoTakesNoCallsTakesNoneFromBehindTheSameTranslatorEither() {
        translated("bj", "198.51.100.7", false);
        translated("sh", "198.51.100.7", null);

        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "sh"))
                .containsExactly("bj→sh", "sh→bj: bj cannot be reached by others");
    }

    @Test
    void tellsWhatIsMissing() {
        open("bj");
        nodes.add(new Node("silent", "silent", NOW, NOW, null));
        node("deaf", report(Map.of("other", 1), null, null, "192.0.2.31"));
        node("six", report(Map.of(), null, null, "2001:db8::6"));

        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "gone"))
                .containsExactly("bj→gone: gone has not joined", "gone→bj: gone has not joined");
        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "silent"))
                .containsExactly("bj→silent: silent has not reported yet", "silent→bj: silent has not reported yet");
        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "deaf"))
                .containsExactly("bj→deaf: deaf does not answer fake-one-way measurements", "deaf→bj");
        assertThat(ways(FakeProbeType.ONE_WAY, "bj", "six"))
                .containsExactly("bj→six: six has no IPv4 address", "six→bj");
        assertThat(ways(FakeProbeType.SYMMETRIC, "six", "bj")).containsExactly("six→bj");
    }

    @Test
    void doesNotBlameTheTranslatorForAnotherReason() {
        node("bj", report(Map.of("other", 1), "198.51.100.7", null, "192.0.2.1"));
        node("sh", report(Map.of("other", 1), "198.51.100.7", null, "192.0.2.2"));

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", "sh"))
                .as("they are behind the same one and would reach each other")
                .containsExactly("sh→bj: bj does not answer fake measurements");
    }

    @Test
    void hostsWithoutAnAgentAreMeasuredFromTheNode() {
        open("bj");
        open("zz");

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", HOST)).containsExactly("bj→" + HOST);
        assertThat(ways(FakeProbeType.SYMMETRIC, HOST, "zz")).containsExactly("zz→" + HOST);
        assertThat(ways(FakeProbeType.ONE_WAY, "bj", HOST))
                .containsExactly("bj→" + HOST, HOST + "→bj: " + HOST + " has no agent that could measure");
        assertThat(ways(FakeProbeType.EXCLUSIVE, "bj", HOST)).containsExactly("bj→" + HOST, HOST + "→bj from bj");
    }

    @Test
    void aHostWithoutAnAgentIsNeverBlamedForANodeThatCannotMeasure() {
        nodes.add(new Node("bj", "bj", NOW, NOW, null));

        assertThat(ways(FakeProbeType.SYMMETRIC, "bj", HOST))
                .containsExactly("bj→" + HOST + ": bj has not reported yet");
    }

    @Test
    void twoHostsWithoutAnAgentCannotMeasureEachOther() {
        assertThat(ways(FakeProbeType.SYMMETRIC, HOST, "stamp:other.example"))
                .containsExactly(
                        "stamp:other.example→" + HOST + ": stamp:other.example has no agent that could measure");
    }

    private void open(String name) {
        node(name, report(Map.of(), null, null, "192.0.2." + (nodes.size() + 1)));
    }

    private void translated(String name, String seenAs, @Nullable Boolean inbound) {
        node(name, report(Map.of(), seenAs, inbound, "10.0.0." + (nodes.size() + 1)));
    }

    private void node(String name, NodeReport report) {
        nodes.add(new Node(name, name, NOW, NOW, report));
    }

    private static NodeReport report(
            Map<String, Integer> ports, @Nullable String seenAs, @Nullable Boolean inbound, String address) {
        Map<String, Integer> all =
                Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.ONE_WAY, 8621, FakeProbeType.EXCLUSIVE, 8622);
        return new NodeReport(
                "0.2.0",
                List.of(address),
                ports.isEmpty() ? all : ports,
                "boot",
                true,
                1_000L,
                0,
                0,
                NOW,
                0L,
                0.5,
                seenAs,
                inbound);
    }

    private List<String> ways(String kind, String one, String other) {
        ProbeDescription description = FakeProbeType.catalog().get(kind);
        TaskSpec spec = new TaskSpec(
                "t",
                null,
                null,
                kind,
                List.of(),
                Topology.PAIRS,
                null,
                List.of(List.of(one, other)),
                Family.IPV4,
                null,
                null,
                "30s",
                Map.of());
        return new Ways(new Roster(nodes))
                .of(spec, description).stream().map(WaysTest::text).toList();
    }

    private static String text(Way way) {
        String path = way.path().source() + "→" + way.path().destination();
        assertThat(way.initiator())
                .isEqualTo(way.reverse() ? way.path().destination() : way.path().source());
        return path
                + (way.reverse() ? " from " + way.initiator() : "")
                + (way.hindrance() == null ? "" : ": " + way.hindrance());
    }
}
