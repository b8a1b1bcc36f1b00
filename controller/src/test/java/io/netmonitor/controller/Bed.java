// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import io.netmonitor.controller.plan.PlanCompiler;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.SessionKeys;
import io.netmonitor.controller.registry.Authority;
import io.netmonitor.controller.registry.JoinTokens;
import io.netmonitor.controller.registry.Registry;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.store.sqlite.SqliteStateStoreType;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans and a registry on a real state store, with nodes that speak when the test says so and time that passes when it does. */
public final class Bed implements AutoCloseable {
    private static final Map<String, Integer> PORTS =
            Map.of(FakeProbeType.SYMMETRIC, 862, FakeProbeType.ONE_WAY, 8621, FakeProbeType.EXCLUSIVE, 8622);

    /** Told by the registry, in order. */
    public final List<NodeEvent> told = new ArrayList<>();

    public final StateStore state;
    public final WallClock clock = () -> this.now;
    private final Map<String, String> held = new HashMap<>();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Plans plans;
    private Registry registry;

    /** All nodes run, have reported and hold their plan. */
    public Bed(Path folder, String... nodes) throws IOException {
        this.state = new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
        for (String name : nodes) {
            state.saveNode(new Node(name, name, now, now, null));
        }
        this.plans = newPlans();
        this.registry = newRegistry();
        for (String name : nodes) {
            report(name, now.minusSeconds(3_600), 0, 0);
        }
        told.clear();
        plans.recompile();
        pollAll();
    }

    private Plans newPlans() {
        return new Plans(new PlanCompiler(FakeProbeType.catalog(), SessionKeys.open(state)), state, clock);
    }

    private Registry newRegistry() throws IOException {
        Authority authority = Authority.open(state, clock);
        return new Registry(state, authority, new JoinTokens(state, authority, clock), clock, new Registry.Listener() {
            @Override
            public void planMatters() {
                plans.nodeChanged();
            }

            @Override
            public void happened(NodeEvent event) {
                told.add(event);
            }
        });
    }

    public Instant now() {
        return now;
    }

    public Plans plans() {
        return plans;
    }

    public Registry registry() {
        return registry;
    }

    /** Lets time go by without anybody's noticing. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Lets time go by while all nodes hold their plan and are heard. */
    public void run(Duration time) {
        pass(time);
        plans.tick();
        pollAll();
    }

    /** Another controller takes over the state. */
    public void restart() throws IOException {
        plans.close();
        plans = newPlans();
        registry = newRegistry();
        plans.recompile();
    }

    /** A node takes its plan, and says so; it is heard. */
    public void poll(String node) {
        registry.seen(node);
        for (int twice = 0; twice < 2; twice++) {
            try {
                plans.await(node, held.getOrDefault(node, ""), Duration.ofNanos(1), MonotonicClock.SYSTEM)
                        .map(Plan::revision)
                        .ifPresent(revision -> held.put(node, revision));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public void pollAll() {
        state.nodes().forEach(node -> poll(node.name()));
    }

    /** What a node says of itself. */
    public void report(String node, @Nullable Instant startedAt, long spoolBytes, long dropped) {
        report(node, startedAt, spoolBytes, dropped, null);
    }

    public void report(
            String node, @Nullable Instant startedAt, long spoolBytes, long dropped, @Nullable Boolean inbound) {
        String address = "192.0.2." + (1 + Math.floorMod(node.hashCode(), 250));
        NodeReport report = new NodeReport(
                "0.2.0",
                List.of(address),
                PORTS,
                "boot",
                true,
                1_000L,
                spoolBytes,
                dropped,
                startedAt,
                0L,
                0.5,
                null,
                inbound);
        registry.report(node, report, InetAddress.ofLiteral(address));
    }

    /** A mesh. */
    public static TaskSpec mesh(String name, String kind, String period, String... members) {
        return new TaskSpec(name, null, null, kind, List.of(members), Family.IPV4, null, null, period, Map.of());
    }

    @Override
    public void close() {
        plans.close();
        state.close();
    }
}
