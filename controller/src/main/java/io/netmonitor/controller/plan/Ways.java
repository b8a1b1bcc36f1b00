// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.TaskSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who of a pair starts a measurement. A probe type that serves both directions measures each pair once, from the later name in
 * string order, as the prototype did; another measures both ways, each from its source. Where that end cannot reach the
 * other, the other starts; where neither can, the path stays and says so. A node of the prototype chooses by the texts that it was
 * told, so between it and others these decide.
 */
final class Ways {
    private final Roster roster;
    private final Listing listing;

    Ways(Roster roster) {
        this.roster = roster;
        this.listing = new Listing(roster);
    }

    /** The paths of a task, in a fixed order. */
    List<Way> of(TaskSpec spec, ProbeDescription description) {
        return roster.pairs(spec).stream()
                .flatMap(pair -> description.symmetric()
                        ? Stream.of(once(pair, spec, description))
                        : Stream.of(
                                way(new Path(pair.first(), pair.second(), spec.family()), spec, description),
                                way(new Path(pair.second(), pair.first(), spec.family()), spec, description)))
                .toList();
    }

    private Way once(Roster.Pair pair, TaskSpec spec, ProbeDescription description) {
        Path usual = usual(pair, spec);
        String why = hindrance(usual, spec, description);
        if (why == null) {
            return new Way(usual, false, null);
        }
        String whyNotBack = hindrance(usual.reversed(), spec, description);
        return whyNotBack == null
                ? new Way(usual.reversed(), false, null)
                : new Way(usual, false, both(usual, why, whyNotBack));
    }

    private Path usual(Roster.Pair pair, TaskSpec spec) {
        boolean secondIsLater = !isOldNodeAmong(pair) || isLater(pair.second(), pair.first(), spec);
        String later = secondIsLater ? pair.second() : pair.first();
        // A host without an agent measures nobody, however late its name.
        boolean measures = !Member.isForeign(later) || Member.isOldNode(later);
        String source = secondIsLater == measures ? pair.second() : pair.first();
        return new Path(source, source.equals(pair.first()) ? pair.second() : pair.first(), spec.family());
    }

    private static boolean isOldNodeAmong(Roster.Pair pair) {
        return Member.isOldNode(pair.first()) || Member.isOldNode(pair.second());
    }

    private boolean isLater(String one, String other, TaskSpec spec) {
        return listing.of(spec, one).compareTo(listing.of(spec, other)) > 0;
    }

    private Way way(Path path, TaskSpec spec, ProbeDescription description) {
        String why = hindrance(path, spec, description);
        if (why == null) {
            return new Way(path, false, null);
        }
        // The prototype's protocol measures from its client to its server alone.
        if (!description.reversible()
                || Member.speaksPerfTrace(path.source())
                || Member.speaksPerfTrace(path.destination())) {
            return new Way(path, false, why);
        }
        String whyNotBack = hindrance(path.reversed(), spec, description);
        return whyNotBack == null ? new Way(path, true, null) : new Way(path, false, both(path, why, whyNotBack));
    }

    /** Two that cannot be reached are one reason, not two. */
    private static String both(Path path, String why, String whyNotBack) {
        return why.equals(unreachable(path.destination())) && whyNotBack.equals(unreachable(path.source()))
                ? "neither " + path.source() + " nor " + path.destination() + " can be reached by the other"
                : why;
    }

    private static String unreachable(String name) {
        return name + " cannot be reached by others";
    }

    /** Why one end cannot measure the other; null when it can. */
    private @Nullable String hindrance(Path path, TaskSpec spec, ProbeDescription description) {
        String from = path.source();
        String to = path.destination();
        if (Member.isOldNode(from)) {
            return oldNodesHindrance(path, spec, description);
        }
        if (Member.isForeign(from)) {
            return from + " has no agent that could measure";
        }
        Node initiator = roster.node(from).orElse(null);
        if (initiator == null) {
            return from + " has not joined";
        }
        NodeReport own = initiator.report();
        if (own == null) {
            return from + " has not reported yet";
        }
        if (Member.isForeign(to)) {
            return null;
        }
        Node answerer = roster.node(to).orElse(null);
        if (answerer == null) {
            return to + " has not joined";
        }
        NodeReport other = answerer.report();
        if (other == null) {
            return to + " has not reported yet";
        }
        if (!other.ports().containsKey(spec.kind())) {
            return to + " does not answer " + spec.kind() + " measurements";
        }
        if (answerer.address(spec.family()).isEmpty()) {
            return to + " has no " + (spec.family() == Family.IPV6 ? "IPv6" : "IPv4") + " address";
        }
        return other.isReachable() || areBehindTheSame(own, other) ? null : unreachable(to);
    }

    private @Nullable String oldNodesHindrance(Path path, TaskSpec spec, ProbeDescription description) {
        String to = path.destination();
        if (Member.isForeign(to)) {
            if (!Member.speaksPerfTrace(to)) {
                return path.source() + ", as a node of the prototype, cannot measure " + to;
            }
        } else {
            Node node = roster.node(to).orElse(null);
            if (node == null) {
                return to + " has not joined";
            }
            NodeReport report = node.report();
            if (report == null || !report.ports().containsKey(Member.PERFTRACE)) {
                return to + " does not answer nodes of the prototype; start its agent with --perftrace [::]:"
                        + description.foreign().getOrDefault(Member.PERFTRACE, 0);
            }
        }
        return description.symmetric() && !isLater(path.source(), to, spec)
                ? path.source() + ", as a node of the prototype, measures only those listed before it: "
                        + listing.of(spec, to) + " is not"
                : null;
    }

    private static boolean areBehindTheSame(NodeReport one, NodeReport other) {
        return other.inbound() == null
                && other.seenAs() != null
                && other.seenAs().equals(one.seenAs());
    }
}
