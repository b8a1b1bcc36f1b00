// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tries tasks in the plan without keeping them. Safe for use by many threads. */
public final class Previews {
    private static final long LEAST_PERIOD_NS = Durations.parseNs("100ms");
    private static final double BITS = 8e9;

    private final Plans plans;
    private final ProbeCatalog catalog;
    private final WallClock clock;

    public Previews(Plans plans, ProbeCatalog catalog, WallClock clock) {
        this.plans = plans;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * What keeping a task would mean.
     *
     * @param spec valid
     * @param before the task of that name that is there
     */
    public Preview of(TaskSpec spec, @Nullable Task before) {
        ProbeDescription description = catalog.get(spec.kind());
        Settings settings = Settings.read(description.settings(), spec.settings());
        Traffic traffic = catalog.traffic(spec.kind(), settings, spec.family());
        List<Spot> spots = tried(spec, before);
        List<Preview.Unmeasurable> unmeasurable = new ArrayList<>();
        for (Spot spot : spots) {
            String hindrance = spot.hindrance();
            if (hindrance != null && !isUnplaced(spot)) {
                unmeasurable.add(new Preview.Unmeasurable(spot.source(), spot.destination(), hindrance));
            }
        }
        int unplaced = (int) spots.stream().filter(Previews::isUnplaced).count();
        List<Preview.Difference> differences = before == null ? List.of() : differences(before.spec(), spec);
        return new Preview(
                before == null ? "create" : differences.isEmpty() ? Preview.NONE : "change",
                differences,
                spots.size(),
                description.exclusive() ? shortest(spec, before) : Durations.rounded(least(traffic)),
                loads(spots, traffic, spec.periodNs()),
                unmeasurable,
                unplaced);
    }

    private static long least(Traffic traffic) {
        return Math.max(LEAST_PERIOD_NS, traffic.sendingNs());
    }

    private static boolean isUnplaced(Spot spot) {
        return SlotPlanner.NO_SLOT.equals(spot.hindrance());
    }

    private @Nullable String shortest(TaskSpec spec, @Nullable Task before) {
        for (int slots : Slots.sizes()) {
            String period = Slots.period(slots);
            if (tried(spec.withPeriod(period), before).stream().noneMatch(Previews::isUnplaced)) {
                return period;
            }
        }
        return null;
    }

    private List<Spot> tried(TaskSpec spec, @Nullable Task before) {
        Instant now = clock.now();
        Task task = before == null
                ? new Task(spec, Long.MAX_VALUE, 1, TaskState.ACTIVE, now, now)
                : new Task(spec, before.number(), before.revision() + 1, TaskState.ACTIVE, before.createdAt(), now);
        return plans.tried(task);
    }

    private static List<Preview.Load> loads(List<Spot> spots, Traffic traffic, long periodNs) {
        Map<String, Tally> tallies = new TreeMap<>();
        for (Spot spot : spots) {
            if (spot.isMeasured()) {
                tallies.computeIfAbsent(spot.source(), node -> new Tally())
                        .add(traffic.forwardBytes(), traffic.backwardBytes());
                tallies.computeIfAbsent(spot.destination(), node -> new Tally())
                        .add(traffic.backwardBytes(), traffic.forwardBytes());
            }
        }
        List<Preview.Load> loads = new ArrayList<>();
        tallies.forEach((node, tally) -> {
            if (!Member.isForeign(node)) {
                loads.add(new Preview.Load(
                        node,
                        tally.sentBytes * BITS / periodNs,
                        tally.receivedBytes * BITS / periodNs,
                        tally.measurements,
                        !traffic.typical()));
            }
        });
        return loads;
    }

    private static final class Tally {
        private double sentBytes;
        private double receivedBytes;
        private int measurements;

        void add(long sent, long received) {
            sentBytes += sent;
            receivedBytes += received;
            measurements++;
        }
    }

    /** Field by field; settings one by one, and one that is not written counts as its default. */
    private List<Preview.Difference> differences(TaskSpec before, TaskSpec after) {
        List<Preview.Difference> differences = new ArrayList<>(
                differences("", Json.tree(before.withSettings(Map.of())), Json.tree(after.withSettings(Map.of()))));
        differences.addAll(differences("settings.", Json.tree(complete(before)), Json.tree(complete(after))));
        return differences;
    }

    private Map<String, Object> complete(TaskSpec spec) {
        Map<String, Object> settings = new TreeMap<>();
        catalog.find(spec.kind())
                .ifPresent(description -> description
                        .settings()
                        .forEach(setting -> settings.put(setting.name(), setting.written(setting.defaultValue()))));
        // JSON makes small numbers another type than defaults are.
        spec.settings()
                .forEach((name, value) ->
                        settings.put(name, value instanceof Integer whole ? (Object) whole.longValue() : value));
        return settings;
    }

    private static List<Preview.Difference> differences(String prefix, JsonNode old, JsonNode fresh) {
        Set<String> fields = new TreeSet<>(old.propertyNames());
        fields.addAll(fresh.propertyNames());
        return fields.stream()
                .filter(field -> !old.path(field).equals(fresh.path(field)))
                .map(field -> new Preview.Difference(prefix + field, old.get(field), fresh.get(field)))
                .toList();
    }
}
