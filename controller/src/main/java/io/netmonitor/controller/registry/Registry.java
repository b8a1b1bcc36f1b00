// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Labels;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes. What a plan depends on is in the state store at once; when a node was last seen is kept in memory and written
 * at most every {@link #SEEN_WRITE_EVERY}. Safe for use by many threads.
 */
public final class Registry {
    /** An agent polls at least every 30 s and reports every 15 s: after this much silence it is offline. */
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(40);

    private static final Duration SAME_START = Duration.ofSeconds(5);
    private static final Duration MAX_UPTIME = Duration.ofDays(3_650);
    private static final int MAX_TITLE = 200;
    private static final Duration SEEN_WRITE_EVERY = Duration.ofSeconds(10);

    private final StateStore state;
    private final Authority authority;
    private final JoinTokens tokens;
    private final WallClock clock;
    private final Listener listener;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Instant begun;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /** Who wants to know of changes. */
    public interface Listener {
        /** Something changed that the plan may depend on. */
        void planMatters();

        /** Something happened to a node, and was noted. */
        void happened(NodeEvent event);
    }

    /** The nodes of a state store. What this process has not heard while it did not run, it does not hold against anybody. */
    public Registry(StateStore state, Authority authority, JoinTokens tokens, WallClock clock, Listener listener) {
        this.state = state;
        this.authority = authority;
        this.tokens = tokens;
        this.clock = clock;
        this.listener = listener;
        this.begun = clock.now();
        for (Node node : state.nodes()) {
            seen.put(node.name(), node.lastSeenAt());
            if (state.events(node.name(), begun, begun).stream()
                    .anyMatch(last -> last.what() == NodeEvent.What.OFFLINE)) {
                silent.add(node.name());
            }
        }
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
        note(name, now, NodeEvent.What.JOINED, "");
        listener.planMatters();
        return Optional.of(certificate);
    }

    /** Whether a node of that name may speak: one that was removed may not. */
    public boolean isKnown(String name) {
        return seen.containsKey(name);
    }

    /** Notes that a node spoke. */
    public void seen(String name) {
        Instant now = clock.now();
        if (seen.computeIfPresent(name, (key, before) -> now) != null && silent.remove(name)) {
            note(name, now, NodeEvent.What.ONLINE, "");
        }
    }

    /** Looks who fell silent; to be called about twice a second. */
    public void tick() {
        Instant now = clock.now();
        seen.forEach((name, heard) -> {
            // What was not heard while this program did not run says nothing.
            Instant listening = heard.isBefore(begun) ? begun : heard;
            if (!listening.plus(OFFLINE_AFTER).isAfter(now) && silent.add(name)) {
                note(name, heard, NodeEvent.What.OFFLINE, "last heard then");
            }
        });
    }

    private void note(String name, Instant at, NodeEvent.What what, String detail) {
        NodeEvent event = new NodeEvent(name, at, what, detail);
        state.note(event);
        listener.happened(event);
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
                || !Objects.equals(before.report().bootId(), complete.bootId())
                || before.report().isReachable() != complete.isReachable()
                || !Objects.equals(before.report().seenAs(), complete.seenAs());
        boolean due = before.lastSeenAt().plus(SEEN_WRITE_EVERY).isBefore(now);
        if (planMatters || due || !complete.equals(before.report())) {
            state.saveNode(before.seen(now, complete));
        }
        seen(name);
        noteWhatChanged(name, before.report(), complete, now);
        if (planMatters) {
            listener.planMatters();
        }
    }

    private void noteWhatChanged(String name, @Nullable NodeReport before, NodeReport said, Instant now) {
        Instant started = said.startedAt();
        if (started != null && (before == null || !isAbout(started, before.startedAt()))) {
            note(name, believable(started, now), NodeEvent.What.STARTED, "version " + said.version());
        }
        if (before != null && said.droppedResults() > before.droppedResults()) {
            long dropped = said.droppedResults() - before.droppedResults();
            note(name, now, NodeEvent.What.DROPPED, dropped + " results, since its spool was full");
        }
    }

    /** Nobody started after now, or longer ago than machines run, whatever an agent with a strange clock says. */
    private static Instant believable(Instant started, Instant now) {
        Instant earliest = now.minus(MAX_UPTIME);
        return started.isAfter(now) ? now : started.isBefore(earliest) ? earliest : started;
    }

    /** An agent reckons its start anew when it learns more of the controller's time. */
    private static boolean isAbout(Instant started, @Nullable Instant before) {
        return before != null && Duration.between(before, started).abs().compareTo(SAME_START) < 0;
    }

    /**
     * Keeps what people say of a node.
     *
     * @throws InvalidInputException when labels or title are refused
     */
    public synchronized Optional<Node> describe(String name, String title, Map<String, String> labels) {
        if (title.isBlank() || title.length() > MAX_TITLE) {
            throw new InvalidInputException("title", "is not 1 to " + MAX_TITLE + " characters: " + title);
        }
        try {
            Labels.require(labels);
        } catch (IllegalArgumentException e) {
            InvalidInputException refusal = new InvalidInputException("labels", String.valueOf(e.getMessage()));
            refusal.initCause(e);
            throw refusal;
        }
        Optional<Node> described = state.node(name).map(node -> node.described(title, labels));
        described.ifPresent(node -> {
            state.saveNode(node);
            listener.planMatters();
        });
        return described;
    }

    /** What happened to a node from an instant up to another, the last thing before them included. */
    public List<NodeEvent> events(String name, Instant from, Instant to) {
        return state.events(name, from, to);
    }

    /** A node by name, with when it was last seen. */
    public Optional<Node> node(String name) {
        return state.node(name).map(this::withLastSeen);
    }

    private Node withLastSeen(Node node) {
        return node.seen(seen.getOrDefault(node.name(), node.lastSeenAt()), node.report());
    }

    /** All nodes by name, each with when it was last seen. */
    public List<Node> nodes() {
        return state.nodes().stream().map(this::withLastSeen).toList();
    }

    /** Whether a node was heard of lately. */
    public boolean isOnline(Node node) {
        return node.lastSeenAt().plus(OFFLINE_AFTER).isAfter(clock.now());
    }

    /** Forgets a node: its certificate is worth nothing from now on. Returns whether it was there. */
    public synchronized boolean remove(String name) {
        boolean removed = state.removeNode(name);
        seen.remove(name);
        silent.remove(name);
        if (removed) {
            note(name, clock.now(), NodeEvent.What.REMOVED, "");
            listener.planMatters();
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
