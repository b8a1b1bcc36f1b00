// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.legacy.form.OldTaskReader;
import io.netmonitor.controller.plan.PlanCompiler;
import io.netmonitor.controller.plan.Plans;
import io.netmonitor.controller.plan.SessionKeys;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.store.sqlite.SqliteStateStoreType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Tasks on a real state store, with kinds that the prototype knew and some nodes. */
public final class OldBed implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    public final StateStore state;
    private final Events events = new Events();
    private final Plans plans;
    public final Tasks tasks;

    public OldBed(Path folder) throws IOException {
        ProbeCatalog catalog = OldKinds.catalog();
        WallClock clock = () -> NOW;
        state = new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
        plans = new Plans(new PlanCompiler(catalog, SessionKeys.open(state)), state, clock);
        tasks = new Tasks(state, catalog, clock, plans, events, gone -> {});
        plans.recompile();
    }

    public OldBed node(String name, String... addresses) {
        NodeReport report = addresses.length == 0
                ? null
                : new NodeReport("0.2.0", List.of(addresses), Map.of(), null, true, 1_000L, 0, 0);
        state.saveNode(new Node(name, name, NOW, NOW, report));
        return this;
    }

    public OldTaskReader reader(ZoneId zone) {
        return new OldTaskReader(tasks::faults, state::nodes, zone);
    }

    @Override
    public void close() {
        plans.close();
        events.close();
        state.close();
    }
}
