// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.Rounds;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.Task;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the entries of all agents' plans, and gives each session an id that is its own at its answering side. */
final class Entries {
    private static final int SESSION_IDS = 0xFFFF;

    private final Roster roster;
    private final ProbeCatalog catalog;
    private final SessionKeys keys;
    private final LocalDate day;
    private final Map<String, Set<Integer>> sessionIds = new HashMap<>();
    private final List<PlanEntry> entries = new ArrayList<>();

    /**
     * No entries yet.
     *
     * @param now tells the day, in UTC, for which session keys are good
     */
    Entries(Roster roster, ProbeCatalog catalog, SessionKeys keys, Instant now) {
        this.roster = roster;
        this.catalog = catalog;
        this.keys = keys;
        this.day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    List<PlanEntry> all() {
        return entries;
    }

    /** Adds what is measured of a task's spots. */
    void add(Task task, List<Spot> spots) {
        for (Spot spot : spots) {
            Long offsetNs = spot.offsetNs();
            if (spot.isMeasured() && offsetNs != null && !Member.isOldNode(spot.initiator())) {
                Rounds rounds = new Rounds(task.startAt(), task.spec().end(), task.periodNs(), offsetNs);
                add(task, null, spot, rounds);
            }
        }
    }

    /** Adds what a person asked for once. */
    void add(Run run) {
        for (Run.Once once : run.paths()) {
            Instant at = once.at();
            if (at != null) {
                add(run.task(), run.id(), once.spot(), Run.rounds(at));
            }
        }
    }

    private void add(Task task, @Nullable String runId, Spot spot, Rounds rounds) {
        Path path = spot.path(task.spec().family());
        ProbeDescription description = catalog.get(task.spec().kind());
        Optional<Target> found = target(task, spot, description);
        if (found.isEmpty()) {
            return; // its node went since somebody asked
        }
        Target target = found.get();
        boolean authenticated = Boolean.TRUE.equals(task.spec().settings().get(ProbeDescription.AUTHENTICATED));
        String identity = task.number() + "|" + path + (runId == null ? "" : "|" + runId);
        entries.add(new PlanEntry(
                task.name(),
                task.revision(),
                runId,
                task.spec().kind(),
                path,
                spot.reverse(),
                target.protocol(),
                target.address(),
                target.port(),
                rounds.startAt(),
                rounds.endAt(),
                rounds.periodNs(),
                rounds.offsetNs(),
                runId == null ? spot.notBefore() : null,
                description.exclusive() ? Slots.LENGTH_NS : 0,
                target.protocol() != null ? 0 : sessionId(identity, target.name()),
                target.bootId(),
                authenticated && target.protocol() == null ? keys.key(task.number(), path, day) : null,
                task.spec().settings()));
    }

    private Optional<Target> target(Task task, Spot spot, ProbeDescription description) {
        String name = spot.reverse() ? spot.source() : spot.destination();
        if (Member.of(name) instanceof Member.Foreign foreign) {
            // The port of a node of the prototype is where tasks are dispatched to.
            Integer port = foreign.isOldNode() ? null : foreign.port();
            int usual = description.foreign().getOrDefault(foreign.protocol(), description.defaultPort());
            return Optional.of(new Target(name, foreign.protocol(), foreign.host(), port == null ? usual : port, null));
        }
        Node node = roster.node(name).orElse(null);
        NodeReport report = node == null ? null : node.report();
        Integer port = report == null ? null : report.ports().get(task.spec().kind());
        return node == null || report == null || port == null
                ? Optional.empty()
                : node.address(task.spec().family())
                        .map(InetAddress::getHostAddress)
                        .map(address -> new Target(name, null, address, port, report.bootId()));
    }

    private record Target(
            String name,
            @Nullable String protocol,
            String address,
            int port,
            @Nullable String bootId) {}

    /**
     * An id that no other session of the answering side has. It is drawn from the path's own identity, so that it stays the same
     * when other tasks come and go, and moved on only where two clash.
     */
    private int sessionId(String identity, String answerer) {
        Set<Integer> taken = sessionIds.computeIfAbsent(answerer, name -> new HashSet<>());
        int id = Math.floorMod(identity.hashCode(), SESSION_IDS) + 1;
        for (int tries = 0; tries < SESSION_IDS; tries++) {
            if (taken.add(id)) {
                return id;
            }
            id = id % SESSION_IDS + 1;
        }
        throw new IllegalStateException("more than " + SESSION_IDS + " sessions end at " + answerer);
    }
}
