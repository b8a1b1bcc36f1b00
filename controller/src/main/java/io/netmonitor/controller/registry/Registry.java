// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeName;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The nodes. What a plan depends on is in the state store at once; when a node was last seen is kept in memory and written
 * at most every {@link #SEEN_WRITE_EVERY}. Safe for use by many threads.
 */
public final class Registry {
    /** An agent polls at least every 30 s and reports every 15 s: after this much silence it is offline. */
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(40);

    private static final Duration SEEN_WRITE_EVERY = Duration.ofSeconds(10);

    private final StateStore state;
    private final Authority authority;
    private final JoinTokens tokens;
    private final WallClock clock;
    private final Runnable changed;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    /**
     * The nodes of a state store.
     *
     * @param changed is run after a change that the plan may depend on
     */
    public Registry(StateStore state, Authority authority, JoinTokens tokens, WallClock clock, Runnable changed) {
        this.state = state;
        this.authority = authority;
        this.tokens = tokens;
        this.clock = clock;
        this.changed = changed;
        state.nodes().forEach(node -> seen.put(node.name(), node.lastSeenAt()));
    }

    /**
     * Lets a node in: checks its token and signs its certificate.
     *
     * @return the certificate as text, or nothing when the token is not one of ours or has expired
     * @throws InvalidInputException naming a faulty field
     * @throws ConflictException when a node of that name is there already
     */
    public synchronized Optional<String> join(String secret, String name, String requestPem) {
        if (!tokens.accepts(secret)) {
            return Optional.empty();
        }
        NodeName.require("name", name);
        if (state.node(name).isPresent()) {
            throw new ConflictException(
                    "a node named " + name + " has joined before; choose another --name, or let it go"
                            + " first: netmonitor node remove " + name);
        }
        String certificate = authority.signNode(name, requestPem);
        Instant now = clock.now();
        state.saveNode(new Node(name, name, now, now, null));
        seen.put(name, now);
        changed.run();
        return Optional.of(certificate);
    }

    /** Whether a node of that name may speak: one that was removed may not. */
    public boolean isKnown(String name) {
        return seen.containsKey(name);
    }

    /** Notes that a node spoke. */
    public void seen(String name) {
        seen.computeIfPresent(name, (key, before) -> clock.now());
    }

    /**
     * Takes what an agent says of its host. One that names no address gets the one from which it speaks.
     */
    public synchronized void report(String name, NodeReport report, InetAddress seenFrom) {
        Optional<Node> known = state.node(name);
        if (known.isEmpty()) {
            return;
        }
        Node before = known.get();
        NodeReport complete = complete(report, seenFrom);
        Instant now = clock.now();
        boolean planMatters = before.report() == null
                || !before.report().addresses().equals(complete.addresses())
                || !before.report().ports().equals(complete.ports())
                || !Objects.equals(before.report().bootId(), complete.bootId());
        boolean due = before.lastSeenAt().plus(SEEN_WRITE_EVERY).isBefore(now);
        if (planMatters || due || !complete.equals(before.report())) {
            state.saveNode(before.seen(now, complete));
        }
        seen.put(name, now);
        if (planMatters) {
            changed.run();
        }
    }

    /** All nodes by name, each with when it was last seen. */
    public List<Node> nodes() {
        return state.nodes().stream()
                .map(node -> node.seen(seen.getOrDefault(node.name(), node.lastSeenAt()), node.report()))
                .toList();
    }

    /** Whether a node was heard of lately. */
    public boolean isOnline(Node node) {
        return node.lastSeenAt().plus(OFFLINE_AFTER).isAfter(clock.now());
    }

    /** Forgets a node: its certificate is worth nothing from now on. Returns whether it was there. */
    public synchronized boolean remove(String name) {
        boolean removed = state.removeNode(name);
        seen.remove(name);
        if (removed) {
            changed.run();
        }
        return removed;
    }

    private static NodeReport complete(NodeReport report, InetAddress seenFrom) {
        if (!report.addresses().isEmpty() || seenFrom.isLoopbackAddress()) {
            return report;
        }
        return report.at(List.of(seenFrom.getHostAddress()));
    }
}
