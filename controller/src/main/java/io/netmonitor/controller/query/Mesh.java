// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The mesh of a task as one object: a cell for every ordered pair, each as seen from its source. Thread-safe. */
public final class Mesh {
    private final ProbeCatalog catalog;
    private final LatestResults latest;
    private final ResultStore store;
    private final WallClock clock;

    public Mesh(ProbeCatalog catalog, LatestResults latest, ResultStore store, WallClock clock) {
        this.catalog = catalog;
        this.latest = latest;
        this.store = store;
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
        List<String> members = task.spec().members().stream().sorted().toList();
        List<Cell> cells = new ArrayList<>();
        for (String source : members) {
            for (String destination : members) {
                if (!source.equals(destination)) {
                    cells.add(cell(new Path(source, destination, task.spec().family()), description, find));
                }
            }
        }
        return new View(
                task.name(), task.spec().kind(), at == null ? clock.now() : at, task.periodNs(), members, cells);
    }

    private Function<Path, Optional<Result>> past(Task task, Instant at) throws IOException {
        Map<Path, Result> byPath = new HashMap<>();
        for (Result result : store.latest(task.name(), at)) {
            byPath.put(result.path(), result);
        }
        return path -> Optional.ofNullable(byPath.get(path));
    }

    private static Cell cell(Path path, ProbeDescription description, Function<Path, Optional<Result>> find) {
        Optional<Result> own = find.apply(path);
        Optional<Result> other = description.symmetric() ? find.apply(path.reversed()) : Optional.empty();
        // After a change of members both may be there: the newer one counts.
        boolean mirrored = other.isPresent()
                && (own.isEmpty() || own.get().startedAt().isBefore(other.get().startedAt()));
        Optional<Result> found = mirrored ? other : own;
        if (found.isEmpty()) {
            return new Cell(
                    path.source(),
                    path.destination(),
                    path.family().label(),
                    "pending",
                    null,
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
     * @param cells one for each ordered pair, by source, then destination
     */
    public record View(String task, String kind, Instant at, long periodNs, List<String> members, List<Cell> cells) {}

    /**
     * One direction of one pair.
     *
     * @param state outcome of the newest result, or {@code pending} when there is none
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
