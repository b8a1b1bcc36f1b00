// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
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
    private final WallClock clock;

    Absence(Registry registry, Plans plans, WallClock clock) {
        this.registry = registry;
        this.plans = plans;
        this.clock = clock;
    }

    /** A state of the answer, and its reason. */
    record Cause(String state, String reason) {}

    Cause of(Planned planned) {
        Instant now = clock.now();
        String name = planned.spot().initiator();
        Optional<Node> found = registry.node(name);
        if (found.isEmpty()) {
            return new Cause("unknown", name + " was let go before its result came");
        }
        Node node = found.get();
        List<NodeEvent> events = registry.events(name, planned.at(), now.plusNanos(1));
        Optional<NodeEvent> started = events.stream()
                .filter(event ->
                        event.what() == NodeEvent.What.STARTED && event.at().isAfter(planned.at()))
                .findFirst();
        if (planned.at().plus(USUAL).isAfter(now) && registry.isOnline(node)) {
            return new Cause("pending", "its time is now: the result comes once it is measured");
        }
        if (!registry.isOnline(node)) {
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
        if (started.isPresent()) {
            return new Cause(
                    "unknown",
                    "the agent on " + name + " was not running: it started at "
                            + started.get().at() + ", after the round's time");
        }
        Optional<NodeEvent> dropped = events.stream()
                .filter(event -> event.what() == NodeEvent.What.DROPPED)
                .findFirst();
        if (dropped.isPresent()) {
            return new Cause("unknown", name + " dropped " + dropped.get().detail());
        }
        if (!plans.isUpToDate(name)) {
            return new Cause("unknown", name + " has not taken the newest plan yet");
        }
        return new Cause("unknown", "no result came although " + name + " runs and is heard; its log may tell more");
    }
}
