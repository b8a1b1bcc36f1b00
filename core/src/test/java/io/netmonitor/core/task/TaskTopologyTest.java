// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.Fault;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.TinyProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are more than a mesh of named nodes. */
class TaskTopologyTest {
    private static final ProbeCatalog CATALOG = new ProbeCatalog(List.of(
            new TinyProbeType("basic", false, Map.of("stamp", 862), 1_000_000),
            new TinyProbeType("two", false, Map.of("twamp", 862, "stamp", 862), 1_000_000),
            new TinyProbeType("slow", false, Map.of(), 60_000_500_000L),
            new TinyProbeType("bandwidth", true, Map.of(), 2_000_000_000L)));
    private static final Set<String> NODES = Set.of("bj", "sh", "gz");
    private static final String NOT_ON_LADDER =
            "is none of 30s, 1m, 5m, 15m, 30m, 1h, 2h, 6h, 12h, 1d, of which each divides the next so that measurements"
                    + " that need a node for themselves never meet: ";

    @Test
    void takesAHub() {
        assertThat(faults(hub("bj", "sh", "gz"))).isEmpty();
        assertThat(faults(hub("bj", "bj", "sh"))).as("listed among the members").isEmpty();
        assertThat(faults(hub("bj", "*"))).isEmpty();
        assertThat(faults(hub("bj", "site=sh"))).isEmpty();
    }

    @Test
    void aHubMeasuresSomebodyElse() {
        Fault nobody = new Fault("members", "are not 1 to 500 nodes: 0");

        assertThat(faults(hub("bj"))).containsExactly(nobody);
        assertThat(faults(hub("bj", "bj"))).containsExactly(nobody);
    }

    @ParameterizedTest
    @CsvSource({
        "*, has a selector where one node or host is meant: *",
        "site=bj, has a selector where one node or host is meant: site=bj",
        "hk, has a node that has not joined: hk",
        "Bj, 'has a name that is not 1 to 64 of a-z, 0-9, ''.'', ''_'' and ''-'': Bj'",
        "stamp:, 'is not of the form stamp:HOST or stamp:HOST:PORT, IPv6 in brackets: stamp:'"
    })
    void namesAHubThatCannotBeOne(String hub, String message) {
        assertThat(faults(hub(hub, "sh"))).containsExactly(new Fault("hub", message));
    }

    @Test
    void aHubIsGivenWhereItIsMeantAndNowhereElse() {
        assertThat(faults(spec("basic", List.of("bj", "sh"), Topology.HUB, null, List.of(), "1m")))
                .containsExactly(new Fault("hub", "is missing: name the member that measures all others"));
        assertThat(faults(spec("basic", List.of("bj", "sh"), Topology.MESH, "bj", List.of(), "1m")))
                .containsExactly(
                        new Fault("members", "are not 2 to 500 nodes: 1"),
                        new Fault("hub", "is given, but the topology is mesh"));
        assertThat(faults(spec("basic", List.of(), Topology.PAIRS, "bj", List.of(List.of("bj", "sh")), "1m")))
                .containsExactly(new Fault("hub", "is given, but the topology is pairs"));
    }

    @Test
    void takesPairs() {
        assertThat(faults(pairs(List.of(List.of("bj", "sh"), List.of("bj", "gz"), List.of("stamp:host", "sh")))))
                .isEmpty();
    }

    @Test
    void pairsAreGivenWhereTheyAreMeantAndNowhereElse() {
        assertThat(faults(pairs(List.of())))
                .containsExactly(new Fault("pairs", "are missing: write them as [[a, b], [a, c]]"));
        assertThat(faults(spec("basic", List.of("bj", "sh"), Topology.MESH, null, List.of(List.of("bj", "sh")), "1m")))
                .containsExactly(new Fault("pairs", "are given, but the topology is mesh"));
        assertThat(faults(spec("basic", List.of("sh"), Topology.HUB, "bj", List.of(List.of("bj", "sh")), "1m")))
                .containsExactly(new Fault("pairs", "are given, but the topology is hub"));
    }

