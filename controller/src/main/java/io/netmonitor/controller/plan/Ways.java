// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.TaskSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who of a pair starts a measurement. A probe type that serves both directions measures each pair once, from the later name in
 * string order, as the prototype did; another measures both ways, each from its source. Where that end cannot reach the
 * other, the other starts; where neither can, the path stays and says so.
 */
final class Ways {
    private final Roster roster;

    Ways(Roster roster) {
        this.roster = roster;
    }

    /** The paths of a task, in a fixed order. */
    List<Way> of(TaskSpec spec, ProbeDescription description) {
        return roster.pairs(spec).stream()
                .flatMap(pair -> description.symmetric()
                        ? Stream.of(once(pair, spec))
                        : Stream.of(
                                way(new Path(pair.first(), pair.second(), spec.family()), spec, description),
                                way(new Path(pair.second(), pair.first(), spec.family()), spec, description)))
                .toList();
    }

    private Way once(Roster.Pair pair, TaskSpec spec) {
        // A host without an agent measures nobody, however late its name.
        Path usual = Roster.isForeign(pair.second())
                ? new Path(pair.first(), pair.second(), spec.family())
                : new Path(pair.second(), pair.first(), spec.family());
        String why = hindrance(usual.source(), usual.destination(), spec);
        if (why == null) {
            return new Way(usual, false, null);
        }
        String whyNotBack = hindrance(usual.destination(), usual.source(), spec);
        return whyNotBack == null
                ? new Way(usual.reversed(), false, null)
                : new Way(usual, false, both(usual, why, whyNotBack));
    }

    private Way way(Path path, TaskSpec spec, ProbeDescription description) {
        String why = hindrance(path.source(), path.destination(), spec);
        if (why == null) {
            return new Way(path, false, null);
        }
        if (!description.reversible()) {
            return new Way(path, false, why);
        }
        String whyNotBack = hindrance(path.destination(), path.source(), spec);
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
    private @Nullable String hindrance(String from, String to, TaskSpec spec) {
        if (Roster.isForeign(from)) {
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
        if (Roster.isForeign(to)) {
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

    private static boolean areBehindTheSame(NodeReport one, NodeReport other) {
        return other.inbound() == null
                && other.seenAs() != null
                && other.seenAs().equals(one.seenAs());
    }
}
