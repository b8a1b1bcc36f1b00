// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.agent.link.ControllerLink;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.agent.link.Identity;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The agent's own link, asked for plans as an agent asks, on a thread of its own. To be closed, which ends it. */
final class RealLink implements AutoCloseable {
    private final ControllerLink link;
    private final Thread thread;
    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();

    RealLink(Identity identity, InetSocketAddress controller, SimulatedAgent.Ear ear) throws IOException {
        this.link = new ControllerLink(
                URI.create("https://" + controller.getHostString() + ":" + controller.getPort()),
                identity,
                new ControllerTime(WallClock.SYSTEM, MonotonicClock.SYSTEM, OptionalLong.empty()),
                WallClock.SYSTEM);
        this.thread = Thread.ofPlatform().name("bench-link").daemon().start(() -> run(identity.name(), ear));
    }

    private void run(String name, SimulatedAgent.Ear ear) {
        try {
            link.report(new NodeReport("0.1.0", List.of("192.0.2.1"), Map.of("basic", 862), null, false, null, 0, 0));
            String revision = "";
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Plan> plan = link.plan(revision);
                long nanoTime = System.nanoTime();
                if (plan.isPresent()) {
                    revision = plan.get().revision();
                    ear.heard(name, nanoTime, new PlanText(Json.write(plan.get())));
                }
            }
        } catch (IOException e) {
            trouble.set(e);
        } catch (InterruptedException e) {
            // The end of it all.
        }
    }

    /** Fails when it has. */
    void check() throws IOException {
        Exception found = trouble.get();
        if (found != null) {
            throw new IOException("the agent's link ended: " + found.getMessage(), found);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        link.close();
    }
}
