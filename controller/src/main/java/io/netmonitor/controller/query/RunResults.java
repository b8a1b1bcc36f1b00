// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.plan.Run;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the runs that people asked for go: what is planned, what came. The newest hundred are held in memory; their results are in
 * the store like all others. Safe for use by many threads.
 */
public final class RunResults {
    private static final int HELD = 100;
    /** Long enough for every measurement and its way here. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final WallClock clock;
    private final SequencedMap<String, Going> runs = new LinkedHashMap<>();

    public RunResults(WallClock clock) {
        this.clock = clock;
    }

    private record Going(Run run, Map<Path, Result> results) {}

    /** Follows a run from now on. */
    public synchronized View follow(Run run) {
        Going going = new Going(run, new LinkedHashMap<>());
        runs.put(run.id(), going);
        if (runs.size() > HELD) {
            runs.pollFirstEntry();
        }
        return view(going);
    }

    /** Takes those of some results that belong to a run. */
    public synchronized void take(List<Result> results) {
        for (Result result : results) {
            Going going = result.runId() == null ? null : runs.get(result.runId());
            if (going != null) {
                going.results().put(result.path(), result);
            }
        }
    }

    /** How a run goes, if it is known. */
    public synchronized Optional<View> find(String id) {
        return Optional.ofNullable(runs.get(id)).map(this::view);
    }

    private View view(Going going) {
        Instant now = clock.now();
        Family family = going.run().task().spec().family();
        List<PathView> paths = new ArrayList<>();
        boolean done = true;
        for (Run.Once once : going.run().paths()) {
            Spot spot = once.spot();
            boolean came = going.results().containsKey(spot.path(family));
            Instant at = once.at();
            boolean over = at != null && at.plus(PATIENCE).isBefore(now);
            done &= at == null || came || over;
            String hindrance = spot.hindrance() == null && over && !came ? "no result came" : spot.hindrance();
            paths.add(new PathView(spot.source(), spot.destination(), at, hindrance));
        }
        return new View(
                going.run().id(),
                going.run().task().name(),
                paths,
                List.copyOf(going.results().values()),
                done);
    }

    /**
     * A run.
     *
     * @param done whether nothing more is to come
     */
    public record View(String runId, String task, List<PathView> paths, List<Result> results, boolean done) {}

    /**
     * One path of a run.
     *
     * @param plannedAt when it is measured; absent when it is not
     * @param hindrance why it is not, or has no result
     */
    public record PathView(
            String source,
            String destination,
            @Nullable Instant plannedAt,
            @Nullable String hindrance) {}
}
