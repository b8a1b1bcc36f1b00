// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.legacy.OldNodeDouble;
import io.netmonitor.controller.legacy.form.OldTaskFile;
import io.netmonitor.controller.query.DispatchState;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.store.MemoryStateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of one dispatcher, with the old nodes that it tells of tasks. */
abstract class AmongOldNodes {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final InetSocketAddress DOOR = new InetSocketAddress(InetAddress.ofLiteral("::"), 3000);
    static final Duration AGES = Duration.ofSeconds(60);
    /** A port that was just closed may be somebody else's by now. */
    static final String NOBODY = "legacy:127.0.0.2:9";

    private final List<OldNodeDouble> nodes = new ArrayList<>();
    final Events events = new Events();
    MemoryStateStore state = new MemoryStateStore();
    Dispatcher dispatcher;

    @BeforeEach
    void start() {
        start(AGES, DOOR);
    }

    final void start(Duration patience, InetSocketAddress... doors) {
        Pace pace = new Pace(patience, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(20));
        WallClock clock = () -> NOW.plusSeconds(5);
        dispatcher = new Dispatcher(
                state,
                events,
                task -> OldTaskFile.json(task, state.nodes(), ZoneOffset.UTC),
                List.of(doors),
                clock,
                pace);
    }

    @AfterEach
    void stop() throws IOException {
        dispatcher.close();
        for (OldNodeDouble node : nodes) {
            node.close();
        }
        state.close();
    }

    final void restart(Duration patience, InetSocketAddress... doors) {
        dispatcher.close();
        state.close();
        state = state.reopened();
        start(patience, doors);
    }

    final OldNodeDouble node(OldNodeDouble node) {
        nodes.add(node);
        return node;
    }

    final Task create(String name, String... members) {
        return state.createTask(spec(name, "60s", members), "ann", NOW);
    }

    static TaskSpec spec(String name, String period, String... members) {
        return new TaskSpec(name, null, null, "basic", List.of(members), Family.IPV4, null, null, period, Map.of());
    }

    final void change(TaskSpec spec, TaskState to) {
        Task there = state.task(spec.name()).orElseThrow();
        state.changeTask(spec, to, there.revision(), "bob", NOW.plusSeconds(600L * there.revision()));
    }

    final DispatchState stateOf(String task, String member) {
        return dispatcher.state(task, member).orElseThrow();
    }

    final void awaitTold(String task, OldNodeDouble node) {
        await().atMost(AGES)
                .until(() -> dispatcher.state(task, node.member()).stream()
                        .anyMatch(each -> each.toldAt() != null && !each.waiting()));
    }

    final void awaitTrouble(String task, String member, String words) {
        await().atMost(AGES)
                .untilAsserted(() -> assertThat(dispatcher.state(task, member)).hasValueSatisfying(found -> {
                    assertThat(found.trouble()).contains(words);
                    assertThat(found.tries()).isPositive();
                }));
    }
}
