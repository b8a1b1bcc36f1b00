// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.time.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a planned round has no result. */
final class Absence {
    /** Long enough for most measurements and their way here. */
    private static final Duration USUAL = Duration.ofSeconds(10);

    private final Registry registry;
    private final Plans plans;
    private final OldNodeNews oldNodes;
    private final WallClock clock;

    Absence(Registry registry, Plans plans, OldNodeNews oldNodes, WallClock clock) {
        this.registry = registry;
        this.plans = plans;
        this.oldNodes = oldNodes;
        this.clock = clock;
    }

    /** A state of the answer, and its reason. */
    record Cause(String state, String reason) {}

    Cause of(Planned planned) {
        Instant now = clock.now();
        if (planned.at().isAfter(now)) {
            return new Cause("pending", "its time is still to come: " + planned.at());
        }
        String name = planned.spot().initiator();
        if (Member.isOldNode(name)) {
            return new Cause(
                    "unknown",
                    "no result of " + name
                            + " came; as a node of the prototype it measures by itself, and pushes what it"
                            + " measured to this controller or nowhere"
                            + oldNodes.of(planned.placement().task(), name)
                                    .map(DispatchState::inWords)
                                    .map(told -> "; " + told)
                                    .orElse(""));
        }
        Optional<Node> found = registry.node(name);
        if (found.isEmpty()) {
            return new Cause("unknown", name + " was let go before its result came");
        }
        Node node = found.get();
        boolean online = registry.isOnline(node);
        if (planned.at().plus(USUAL).isAfter(now) && online) {
            return new Cause("pending", "its time is now: the result comes once it is measured");
        }
        if (!online) {
            return new Cause(
                    "unknown",
                    name + " was last heard at " + node.lastSeenAt()
                            + "; if it measured all the same, its results come when it is back");
        }
        NodeReport report = node.report();
        if (report != null && report.spoolBytes() > 0) {
            return new Cause(
                    "pending",
                    name + " still has " + report.spoolBytes() + " bytes of results to deliver, oldest first");
        }
        return new Cause("unknown", whatHappened(name, planned.at(), now));
    }

    private String whatHappened(String name, Instant plannedAt, Instant now) {
        // The last thing before comes along, and is not to blame.
        List<NodeEvent> since = registry.events(name, plannedAt, now.plusNanos(1)).stream()
                .filter(event -> !event.at().isBefore(plannedAt))
                .toList();
        Optional<NodeEvent> started = since.stream()
                .filter(event ->
                        event.what() == NodeEvent.What.STARTED && event.at().isAfter(plannedAt))
                .findFirst();
        if (started.isPresent()) {
            return "the agent on " + name + " was not running: it started at "
                    + started.get().at() + ", after the round's time";
        }
        Optional<NodeEvent> dropped = since.stream()
                .filter(event -> event.what() == NodeEvent.What.DROPPED)
                .findFirst();
        if (dropped.isPresent()) {
            return name + " dropped " + dropped.get().detail();
        }
        return plans.isUpToDate(name)
                ? "no result came although " + name + " runs and is heard; its log may tell more"
                : name + " has not taken the newest plan yet";
    }
}
