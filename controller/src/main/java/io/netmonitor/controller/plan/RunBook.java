// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.SlotCalendar;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What people asked to have measured once and is not over yet. Used under a lock. */
final class RunBook {
    /** Time for both ends to hear of it. */
    private static final Duration LEAD = Plans.LEAD.plusMillis(500);

    private static final Duration APART = Duration.ofMillis(50);
    /** After its last instant a run stays in the plans, so that an agent that was late still takes part. */
    private static final Duration LINGERS = Duration.ofSeconds(30);

    private static final int MAX_OPEN = 100;

    private final PlanCompiler compiler;
    private final List<Run> open = new ArrayList<>();
    private final Map<String, Set<Long>> taken = new HashMap<>();
    private SlotCalendar calendar = new SlotCalendar();
    private List<Retired> retired = List.of();

    RunBook(PlanCompiler compiler) {
        this.compiler = compiler;
    }

    List<Run> all() {
        return List.copyOf(open);
    }

    /** Those of kinds that need a node for themselves. */
    List<Run> exclusive() {
        return open.stream()
                .filter(run -> compiler.isExclusive(run.task().spec().kind()))
                .toList();
    }

    /** The slots that the plan takes from now on, and those that agents may still use. */
    void calendar(SlotCalendar planned, List<Retired> stillUsed) {
        calendar = planned;
        retired = stillUsed;
    }

    Run add(Task task, List<Spot> spots, Instant now) {
        if (open.size() >= MAX_OPEN) {
            throw new IllegalArgumentException(
                    "more than " + MAX_OPEN + " runs are under way; wait until one of them is over");
        }
        boolean exclusive = compiler.isExclusive(task.spec().kind());
        List<Run.Once> paths = new ArrayList<>();
        Instant next = now.plus(LEAD);
        for (Spot spot : spots) {
            if (!spot.isMeasured()) {
                paths.add(new Run.Once(spot, null));
            } else if (Member.isOldNode(spot.initiator())) {
                paths.add(new Run.Once(hindered(spot, "a node of the prototype measures in its own time alone"), null));
            } else if (exclusive) {
                paths.add(once(spot, now.plus(LEAD)));
            } else {
                paths.add(new Run.Once(spot, next));
                next = next.plus(APART);
            }
        }
        Run run = new Run(UUID.randomUUID().toString(), task, paths);
        open.add(run);
        return run;
    }

    /** In the first slot that both ends have free; within the longest period every free slot comes once. */
    private Run.Once once(Spot spot, Instant from) {
        long first = Slots.firstFrom(from);
        for (long slot = first; slot < first + Slots.CYCLE; slot++) {
            if (isFree(spot, slot)) {
                taken.computeIfAbsent(spot.source(), node -> new HashSet<>()).add(slot);
                taken.computeIfAbsent(spot.destination(), node -> new HashSet<>())
                        .add(slot);
                return new Run.Once(spot, Slots.startOf(slot));
            }
        }
        return new Run.Once(hindered(spot, "no slot is free"), null);
    }

    private static Spot hindered(Spot spot, String why) {
        return new Spot(spot.source(), spot.destination(), spot.reverse(), null, null, why);
    }

    private boolean isFree(Spot spot, long absolute) {
        int slot = (int) Math.floorMod(absolute, (long) Slots.CYCLE);
        return calendar.isFree(spot.source(), spot.destination(), slot, Slots.CYCLE)
                && retired.stream()
                        .noneMatch(one ->
                                one.meets(spot.source(), spot.destination(), spot.initiator(), slot, Slots.CYCLE))
                && !taken.getOrDefault(spot.source(), Set.of()).contains(absolute)
                && !taken.getOrDefault(spot.destination(), Set.of()).contains(absolute);
    }

    /** Drops what is over. Returns whether there was anything. */
    boolean forget(Instant now) {
        boolean any = open.removeIf(run -> run.lastAt().plus(LINGERS).isBefore(now));
        if (any) {
            long past = Slots.at(now);
            taken.values().forEach(slots -> slots.removeIf(slot -> slot < past));
            taken.values().removeIf(Set::isEmpty);
        }
        return any;
    }
}
