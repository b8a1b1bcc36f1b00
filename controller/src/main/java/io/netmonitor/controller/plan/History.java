// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where each task's paths stood and stand, and which slots agents may still use that nobody plans any more. Used under a lock. */
final class History {
    /** An agent that was silent for longer is stopped by its peers, which do not answer sessions of a plan that old. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final StateStore state;
    private final PlanCompiler compiler;
    private final Map<Long, Placement> standing = new HashMap<>();
    private final Set<Retired> retired = new LinkedHashSet<>();

    private History(StateStore state, PlanCompiler compiler) {
        this.state = state;
        this.compiler = compiler;
    }

    /** What the store remembers. Nobody is known to have heard of anything: that shows within a poll. */
    static History load(StateStore state, PlanCompiler compiler, Instant now) {
        History history = new History(state, compiler);
        state.placements(now.minus(REMEMBERED), history::adopt);
        return history;
    }

    /** The newest placement of each task that has any paths, by creation number. */
    Map<Long, Placement> standing() {
        return Map.copyOf(standing);
    }

    List<Retired> retired() {
        return List.copyOf(retired);
    }

    /** Drops what is waited for no longer, by its initiator. */
    void release(Predicate<String> heard) {
        if (!retired.isEmpty()) {
            Set<String> done =
                    retired.stream().map(Retired::initiator).filter(heard).collect(Collectors.toSet());
            retired.removeIf(one -> done.contains(one.initiator()));
        }
    }

    /** Notes the slots that will be free once these placements stand. Returns whether there are any. */
    boolean retire(List<Placement> next) {
        Map<Long, Placement> byTask =
                next.stream().collect(Collectors.toMap(Placement::number, placement -> placement));
        boolean any = false;
        for (Placement before : standing.values()) {
            Placement after = byTask.getOrDefault(before.number(), before.emptied(before.revision(), before.from()));
            any |= retire(before, after);
        }
        return any;
    }

    private boolean retire(Placement before, Placement after) {
        // A task may become one of another kind, which has no slots.
        Placement next = compiler.isExclusive(after.kind()) ? after : after.emptied(after.revision(), after.from());
        return compiler.isExclusive(before.kind()) && retired.addAll(Retired.between(before, next));
    }

    /** Takes what was compiled, and keeps what of it is new. */
    void advance(List<Placement> compiled, Instant from) {
        List<Placement> news = new ArrayList<>();
        Map<Long, Placement> gone = new HashMap<>(standing);
        for (Placement placement : compiled) {
            Placement before = gone.remove(placement.number());
            if (before == null || !placement.saysTheSameAs(before)) {
                news.add(placement.from(from));
            }
        }
        gone.values().forEach(ended -> news.add(ended.emptied(ended.revision(), from)));
        if (!news.isEmpty()) {
            state.savePlacements(news);
            news.forEach(this::adopt);
        }
    }

    private void adopt(Placement placement) {
        Placement before = placement.spots().isEmpty()
                ? standing.remove(placement.number())
                : standing.put(placement.number(), placement);
        if (before != null) {
            retire(before, placement);
        }
    }
}
