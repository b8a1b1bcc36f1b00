// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.SlotAllocation;
import io.netmonitor.core.plan.SlotCalendar;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the paths of tasks that need their nodes for themselves a slot each. What has one keeps it while its task stands, also while
 * it cannot be measured or the task is paused. Used once for each compilation, by one thread.
 */
final class SlotPlanner {
    /** Time for all agents to hear of a new slot. */
    static final Duration LEAD = Duration.ofSeconds(10);

    /** Why a path is not measured that found no slot. */
    static final String NO_SLOT = "no slot of its period is free at both ends";

    private final SlotCalendar calendar = new SlotCalendar();
    private final Map<String, List<Retired>> retired = new HashMap<>();
    private final Map<String, Instant> ranLast = new HashMap<>();
    private final Instant now;
    private final Set<String> awaited = new HashSet<>();

    /**
     * An empty calendar.
     *
     * @param retired slots that agents may still use although nobody plans them
     * @param runs measurements that were asked for; what is placed anew at their nodes begins after them
     */
    SlotPlanner(List<Retired> retired, List<Run> runs, Instant now) {
        for (Retired one : retired) {
            this.retired
                    .computeIfAbsent(one.source(), node -> new ArrayList<>())
                    .add(one);
            this.retired
                    .computeIfAbsent(one.destination(), node -> new ArrayList<>())
                    .add(one);
        }
        for (Run run : runs) {
            for (Run.Once once : run.paths()) {
                Instant at = once.at();
                if (at != null) {
                    ranLast.merge(once.spot().source(), at, SlotPlanner::later);
                    ranLast.merge(once.spot().destination(), at, SlotPlanner::later);
                }
            }
        }
        this.now = now;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A task's wish for slots. */
    record Wanted(List<Way> ways, long periodNs, @Nullable Placement before) {
        int period() {
            return Slots.in(periodNs);
        }

        /** What paths had before, if they may keep it. */
        Map<Path, Spot> kept() {
            Map<Path, Spot> spots = new HashMap<>();
            if (before != null && before.periodNs() == periodNs) {
                before.spots().stream()
                        .filter(spot -> spot.offsetNs() != null)
                        .forEach(spot -> spots.put(spot.path(before.family()), spot));
            }
            return spots;
        }
    }

    /** Takes what a task has. All tasks keep theirs before any is given more. */
    void keep(Wanted task) {
        Map<Path, Spot> kept = task.kept();
        for (Way way : task.ways()) {
            Spot spot = kept.get(way.path());
            if (spot != null) {
                calendar.take(way.path().source(), way.path().destination(), slot(spot), task.period());
            }
        }
    }

    /** The spots of a task's paths: what it has, and what it is given now. */
    List<Spot> place(Wanted task) {
        Map<Path, Spot> kept = task.kept();
        Map<Path, Way> fresh = new LinkedHashMap<>();
        task.ways().stream()
                .filter(way -> !kept.containsKey(way.path()) && way.hindrance() == null)
                .forEach(way -> fresh.put(way.path(), way));
        Map<Path, Integer> given = SlotAllocation.place(
                fresh.keySet(),
                task.period(),
                calendar,
                (path, slot) -> holder(fresh.get(path), slot, task.period()).isEmpty());
        List<Spot> spots = new ArrayList<>();
        for (Way way : task.ways()) {
            Spot before = kept.get(way.path());
            Integer slot = before == null ? given.get(way.path()) : Integer.valueOf(slot(before));
            spots.add(slot == null ? nowhere(way) : at(way, slot, task.period(), before));
        }
        return spots;
    }

    /** The nodes whose agents have to hear of something before all slots can be used. */
    Set<String> awaited() {
        return awaited;
    }

    /** What is taken, once all tasks are placed. */
    SlotCalendar calendar() {
        return calendar;
    }

    private Spot at(Way way, int slot, int period, @Nullable Spot before) {
        String hindrance = way.hindrance();
        Optional<Retired> holder = hindrance == null ? holder(way, slot, period) : Optional.empty();
        if (holder.isPresent()) {
            awaited.add(holder.get().initiator());
            hindrance = "it waits until " + holder.get().initiator() + " has heard that "
                    + holder.get().task() + " does not measure in this slot any more";
        }
        boolean goesOn = before != null && before.isMeasured() && before.reverse() == way.reverse();
        Instant notBefore = before != null && goesOn ? before.notBefore() : beginning(way);
        return new Spot(
                way.path().source(),
                way.path().destination(),
                way.reverse(),
                slot * Slots.LENGTH_NS,
                hindrance == null ? notBefore : null,
                hindrance);
    }

    private Instant beginning(Way way) {
        Instant heard = now.plus(LEAD);
        Instant alone = later(
                ranLast.getOrDefault(way.path().source(), heard),
                ranLast.getOrDefault(way.path().destination(), heard));
        Instant earliest = alone.isAfter(heard) ? alone.plusNanos(Slots.LENGTH_NS) : heard;
        return Slots.startOf(Slots.firstFrom(earliest));
    }

    private static Spot nowhere(Way way) {
        return new Spot(
                way.path().source(),
                way.path().destination(),
                way.reverse(),
                null,
                null,
                way.hindrance() == null ? NO_SLOT : way.hindrance());
    }

    private Optional<Retired> holder(@Nullable Way way, int slot, int period) {
        return way == null
                ? Optional.empty()
                : Stream.of(way.path().source(), way.path().destination())
                        .flatMap(end -> retired.getOrDefault(end, List.of()).stream())
                        .filter(one -> one.meets(way, slot, period))
                        .findFirst();
    }

    private static int slot(Spot spot) {
        return spot.offsetNs() == null ? 0 : (int) (spot.offsetNs() / Slots.LENGTH_NS);
    }
}
