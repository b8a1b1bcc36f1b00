// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final String ONE = "stamp:one.example";
    private static final String TWO = "stamp:two.example";

    private final Roster roster = new Roster(List.of(
            node("gz", Map.of("site", "south")),
            node("bj", Map.of("site", "north", "role", "edge")),
            node("sh", Map.of("site", "north"))));

    @Test
    void aMeshHasEachPairOnceTheEarlierNameFirst() {
        assertThat(mesh("sh", "gz", "bj")).containsExactly("bj-gz", "bj-sh", "gz-sh");
    }

    @Test
    void namesStandForWhoeverJoinsUnderThemLater() {
        assertThat(mesh("bj", "later")).containsExactly("bj-later");
    }

    @Test
    void selectorsMeanEveryNodeThatHasAllTheirLabels() {
        assertThat(mesh("site=north")).containsExactly("bj-sh");
        assertThat(mesh("site=north,role=edge", "gz")).containsExactly("bj-gz");
        assertThat(mesh("site=west", "gz")).isEmpty();
        assertThat(mesh("*")).containsExactly("bj-gz", "bj-sh", "gz-sh");
    }

    @Test
    void whoIsMeantTwiceTakesPartOnce() {
        assertThat(mesh("*", "bj", "site=north")).containsExactly("bj-gz", "bj-sh", "gz-sh");
    }

    @Test
    void hostsWithoutAnAgentMakeNoPairWithEachOther() {
        assertThat(mesh("bj", ONE, TWO)).containsExactly("bj-" + ONE, "bj-" + TWO);
    }

    @Test
    void aHubMeetsAllOthersAndNotItself() {
        assertThat(hub("gz", "*")).containsExactly("bj-gz", "gz-sh");
        assertThat(hub("gz", "bj", "gz", ONE)).containsExactly("bj-gz", "gz-" + ONE);
        assertThat(hub(ONE, "bj", TWO)).containsExactly("bj-" + ONE);
    }

    @Test
    void pairsAreThoseThatAreWritten() {
        TaskSpec spec = spec(
                Topology.PAIRS, null, List.of(), List.of(List.of("sh", "gz"), List.of("sh", "bj"), List.of(TWO, ONE)));

        assertThat(texts(spec)).containsExactly("bj-sh", "gz-sh", ONE + "-" + TWO);
    }

    @Test
    void aMeshOfMoreThanAnybodyThoughtOfIsBounded() {
        List<Node> many = new ArrayList<>();
        for (int i = 0; i < Roster.MAX_IN_MESH + 20; i++) {
            many.add(node("node-%04d".formatted(i), Map.of()));
        }
        Roster large = new Roster(many);

        assertThat(large.pairs(spec(Topology.MESH, null, List.of("*"), List.of())))
                .hasSize(Roster.MAX_IN_MESH * (Roster.MAX_IN_MESH - 1) / 2)
                .doesNotHaveDuplicates();
        assertThat(large.pairs(spec(Topology.HUB, "node-0000", List.of("*"), List.of())))
                .hasSize(Roster.MAX_IN_MESH + 19);
    }

    private List<String> mesh(String... members) {
        return texts(spec(Topology.MESH, null, List.of(members), List.of()));
    }

    private List<String> hub(String hub, String... members) {
        return texts(spec(Topology.HUB, hub, List.of(members), List.of()));
    }

    private List<String> texts(TaskSpec spec) {
        return roster.pairs(spec).stream()
                .map(pair -> pair.first() + "-" + pair.second())
                .toList();
    }

    private static TaskSpec spec(
            Topology topology, @Nullable String hub, List<String> members, List<List<String>> pairs) {
        return new TaskSpec(
                "t", null, null, "fake", members, topology, hub, pairs, Family.IPV4, null, null, "30s", Map.of());
    }

    private static Node node(String name, Map<String, String> labels) {
        return new Node(name, name, labels, NOW, NOW, null);
    }
}