    @Test
    void namesEachPairThatIsNone() {
        assertThat(faults(pairs(List.of(
                        List.of("bj", "bj"),
                        List.of("bj"),
                        List.of(),
                        List.of("bj", "sh", "gz"),
                        List.of("bj", "sh"),
                        List.of("sh", "bj"),
                        List.of("bj", "*"),
                        List.of("hk", "bj")))))
                .containsExactly(
                        new Fault("pairs", "has what is not two different members: [bj, bj]"),
                        new Fault("pairs", "has what is not two different members: [bj]"),
                        new Fault("pairs", "has what is not two different members: []"),
                        new Fault("pairs", "has what is not two different members: [bj, sh, gz]"),
                        new Fault("pairs", "has a pair twice: [sh, bj]"),
                        new Fault("pairs", "has a selector where one node or host is meant: *"),
                        new Fault("pairs", "has a node that has not joined: hk"));
    }

    @Test
    void boundsTheNumberOfPairs() {
        List<String> names = IntStream.range(0, 10_001).mapToObj(i -> "n" + i).toList();
        List<List<String>> many =
                names.stream().map(name -> List.of("hub", name)).toList();
        Set<String> nodes = new HashSet<>(names);
        nodes.add("hub");

        assertThat(TaskValidation.faults(pairs(many.subList(0, 10_000)), CATALOG, nodes))
                .isEmpty();
        assertThat(TaskValidation.faults(pairs(many), CATALOG, nodes))
                .containsExactly(new Fault("pairs", "are more than 10000: 10001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "site=bj", "site=bj,role=edge", "site=上海"})
    void aSelectorIsEnoughForAMeshBeforeAnybodyHasTheLabels(String selector) {
        assertThat(TaskValidation.faults(mesh("basic", selector), CATALOG, Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "site, has a node that has not joined: site",
        "'site=', 'has a value for site that is not 1 to 64 letters, digits, ''.'', ''_'' and ''-'': '",
        "'site=a,site=b', 'has a label twice: site=a,site=b'",
        "'site=a,b', 'is not of the form label=value,label=value: site=a,b'"
    })
    void namesASelectorThatSelectsNothing(String selector, String message) {
        assertThat(faults(mesh("basic", "bj", "sh", selector))).containsExactly(new Fault("members", message));
    }

    @Test
    void takesHostsWithoutAnAgentWhoseProtocolTheKindSpeaks() {
        assertThat(faults(mesh("basic", "bj", "stamp:reflector.example", "stamp:[2001:db8::1]:8620")))
                .isEmpty();
        assertThat(faults(mesh("two", "bj", "twamp:192.0.2.1", "stamp:192.0.2.2")))
                .isEmpty();
    }

    @Test
    void namesHostsWithoutAnAgentWhoseProtocolTheKindDoesNotSpeak() {
        assertThat(faults(mesh("basic", "bj", "icmp:router")))
                .containsExactly(new Fault(
                        "members",
                        "has a host without an agent whose protocol, icmp, the kind does not speak (it speaks stamp):"
                                + " icmp:router"));
        assertThat(faults(mesh("two", "bj", "icmp:router")))
                .containsExactly(new Fault(
                        "members",
                        "has a host without an agent whose protocol, icmp, the kind does not speak (it speaks stamp,"
                                + " twamp): icmp:router"));
        assertThat(faults(mesh("bandwidth", "bj", "stamp:router")))
                .containsExactly(new Fault(
                        "members",
                        "has a host without an agent whose protocol, stamp, the kind does not speak (it needs agents at"
                                + " both ends): stamp:router"));
        assertThat(faults(mesh("ping", "bj", "icmp:router")))
                .extracting(Fault::field)
                .as("what an unknown kind speaks is unknown")
                .containsExactly("kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", "1m", "60s", "5m", "15m", "30m", "1h", "2h", "6h", "12h", "1d", "24h"})
    void whatNeedsANodeForItselfHasAPeriodOfTheLadder(String period) {
        assertThat(faults(spec("bandwidth", List.of("bj", "sh"), Topology.MESH, null, List.of(), period)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100ms", "5s", "29s", "31s", "10m", "3h"})
    void whatNeedsANodeForItselfHasNoOtherPeriod(String period) {
        assertThat(faults(spec("bandwidth", List.of("bj", "sh"), Topology.MESH, null, List.of(), period)))
                .contains(new Fault("period", NOT_ON_LADDER + period));
        assertThat(faults(spec("basic", List.of("bj", "sh"), Topology.MESH, null, List.of(), period)))
                .isEmpty();
    }

    @Test
    void aPeriodIsNotShorterThanWhatIsSentInIt() {
        assertThat(faults(spec("slow", List.of("bj", "sh"), Topology.MESH, null, List.of(), "1m")))
                .containsExactly(
                        new Fault("period", "is shorter than a measurement takes with these settings, 60001ms: 1m"));
        assertThat(faults(spec("slow", List.of("bj", "sh"), Topology.MESH, null, List.of(), "61s")))
                .isEmpty();
    }

    @Test
    void findsEveryFaultAtOnce() {
        TaskSpec spec = new TaskSpec(
                "wan",
                null,
                null,
                "bandwidth",
                List.of("bj", "bj", "hk", "stamp:router", "site="),
                Topology.HUB,
                "*",
                List.of(List.of("bj"), List.of("bj", "hk")),
                Family.IPV4,
                null,
                null,
                "40s",
                Map.of("count", 0, "zzz", 1));

        assertThat(faults(spec))
                .extracting(Fault::field)
                .containsExactly(
                        "members",
                        "members",
                        "members",
                        "members",
                        "hub",
                        "pairs",
                        "pairs",
                        "pairs",
                        "period",
                        "settings.count",
                        "settings.zzz");
    }

    @Test
    void readsHubsAndPairsThatAPersonWrote() {
        TaskSpec hub = Json.readStrictly(
                "{\"name\":\"wan\",\"members\":[\"sh\"],\"topology\":\"hub\",\"hub\":\"bj\"}", TaskSpec.class);
        TaskSpec pairs = Json.readStrictly(
                "{\"topology\":\"pairs\",\"pairs\":[[\"bj\",\"sh\"],null,[\"gz\",null]]}", TaskSpec.class);

        assertThat(hub.topology()).isSameAs(Topology.HUB);
        assertThat(hub.hub()).isEqualTo("bj");
        assertThat(pairs.pairs()).containsExactly(List.of("bj", "sh"), List.of(), List.of("gz"));
        assertThat(Json.readStrictly(Json.write(hub), TaskSpec.class)).isEqualTo(hub);
        assertThat(Json.readStrictly(Json.write(pairs), TaskSpec.class)).isEqualTo(pairs);
    }

    @Test
    void everybodyWhoIsNamedIsNamedOnce() {
        TaskSpec spec = spec(
                "basic",
                List.of("bj", "sh", "bj"),
                Topology.PAIRS,
                "gz",
                List.of(List.of("sh", "hk"), List.of("hk", "*")),
                "1m");

        assertThat(spec.everybody()).containsExactly("bj", "sh", "gz", "hk", "*");
    }

    private static List<Fault> faults(TaskSpec spec) {
        return TaskValidation.faults(spec, CATALOG, NODES);
    }

    private static TaskSpec mesh(String kind, String... members) {
        return spec(kind, List.of(members), Topology.MESH, null, List.of(), "1m");
    }

    private static TaskSpec hub(String hub, String... members) {
        return spec("basic", List.of(members), Topology.HUB, hub, List.of(), "1m");
    }

    private static TaskSpec pairs(List<List<String>> pairs) {
        return spec("basic", List.of(), Topology.PAIRS, null, pairs, "1m");
    }

    private static TaskSpec spec(
            String kind,
            List<String> members,
            Topology topology,
            @Nullable String hub,
            List<List<String>> pairs,
            String period) {
        return new TaskSpec(
                "wan", null, null, kind, members, topology, hub, pairs, Family.IPV4, null, null, period, Map.of());
    }
}
