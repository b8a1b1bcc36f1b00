// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.time.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Results for tests: one by hand, and arbitrary ones. */
final class Results {
    static final Instant PLANNED = Instant.parse("2026-11-22T11:00:00Z");

    private Results() {}

    static Result measured(Values values) {
        return new Result(
                "wan",
                3,
                41L,
                null,
                "basic",
                new Path("sh", "bj", Family.IPV6),
                PLANNED,
                PLANNED.plusMillis(10),
                Duration.ofNanos(98_123_456),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                values);
    }

    static Arbitrary<Result> any() {
        return Combinators.combine(
                        identities(), times(), Arbitraries.of(Outcome.class), texts().injectNull(0.5), values())
                .as((identity, times, outcome, reason, values) -> new Result(
                        identity.task(),
                        identity.revision(),
                        identity.round(),
                        identity.runId(),
                        identity.kind(),
                        identity.path(),
                        times.planned(),
                        times.started(),
                        times.duration(),
                        outcome,
                        reason,
                        identity.task().length() % 2 == 0,
                        identity.revision() % 2 == 0,
                        times.received(),
                        values));
    }

    static Arbitrary<Values> values() {
        Arbitrary<String> leaves = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        // A field beside an object of the same name cannot be written, so that leaves and objects are kept apart.
        Arbitrary<String> fields = Combinators.combine(
                        Arbitraries.of("", "objectA.", "objectB.", "objectA.innerX.", "objectA.innerX.innerY."), leaves)
                .as((parents, leaf) -> parents + "leaf" + leaf);
        Arbitrary<Object> contents = Arbitraries.oneOf(
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                texts().map(Object.class::cast));
        return Arbitraries.maps(fields, contents).ofMaxSize(12).map(map -> new Values(new LinkedHashMap<>(map)));
    }

    private static Arbitrary<Identity> identities() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(20);
        return Combinators.combine(
                        texts(),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        names,
                        Arbitraries.of(Family.class),
                        Arbitraries.of(true, false))
                .as((task, revision, round, name, family, planned) -> new Identity(
                        task,
                        revision,
                        planned ? round : null,
                        planned ? null : "run-" + round,
                        name,
                        new Path(name, name + "2", family)));
    }

    private static Arbitrary<Times> times() {
        Arbitrary<Instant> instants = Arbitraries.longs().map(EpochNanos::toInstant);
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(0, Long.MAX_VALUE).map(Duration::ofNanos);
        return Combinators.combine(instants, instants, durations, instants.injectNull(0.5))
                .as(Times::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aZ09 _-./\\\"\n\t{}[]:,äñ中文测\u2028😀")
                .ofMaxLength(30);
    }

    private record Identity(
            String task,
            int revision,
            @Nullable Long round,
            @Nullable String runId,
            String kind,
            Path path) {}

    private record Times(
            Instant planned,
            Instant started,
            Duration duration,
            @Nullable Instant received) {}

    /** The tree of a result with every field that is not absent, to be broken by tests. */
    static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("task", "wan");
        tree.put("revision", 3);
        tree.put("round", 41);
        tree.put("kind", "basic");
        tree.put("source", "sh");
        tree.put("destination", "bj");
        tree.put("family", "ipv6");
        tree.put("plannedAt", "2026-11-22T11:00:00Z");
        tree.put("startedAt", "2026-11-22T11:00:00.01Z");
        tree.put("durationNs", 98_123_456);
        tree.put("outcome", "measured");
        return tree;
    }
}
