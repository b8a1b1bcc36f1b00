// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.time.EpochNanos;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When trains run at which node, by the plan: from the start of a slot for as long as the last measurement there took. By this
 * results of other kinds are marked that were measured beside a train. Immutable.
 */
public final class TrainTimes {
    /** Nothing is planned. */
    public static final TrainTimes NONE = new TrainTimes(Map.of());

    /** Beyond it nanoseconds do not fit. */
    private static final Instant LATEST = EpochNanos.toInstant(Long.MAX_VALUE);

    /** None lasts longer than its slot; what is told of a path may add a little to it. */
    private static final long LONGEST_NS = 2 * Slots.LENGTH_NS;

    private final Map<String, List<Train>> byNode;

    private TrainTimes(Map<String, List<Train>> byNode) {
        this.byNode = byNode;
    }

    /** How long the last measurement of a path took; what is usual when there was none. */
    @FunctionalInterface
    public interface Durations {
        Duration of(String task, Path path);
    }

    /**
     * One that comes again, or, without a period, comes once.
     *
     * @param atNs offset within the period, or since the epoch
     * @param fromNs first instant at which it begins, since the epoch
     * @param untilNs instant from which it begins no more, since the epoch
     */
    private record Train(String task, Path path, long periodNs, long atNs, long fromNs, long untilNs) {
        boolean runs(long startNs, long endNs, long lastsNs) {
            long latestNs = Math.min(endNs, untilNs - 1);
            long begunNs = periodNs == 0 ? atNs : Math.floorDiv(latestNs - atNs, periodNs) * periodNs + atNs;
            return begunNs >= fromNs && begunNs <= latestNs && begunNs + lastsNs > startNs;
        }
    }

    static TrainTimes of(List<Placement> exclusive, List<Run> exclusiveRuns) {
        Map<String, List<Train>> byNode = new HashMap<>();
        for (Placement placement : exclusive) {
            for (Spot spot : placement.spots()) {
                Long offsetNs = spot.offsetNs();
                // Nobody knows when in its round an old node comes to a path.
                if (spot.isMeasured() && offsetNs != null && !Member.isOldNode(spot.initiator())) {
                    add(byNode, train(placement, spot, offsetNs));
                }
            }
        }
        for (Run run : exclusiveRuns) {
            for (Run.Once once : run.paths()) {
                Instant at = once.at();
                if (at != null) {
                    Path path = once.spot().path(run.task().spec().family());
                    long atNs = EpochNanos.of(at);
                    add(byNode, new Train(run.task().name(), path, 0, atNs, atNs, Long.MAX_VALUE));
                }
            }
        }
        return new TrainTimes(byNode);
    }

    private static Train train(Placement placement, Spot spot, long offsetNs) {
        Instant start = placement.startAt();
        Instant notBefore = spot.notBefore();
        Instant end = placement.endAt();
        return new Train(
                placement.task(),
                spot.path(placement.family()),
                placement.periodNs(),
                offsetNs,
                EpochNanos.of(notBefore == null || notBefore.isBefore(start) ? start : notBefore),
                end == null || end.isAfter(LATEST) ? Long.MAX_VALUE : EpochNanos.of(end));
    }

    private static void add(Map<String, List<Train>> byNode, Train train) {
        byNode.computeIfAbsent(train.path().source(), node -> new ArrayList<>()).add(train);
        byNode.computeIfAbsent(train.path().destination(), node -> new ArrayList<>())
                .add(train);
    }

    /** Whether a train ran on one of a path's nodes in a time. */
    public boolean overlap(Path path, Instant from, Duration length, Durations lasting) {
        if (byNode.isEmpty()) {
            return false;
        }
        long fromNs = EpochNanos.of(from);
        long toNs = fromNs + length.toNanos();
        return isBusy(path.source(), fromNs, toNs, lasting) || isBusy(path.destination(), fromNs, toNs, lasting);
    }

    private boolean isBusy(String node, long fromNs, long toNs, Durations lasting) {
        for (Train train : byNode.getOrDefault(node, List.of())) {
            // Hardly any is near; only of those is it looked up how long they last.
            if (train.runs(fromNs, toNs, LONGEST_NS)
                    && train.runs(
                            fromNs, toNs, lasting.of(train.task(), train.path()).toNanos())) {
                return true;
            }
        }
        return false;
    }
}
