// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.events.Events;
import io.netmonitor.controller.legacy.OldNodeDouble;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which nodes are told, and told again, when tasks change, nodes forget and the controller restarts. */
final class ToldAgainTest extends AmongOldNodes {
    @Test
    void aRestartTellsNobodyAgain() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));
        create("wan", node.member());
        awaitTold("wan", node);

        restart(AGES, DOOR);
        create("next", node.member());

        awaitTold("next", node);
        awaitTold("wan", node);
        assertThat(node.messages())
                .filteredOn(message -> message.contains("/wan.json"))
                .hasSize(1);
        assertThat(stateOf("wan", node.member()).toldAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void onlyAChangeOfTheFileIsToldAgain() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));
        create("wan", node.member());
        awaitTold("wan", node);

        TaskSpec plain = spec("wan", "60s", node.member());
        change(
                new TaskSpec(
                        plain.name(),
                        "A title, which nodes are not told",
                        null,
                        plain.kind(),
                        plain.members(),
                        plain.family(),
                        null,
                        null,
                        plain.period(),
                        Map.of()),
                TaskState.ACTIVE);
        await().atMost(AGES).until(() -> state.dispatches(1).getFirst().revision() == 2);
        assertThat(node.messages()).hasSize(1);

        change(spec("wan", "90s", node.member()), TaskState.ACTIVE);

        await().atMost(AGES).until(() -> node.messages().size() == 2);
        awaitTold("wan", node);
        assertThat(state.dispatches(1).getFirst().revision()).isEqualTo(3);
    }

    @Test
    void aPausedTaskIsToldWhenItRunsAgainUnlessItWasBefore() throws IOException {
        OldNodeDouble told = node(OldNodeDouble.good("127.0.0.1"));
        OldNodeDouble late = node(new OldNodeDouble("127.0.0.2", (time, socket) -> {
            if (state.task("wan").orElseThrow().revision() > 2) {
                OldNodeDouble.say(socket, "File content parsed successfully");
            }
        }));
        TaskSpec spec = spec("wan", "60s", told.member(), late.member());
        state.createTask(spec, "ann", NOW);
        awaitTold("wan", told);
        await().atMost(AGES).until(() -> !late.messages().isEmpty());

        change(spec, TaskState.PAUSED);
        await().atMost(AGES).until(() -> !stateOf("wan", late.member()).waiting());
        assertThat(dispatcher.check().detail()).isEqualTo("1 told, 0 waiting");
        int before = late.messages().size();
        change(spec, TaskState.ACTIVE);

        await().atMost(AGES).until(() -> late.messages().size() > before);
        awaitTold("wan", late);
        assertThat(told.messages()).hasSize(1);
    }

    @Test
    void aNodeThatLostItsTaskIsToldAgainAlsoAfterARestart() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));
        OldNodeDouble other = node(OldNodeDouble.good("127.0.0.2"));
        TaskSpec spec = spec("wan", "60s", node.member(), other.member());
        state.createTask(spec, "ann", NOW);
        awaitTold("wan", node);
        awaitTold("wan", other);

        assertThat(dispatcher.tellAgain("wan", node.member())).isTrue();

        await().atMost(AGES).until(() -> node.messages().size() == 2);
        awaitTold("wan", node);
        change(spec, TaskState.PAUSED);
        // A look that finds the one finds the other paused.
        create("next", NOBODY);
        awaitTrouble("next", NOBODY, "no connection");
        assertThat(dispatcher.tellAgain("wan", node.member())).isTrue();
        restart(AGES, DOOR);
        await().atMost(AGES).until(() -> dispatcher.states("wan").size() == 2);
        assertThat(stateOf("wan", node.member()).toldAt())
                .as("it knows nothing")
                .isNull();
        assertThat(stateOf("wan", other.member()).toldAt()).isNotNull();
        assertThat(node.messages()).hasSize(2);
        change(spec, TaskState.ACTIVE);
        await().atMost(AGES).until(() -> node.messages().size() == 3);
        assertThat(other.messages()).hasSize(1);
        assertThat(dispatcher.tellAgain("wan", "legacy:192.0.2.1")).isFalse();
        assertThat(dispatcher.tellAgain("lan", node.member())).isFalse();
    }

    @Test
    void whatANodeWasToldBeforeItLostThatDoesNotCount() throws IOException {
        CountDownLatch hasLost = new CountDownLatch(1);
        OldNodeDouble node = node(new OldNodeDouble("127.0.0.1", (time, socket) -> {
            hasLost.await();
            OldNodeDouble.say(socket, "File content parsed successfully");
        }));
        create("wan", node.member());
        await().atMost(AGES).until(() -> node.messages().size() == 1);

        assertThat(dispatcher.tellAgain("wan", node.member())).isTrue();
        hasLost.countDown();

        await().atMost(AGES).until(() -> node.messages().size() == 2);
        awaitTold("wan", node);
        assertThat(node.messages()).hasSize(2);
    }

    @Test
    void anEndedTaskIsNotTold() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));
        TaskSpec over = new TaskSpec(
                "over",
                null,
                null,
                "basic",
                List.of(node.member()),
                Family.IPV4,
                NOW.minusSeconds(7_200),
                NOW.minusSeconds(3_600),
                "60s",
                Map.of());
        state.createTask(over, "ann", NOW);

        create("wan", node.member());

        awaitTold("wan", node);
        assertThat(dispatcher.state("over", node.member())).isEmpty();
        assertThat(node.messages()).hasSize(1);
    }

    @Test
    void aTaskThatTakesADeletedOnesNameIsTold() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));
        create("wan", node.member());
        awaitTold("wan", node);

        state.deleteTask("wan", "bob", NOW);
        create("wan", node.member());

        await().atMost(AGES).until(() -> node.messages().size() == 2);
        await().atMost(AGES).until(() -> state.dispatches(2).size() == 1);
        assertThat(state.dispatches(1)).isEmpty();
    }

    @Test
    void aChangeOfTasksIsNoticedAtOnce() throws IOException {
        dispatcher.close();
        Pace lazy = new Pace(AGES, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofDays(1));
        dispatcher = new Dispatcher(state, events, task -> new byte[] {1}, List.of(DOOR), () -> NOW, lazy);
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));

        create("wan", node.member());
        await().atMost(AGES).until(() -> {
            events.tell(new Events.TaskChange("created", "wan", 1, "ann", NOW));
            return !node.messages().isEmpty();
        });

        awaitTold("wan", node);
    }
}
