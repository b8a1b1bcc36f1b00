// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.Fault;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.TinyProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks in which nodes of the prototype take part. */
class OldNodesTest {
    private static final ProbeCatalog CATALOG = new ProbeCatalog(List.of(
            new TinyProbeType("basic", false, Map.of("stamp", 862, "perftrace", 19_999), 1_000_000),
            new TinyProbeType("bandwidth", true, Map.of("perftrace", 19_999), 2_000_000_000L),
            new TinyProbeType("alone", false, Map.of("stamp", 862), 1_000_000)));

    @Test
    void takesHostsThatSpeakThePrototypesProtocol() {
        assertThat(faults(task("wan", "basic", "1m", "bj", "perftrace:10.0.0.2", "legacy:10.0.0.3")))
                .isEmpty();
        assertThat(faults(task("wan", "bandwidth", "1m", "bj", "legacy:[2001:db8::3]")))
                .isEmpty();
        assertThat(faults(task("wan", "alone", "1m", "bj", "legacy:10.0.0.3")))
                .containsExactly(
                        new Fault(
                                "members",
                                "has a host without an agent whose protocol, perftrace, the kind does not speak (it speaks stamp): legacy:10.0.0.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a.b", "a?b", "a#b"})
    void refusesNamesThatOldNodesSplit(String name) {
        assertThat(faults(task(name, "basic", "1m", "bj", "sh"))).isEmpty();
        assertThat(faults(task(name, "basic", "1m", "bj", "legacy:10.0.0.3")))
                .containsExactly(new Fault("name", "has one of +./?#, at which old nodes split it: " + name));
    }

    @Test
    void refusesWhatOldNodesDoNotKnow() {
        TaskSpec hub = new TaskSpec(
                "wan",
                null,
                null,
                "basic",
                List.of("legacy:10.0.0.3"),
                Topology.HUB,
                "bj",
                List.of(),
                Family.IPV4,
                null,
                null,
                "1500ms",
                Map.of());

        assertThat(faults(hub))
                .containsExactly(
                        new Fault("topology", "is not mesh, which is all that old nodes know: hub"),
                        new Fault("period", "is not in whole seconds, which is all that old nodes know: 1500ms"));
    }

    @Test
    void onlyOldNodesNeedNoSlotsTogether() {
        assertThat(faults(task("wan", "bandwidth", "10m", "legacy:10.0.0.2", "legacy:10.0.0.3")))
                .isEmpty();
        assertThat(faults(task("wan", "bandwidth", "10m", "bj", "legacy:10.0.0.3")))
                .extracting(Fault::field)
                .containsExactly("period");
    }

    @Test
    void membersAreCalledByTheirHostsOrAsTheyWereListed() {
        TaskSpec spec = task("wan", "basic", "1m", "bj", "perftrace:[2001:db8::2]:19998", "legacy:old.example", "sh");
        TaskSpec listed = listed(spec, Map.of("bj", "10.0.0.1"));

        assertThat(listed.listedAs("bj")).isEqualTo("10.0.0.1");
        assertThat(listed.listedAs("sh")).isEqualTo("sh");
        assertThat(listed.listedAs("perftrace:[2001:db8::2]:19998")).isEqualTo("2001:db8::2");
        assertThat(listed.listedAs("legacy:old.example")).isEqualTo("old.example");
        assertThat(listed.listedAs("stamp:10.0.0.9")).isEqualTo("stamp:10.0.0.9");
        assertThat(faults(listed)).isEmpty();
        assertThat(Json.readStrictly(Json.write(listed), TaskSpec.class)).isEqualTo(listed);
        assertThat(listed.withPeriod("2m").listedAs()).isEqualTo(listed.listedAs());
    }

    @Test
    void refusesAListingThatMisleads() {
        TaskSpec spec = task("wan", "basic", "1m", "bj", "sh", "legacy:10.0.0.3");

        assertThat(faults(listed(spec, Map.of("hk", "10.0.0.1"))))
                .containsExactly(new Fault("listedAs", "has what is no member: hk"));
        assertThat(faults(listed(spec, Map.of("bj", "a+b"))))
                .extracting(Fault::field)
                .containsExactly("listedAs.bj");
        assertThat(faults(listed(spec, Map.of("bj", "10.0.0.3"))))
                .containsExactly(
                        new Fault(
                                "members",
                                "has two that the prototype's interfaces could not tell apart, bj and legacy:10.0.0.3: 10.0.0.3"));
    }

    private static List<Fault> faults(TaskSpec spec) {
        return TaskValidation.faults(spec, CATALOG, Set.of("bj", "sh"));
    }

    private static TaskSpec task(String name, String kind, String period, String... members) {
        return new TaskSpec(name, null, null, kind, List.of(members), Family.IPV4, null, null, period, Map.of());
    }

    private static TaskSpec listed(TaskSpec spec, Map<String, String> listedAs) {
        return new TaskSpec(
                spec.name(),
                spec.title(),
                spec.description(),
                spec.kind(),
                spec.members(),
                spec.topology(),
                spec.hub(),
                spec.pairs(),
                spec.family(),
                spec.start(),
                spec.end(),
                spec.period(),
                spec.settings(),
                listedAs);
    }
}
