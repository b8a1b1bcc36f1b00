// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.plan.Plans;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The mesh of a task as one object: a cell for every ordered pair, each as seen from its source. Thread-safe. */
public final class Mesh {
    private static final Comparator<Path> BY_ENDS =
            Comparator.comparing(Path::source).thenComparing(Path::destination);

    /** Time for a result to come here. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

    private final ProbeCatalog catalog;
    private final LatestResults latest;
    private final ResultStore store;
    private final Plans plans;
    private final WallClock clock;

    public Mesh(ProbeCatalog catalog, LatestResults latest, ResultStore store, Plans plans, WallClock clock) {
        this.catalog = catalog;
        this.latest = latest;
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * The mesh of a task.
     *
     * @param at as it was at this instant; as it is when absent
     * @throws IOException when the store cannot be asked
     */
    public View of(Task task, @Nullable Instant at) throws IOException {
        ProbeDescription description = catalog.get(task.spec().kind());
        Function<Path, Optional<Result>> find = at == null ? path -> latest.find(task.name(), path) : past(task, at);
        SortedMap<Path, String> paths = paths(task, description);
        List<Cell> cells = new ArrayList<>();
        Instant shown = at == null ? clock.now() : at;
        Instant fresh = shown.minusNanos(2 * task.periodNs()).minus(ON_ITS_WAY);
        paths.forEach((path, hindrance) -> cells.add(cell(path, description, find, hindrance, fresh)));
        List<String> members = paths.keySet().stream()
                .flatMap(path -> Stream.of(path.source(), path.destination()))
                .distinct()
                .sorted()
                .toList();
        return new View(task.name(), task.spec().kind(), shown, task.periodNs(), members, cells);
    }

    /** The directions that a task measures, by source, then destination. */
    public List<Path> paths(Task task) {
        return List.copyOf(paths(task, catalog.get(task.spec().kind())).keySet());
    }

    /** The directions that a task measures, each with why it cannot be measured, if so; empty when it can. */
    private SortedMap<Path, String> paths(Task task, ProbeDescription description) {
        SortedMap<Path, String> paths = new TreeMap<>(BY_ENDS);
        Optional<Placement> placement = plans.placement(task.name());
        if (placement.isEmpty()) {
            addAll(task.spec(), paths);
            return paths;
        }
        for (Spot spot : placement.get().spots()) {
            Path path = spot.path(task.spec().family());
            String hindrance = spot.hindrance() == null || task.state() == TaskState.PAUSED ? "" : spot.hindrance();
            paths.put(path, hindrance);
            if (description.symmetric()) {
                paths.put(path.reversed(), hindrance);
            }
        }
        return paths;
    }

    /** Of a task that has ended: everybody who was named in it. */
    private static void addAll(TaskSpec spec, SortedMap<Path, String> paths) {
        List<String> names = spec.everybody().stream()
                .filter(name -> !(Member.of(name) instanceof Member.Selected))
                .toList();
        for (String source : names) {
            for (String destination : names) {
                if (!source.equals(destination)) {
                    paths.put(new Path(source, destination, spec.family()), "");
                }
            }
        }
    }

    private Function<Path, Optional<Result>> past(Task task, Instant at) throws IOException {
        Map<Path, Result> byPath = new HashMap<>();
        for (Result result : store.latest(task.name(), at)) {
            byPath.put(result.path(), result);
        }
        return path -> Optional.ofNullable(byPath.get(path));
    }

    private static Cell cell(
            Path path,
            ProbeDescription description,
            Function<Path, Optional<Result>> find,
            String hindrance,
            Instant fresh) {
        Optional<Result> own = find.apply(path);
        Optional<Result> other = description.symmetric() ? find.apply(path.reversed()) : Optional.empty();
        // After a change of members both may be there: the newer one counts.
        boolean mirrored = other.isPresent()
                && (own.isEmpty() || own.get().startedAt().isBefore(other.get().startedAt()));
        Optional<Result> found = mirrored ? other : own;
        boolean stale = found.isEmpty() || found.get().startedAt().isBefore(fresh);
        if (found.isEmpty() || (stale && !hindrance.isEmpty())) {
            return new Cell(
                    path.source(),
                    path.destination(),
                    path.family().label(),
                    hindrance.isEmpty() ? "pending" : "unmeasurable",
                    hindrance.isEmpty() ? null : hindrance,
                    null,
                    null,
                    null,
                    Map.of());
        }
        Result result = found.get();
        return new Cell(
                path.source(),
                path.destination(),
                path.family().label(),
                result.outcome().label(),
                result.reason(),
                result.startedAt(),
                result.values().text("stamps").orElse(null),
                result.values().byField().get("clock.synchronized") instanceof Boolean flag ? flag : null,
                values(result, description, mirrored));
    }

    private static Map<String, Number> values(Result result, ProbeDescription description, boolean mirrored) {
        Map<String, Number> values = new LinkedHashMap<>();
        for (Metric metric : description.metrics()) {
            Metric measured = mirrored ? description.metric(metric.mirror()).orElse(metric) : metric;
            put(values, metric.name(), result, measured.value());
            if (measured.error() != null) {
                put(values, metric.name() + "Error", result, measured.error());
            }
        }
        return values;
    }

    private static void put(Map<String, Number> values, String name, Result result, String field) {
        if (result.values().byField().get(field) instanceof Number number) {
            values.put(name, number);
        }
    }

    /**
     * A mesh.
     *
     * @param at instant that it shows
     * @param periodNs length of a round: a cell that is much older is stale
     * @param cells one for each direction that the task measures, by source, then destination
     */
    public record View(String task, String kind, Instant at, long periodNs, List<String> members, List<Cell> cells) {}

    /**
     * One direction of one pair.
     *
     * @param state outcome of the newest result; {@code pending} when there is none, {@code unmeasurable} when none can
     *     be and the last one is old
     * @param values metrics by name, as seen from the source; {@code …Error} beside those that have an error bound
     */
    public record Cell(
            String source,
            String destination,
            String family,
            String state,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable String stamps,
            @Nullable Boolean clockSynchronized,
            Map<String, Number> values) {}
}
