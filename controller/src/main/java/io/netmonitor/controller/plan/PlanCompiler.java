// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import java.net.InetAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns tasks and nodes into what each agent measures. Arithmetic alone: the same tasks and nodes, in whatever order, give
 * the same entries.
 *
 * <p>A probe type that serves both directions measures each unordered pair once a round, from the later name in string order,
 * as the prototype did; another measures every ordered pair. The paths of a task are spread evenly over its period.
 */
public final class PlanCompiler {
    private static final int SESSION_IDS = 0xFFFF;

    private final ProbeCatalog catalog;
    private final SessionKeys keys;

    /** A compiler of tasks of these kinds, with a source of keys for those that are to be authenticated. */
    public PlanCompiler(ProbeCatalog catalog, SessionKeys keys) {
        this.catalog = catalog;
        this.keys = keys;
    }

    /**
     * Everything that is to be measured: by the path's source, what it measures. Paths without an address are left out.
     *
     * @param day in UTC, for which session keys are good
     */
    public List<PlanEntry> compile(List<Task> tasks, List<Node> nodes, LocalDate day) {
        Map<String, Node> byName = nodes.stream().collect(Collectors.toMap(Node::name, node -> node));
        Map<String, Set<Integer>> sessionIds = new HashMap<>();
        List<PlanEntry> entries = new ArrayList<>();
        tasks.stream()
                .filter(task -> task.state() == TaskState.ACTIVE)
                .sorted(Comparator.comparingLong(Task::number))
                .forEach(task -> addEntries(task, byName, sessionIds, day, entries));
        return entries;
    }

    private void addEntries(
            Task task,
            Map<String, Node> nodes,
            Map<String, Set<Integer>> sessionIds,
            LocalDate day,
            List<PlanEntry> entries) {
        Optional<ProbeDescription> description = catalog.find(task.spec().kind());
        if (description.isEmpty()) {
            return;
        }
        List<Path> paths = paths(
                task.spec().members(), task.spec().family(), description.get().symmetric());
        for (int i = 0; i < paths.size(); i++) {
            Path path = paths.get(i);
            // Multiplied first, so that the spread is even to the nanosecond; a day times 250,000 paths fits a long.
            long offsetNs = Math.multiplyExact(task.periodNs(), i) / paths.size();
            Optional<Destination> destination =
                    destination(nodes, path, task.spec().kind());
            if (destination.isPresent() && nodes.containsKey(path.source())) {
                int sessionId =
                        sessionId(task, path, sessionIds.computeIfAbsent(path.destination(), name -> new HashSet<>()));
                boolean authenticated =
                        Boolean.TRUE.equals(task.spec().settings().get(ProbeDescription.AUTHENTICATED));
                SessionKey key = authenticated ? keys.key(task.number(), path, day) : null;
                entries.add(entry(task, path, destination.get(), offsetNs, sessionId, key));
            }
        }
    }

    /** The paths that a task measures in a round, in a fixed order. */
    static List<Path> paths(List<String> members, Family family, boolean symmetric) {
        List<String> sorted = members.stream().sorted().toList();
        List<Path> paths = new ArrayList<>();
        for (String source : sorted) {
            for (String destination : sorted) {
                int order = source.compareTo(destination);
                if (symmetric ? order > 0 : order != 0) {
                    paths.add(new Path(source, destination, family));
                }
            }
        }
        return paths;
    }

    private static PlanEntry entry(
            Task task, Path path, Destination destination, long offsetNs, int sessionId, @Nullable SessionKey key) {
        return new PlanEntry(
                task.name(),
                task.revision(),
                task.spec().kind(),
                path,
                destination.address(),
                destination.port(),
                task.startAt(),
                task.spec().end(),
                task.periodNs(),
                offsetNs,
                sessionId,
                destination.bootId(),
                key,
                task.spec().settings());
    }

    private static Optional<Destination> destination(Map<String, Node> nodes, Path path, String kind) {
        Node node = nodes.get(path.destination());
        NodeReport report = node == null ? null : node.report();
        if (node == null || report == null) {
            return Optional.empty();
        }
        Integer port = report.ports().get(kind);
        return port == null
                ? Optional.empty()
                : node.address(path.family())
                        .map(InetAddress::getHostAddress)
                        .map(address -> new Destination(address, port, report.bootId()));
    }

    /**
     * An id that no other session of the destination has. It is drawn from the path's own identity, so that it stays the same
     * when other tasks come and go, and moved on only where two clash.
     */
    private static int sessionId(Task task, Path path, Set<Integer> taken) {
        int id = Math.floorMod((task.number() + "|" + path).hashCode(), SESSION_IDS) + 1;
        for (int tries = 0; tries < SESSION_IDS; tries++) {
            if (taken.add(id)) {
                return id;
            }
            id = id % SESSION_IDS + 1;
        }
        throw new IllegalStateException("more than " + SESSION_IDS + " sessions end at " + path.destination());
    }

    private record Destination(
            String address, int port, @Nullable String bootId) {}
}
