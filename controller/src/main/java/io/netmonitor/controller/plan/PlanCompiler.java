// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.SlotCalendar;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.EpochNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns tasks and nodes into where each path stands and what each agent measures. Arithmetic alone: the same input, in whatever
 * order, gives the same plan.
 *
 * <p>The paths of a task are spread evenly over its period; those of a kind that needs a node for itself get slots instead, see
 * {@link SlotPlanner}.
 */
public final class PlanCompiler {
    private final ProbeCatalog catalog;
    private final SessionKeys keys;

    /** A compiler of tasks of these kinds, with a source of keys for those that are to be authenticated. */
    public PlanCompiler(ProbeCatalog catalog, SessionKeys keys) {
        this.catalog = catalog;
        this.keys = keys;
    }

    /**
     * What a plan is made from.
     *
     * @param standing the newest placement of each task, by creation number
     * @param retired slots that agents may still use although nobody plans them
     * @param runs measurements that people asked for
     */
    record Given(
            List<Task> tasks,
            List<Node> nodes,
            Map<Long, Placement> standing,
            List<Retired> retired,
            List<Run> runs,
            Instant now) {}

    /**
     * Where the paths of all tasks stand.
     *
     * @param placements of each task, by creation number
     * @param awaited nodes whose agents have to hear of something before all slots can be used
     * @param calendar the slots that are taken
     */
    record Placed(List<Placement> placements, Set<String> awaited, SlotCalendar calendar) {}

    /** Places all paths. */
    Placed place(Given given) {
        Roster roster = new Roster(given.nodes());
        List<Task> tasks = given.tasks().stream()
                .filter(task -> isRunning(task, given.now()))
                .sorted(Comparator.comparingLong(Task::number))
                .toList();
        Map<Long, List<Way>> ways = new HashMap<>();
        SlotPlanner slots = new SlotPlanner(given.retired(), given.runs(), given.now());
        for (Task task : tasks) {
            ways.put(task.number(), ways(task, roster));
            if (isExclusive(task) && !ownWays(task, ways).isEmpty()) {
                slots.keep(wanted(task, ways, given));
            }
        }
        List<Placement> placements = new ArrayList<>();
        for (Task task : tasks) {
            List<Way> own = ownWays(task, ways);
            List<Spot> spots = new ArrayList<>(
                    !isExclusive(task)
                            ? spread(own, task.periodNs())
                            : own.isEmpty() ? List.of() : slots.place(wanted(task, ways, given)));
            spots.addAll(inTurn(task, ways));
            placements.add(placement(task, spots, given.now()));
        }
        return new Placed(placements, slots.awaited(), slots.calendar());
    }

    /** Everything that is to be measured by placements that were made from the same. */
    List<PlanEntry> entries(Given given, List<Placement> placements) {
        Map<Long, Task> tasks = given.tasks().stream().collect(Collectors.toMap(Task::number, task -> task));
        Entries entries = new Entries(new Roster(given.nodes()), catalog, keys, given.now());
        for (Placement placement : placements) {
            Task task = tasks.get(placement.number());
            if (task != null) {
                entries.add(task, placement.spots());
            }
        }
        given.runs().forEach(entries::add);
        return entries.all();
    }

    private boolean isRunning(Task task, Instant now) {
        return task.state() != TaskState.ENDED
                && !isOver(task, now)
                && catalog.find(task.spec().kind()).isPresent();
    }

    private static boolean isOver(Task task, Instant now) {
        Instant end = task.spec().end();
        return end != null && !end.isAfter(now);
    }

    private boolean isExclusive(Task task) {
        return isExclusive(task.spec().kind());
    }

    /** Whether measurements of a kind get slots. */
    boolean isExclusive(String kind) {
        return catalog.find(kind).map(ProbeDescription::exclusive).orElse(false);
    }

    private List<Way> ways(Task task, Roster roster) {
        Optional<ProbeDescription> description = catalog.find(task.spec().kind());
        List<Way> ways = description.isEmpty() ? List.of() : new Ways(roster).of(task.spec(), description.get());
        return task.state() == TaskState.PAUSED
                ? ways.stream()
                        .map(way -> new Way(way.path(), way.reverse(), "the task is paused"))
                        .toList()
                : ways;
    }

    private SlotPlanner.Wanted wanted(Task task, Map<Long, List<Way>> ways, Given given) {
        return new SlotPlanner.Wanted(ownWays(task, ways), task.periodNs(), standing(task, given));
    }

    /** Those that agents of ours measure, or would. */
    private static List<Way> ownWays(Task task, Map<Long, List<Way>> ways) {
        return ways.getOrDefault(task.number(), List.of()).stream()
                .filter(way -> !way.byOldNode())
                .toList();
    }

    /** Those that nodes of the prototype measure: one after the other, from the start of each round. */
    private static List<Spot> inTurn(Task task, Map<Long, List<Way>> ways) {
        long offsetNs = Math.floorMod(EpochNanos.of(task.startAt()), task.periodNs());
        return ways.getOrDefault(task.number(), List.of()).stream()
                .filter(Way::byOldNode)
                .map(way -> new Spot(
                        way.path().source(), way.path().destination(), way.reverse(), offsetNs, null, way.hindrance()))
                .toList();
    }

    /** Where a task of slots stands; where it stood while it was of another kind is no slot. */
    private @Nullable Placement standing(Task task, Given given) {
        Placement before = given.standing().get(task.number());
        return before != null && isExclusive(before.kind()) ? before : null;
    }

    /** Even to the nanosecond; the product of period and number may not fit a long, so whole parts are multiplied apart. */
    private static List<Spot> spread(List<Way> ways, long periodNs) {
        List<Spot> spots = new ArrayList<>();
        int count = ways.size();
        for (int i = 0; i < count; i++) {
            Way way = ways.get(i);
            long offsetNs = periodNs / count * i + periodNs % count * i / count;
            spots.add(new Spot(
                    way.path().source(), way.path().destination(), way.reverse(), offsetNs, null, way.hindrance()));
        }
        return spots;
    }

    private static Placement placement(Task task, List<Spot> spots, Instant now) {
        return new Placement(
                task.name(),
                task.number(),
                task.revision(),
                task.spec().kind(),
                task.spec().family(),
                task.startAt(),
                task.spec().end(),
                task.periodNs(),
                now,
                spots);
    }
}
