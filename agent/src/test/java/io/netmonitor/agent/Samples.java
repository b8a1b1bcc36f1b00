// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plans, entries and results as tests need them. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private Samples() {}

    public static Result result(long round) {
        return new Result(
                "wan",
                1,
                round,
                null,
                FakeProbeType.NAME,
                path("sh"),
                START.plusSeconds(round),
                START.plusSeconds(round),
                Duration.ofMillis(1),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                Values.builder().put("sent", 1).build());
    }

    /** An entry from START on, measured every period by the fake probe. */
    public static PlanEntry entry(String destination, Duration period) {
        return entry("wan", destination, START, period, Map.of());
    }

    public static PlanEntry entry(
            String task, String destination, Instant startAt, Duration period, Map<String, Object> settings) {
        return new PlanEntry(
                task,
                1,
                FakeProbeType.NAME,
                path(destination),
                "192.0.2.7",
                862,
                startAt,
                null,
                period.toNanos(),
                0,
                17,
                null,
                null,
                settings);
    }

    public static Plan plan(String revision, Instant effectiveAt, PlanEntry... entries) {
        return new Plan(
                revision, effectiveAt, List.of(entries), Map.of(FakeProbeType.NAME, FakeProbeType.sessions(17)));
    }

    public static Path path(String destination) {
        return new Path("bj", destination, Family.IPV4);
    }
}
