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
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.store.MemoryStateStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final InetSocketAddress DOOR = new InetSocketAddress(InetAddress.ofLiteral("::"), 3000);
    private static final Duration AGES = Duration.ofSeconds(60);
    /** A port that was just closed may be somebody else's by now. */
    private static final String NOBODY = "legacy:127.0.0.2:9";

    private final List<OldNodeDouble> nodes = new ArrayList<>();
    private final Events events = new Events();
    private MemoryStateStore state = new MemoryStateStore();
    private Dispatcher dispatcher;

    @BeforeEach
    void start() {
        start(AGES, DOOR);
    }

    private void start(Duration patience, InetSocketAddress... doors) {
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

    private void restart(Duration patience, InetSocketAddress... doors) {
        dispatcher.close();
        state.close();
        state = state.reopened();
        start(patience, doors);
    }

    private OldNodeDouble node(OldNodeDouble node) {
        nodes.add(node);
        return node;
    }

    private Task create(String name, String... members) {
        return state.createTask(spec(name, "60s", members), "ann", NOW);
    }

    private static TaskSpec spec(String name, String period, String... members) {
        return new TaskSpec(name, null, null, "basic", List.of(members), Family.IPV4, null, null, period, Map.of());
    }

    private void change(TaskSpec spec, TaskState to) {
        Task there = state.task(spec.name()).orElseThrow();
        state.changeTask(spec, to, there.revision(), "bob", NOW.plusSeconds(600L * there.revision()));
    }

    private DispatchState stateOf(String task, String member) {
        return dispatcher.state(task, member).orElseThrow();
    }

    private void awaitTold(String task, OldNodeDouble node) {
        await().atMost(AGES)
                .until(() -> dispatcher.state(task, node.member()).stream()
                        .anyMatch(each -> each.toldAt() != null && !each.waiting()));
    }

    private void awaitTrouble(String task, String member, String words) {
        await().atMost(AGES)
                .untilAsserted(() -> assertThat(dispatcher.state(task, member)).hasValueSatisfying(found -> {
                    assertThat(found.trouble()).contains(words);
                    assertThat(found.tries()).isPositive();
                }));
    }

    @Test
    void tellsEachMemberWhereTheTaskIsAndWhoItIs() throws IOException {
        OldNodeDouble one = node(OldNodeDouble.good("127.0.0.1"));
        OldNodeDouble other = node(OldNodeDouble.good("127.0.0.2"));

        create("wan", one.member(), other.member(), "bj");

        awaitTold("wan", one);
        awaitTold("wan", other);
        assertThat(one.messages()).containsExactly("http://127.0.0.1:3000/wan.json+127.0.0.1");
        assertThat(other.messages()).hasSize(1).first().asString().endsWith(":3000/wan.json+127.0.0.2");
        assertThat(stateOf("wan", one.member()).inWords())
                .isEqualTo("it was told of the task at " + NOW.plusSeconds(5));
        assertThat(dispatcher.states()).hasSize(2);
        assertThat(dispatcher.check().detail()).isEqualTo("2 told, 0 waiting");
        assertThat(state.dispatches(1)).extracting(Dispatch::member).contains(one.member(), other.member());
    }

    @Test
    void tellsOverIpv6InBrackets() throws IOException {
        OldNodeDouble node = node(OldNodeDouble.good("::1"));

        create("广域", node.member());

        awaitTold("广域", node);
        assertThat(node.messages()).containsExactly("http://[::1]:3000/%E5%B9%BF%E5%9F%9F.json+::1");
    }

    @Test
    void aSilentMemberHoldsNobodyUp() throws IOException {
        OldNodeDouble silent = node(OldNodeDouble.silent("127.0.0.2"));
        OldNodeDouble good = node(OldNodeDouble.good("127.0.0.3"));

        create("wan", silent.member(), good.member());

        awaitTold("wan", good);
        await().atMost(AGES).until(() -> !silent.messages().isEmpty());
        assertThat(stateOf("wan", silent.member()).waiting()).isTrue();
        assertThat(stateOf("wan", silent.member()).inWords()).isEqualTo("it is just being told");
    }

    @Test
    void triesAgainWhereNoAnswerComes() throws IOException {
        restart(Duration.ofMillis(300), DOOR);
        OldNodeDouble node = node(OldNodeDouble.silent("127.0.0.1"));

        create("wan", node.member());

        await().atMost(AGES).until(() -> node.messages().size() > 2);
        awaitTrouble("wan", node.member(), "it did not answer within");
        assertThat(dispatcher.check().up()).isTrue();
        assertThat(dispatcher.check().detail())
                .startsWith("0 told, 1 waiting; " + node.member() + " of wan: it could not be told: it did not answer");
    }

    @Test
    void waitsForAnAnswerThatComesInPieces() throws IOException {
        OldNodeDouble node = node(new OldNodeDouble("127.0.0.1", (time, socket) -> {
            socket.setTcpNoDelay(true);
            OldNodeDouble.say(socket, "File content ");
            OldNodeDouble.say(socket, "parsed ");
            OldNodeDouble.say(socket, "successfully\n");
        }));

        create("wan", node.member());

        awaitTold("wan", node);
        assertThat(node.messages()).hasSize(1);
    }

    @Test
    void triesAgainWhereTheNodeCloses() throws IOException {
        OldNodeDouble node = node(new OldNodeDouble("127.0.0.1", (time, socket) -> {}));

        create("wan", node.member());

        awaitTrouble("wan", node.member(), "it closed without an answer");
        await().atMost(AGES).until(() -> node.messages().size() > 2);
    }

    @Test
    void triesAgainUntilTheNodeHasFetchedTheTask() throws IOException {
        OldNodeDouble node = node(new OldNodeDouble(
                "127.0.0.1",
                (time, socket) -> OldNodeDouble.say(
                        socket, time < 3 ? "Failed to download file" : "File content parsed successfully")));

        create("wan", node.member());

        awaitTold("wan", node);
        assertThat(node.messages()).hasSize(3).containsOnly("http://127.0.0.1:3000/wan.json+127.0.0.1");
        assertThat(stateOf("wan", node.member()).trouble()).isNull();
    }

    @Test
    void readsNoMoreThanAnAnswer() throws IOException {
        byte[] flood = "no \u001b[2J ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        OldNodeDouble node = node(new OldNodeDouble("127.0.0.1", (time, socket) -> {
            while (true) {
                socket.getOutputStream().write(flood);
            }
        }));

        create("wan", node.member());

        awaitTrouble("wan", node.member(), "it answered: no \uFFFD[2J");
        assertThat(stateOf("wan", node.member()).trouble()).hasSizeLessThan(250);
    }

    @Test
    void saysWhyNobodyCanBeReached() {
        create("wan", "legacy:no-such-host.invalid", NOBODY);

        awaitTrouble("wan", "legacy:no-such-host.invalid", "the name no-such-host.invalid does not resolve");
        awaitTrouble("wan", NOBODY, "no connection: Connection refused");
        await().atMost(AGES).until(() -> stateOf("wan", NOBODY).tries() > 2);
        assertThat(stateOf("wan", NOBODY).inWords())
                .matches("it could not be told: no connection: Connection refused, tried \\d+ times");
    }

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

    @Test
    void saysThatNobodyCouldFetchATask() throws IOException {
        restart(AGES);
        OldNodeDouble node = node(OldNodeDouble.good("127.0.0.1"));

        create("wan", node.member());

        await().atMost(AGES)
                .untilAsserted(() -> assertThat(dispatcher.check().detail())
                        .isEqualTo("0 told, 1 waiting; " + node.member()
                                + " of wan: it cannot be told: it could not fetch the task: this controller was started without"
                                + " --legacy"));
        assertThat(node.messages()).isEmpty();

        restart(AGES, DOOR);

        awaitTold("wan", node);
    }

    @Test
    void saysThatANameIsTooLong() {
        String member = "legacy:" + "a".repeat(120) + ".invalid";

        create("网".repeat(100), member);

        await().atMost(AGES)
                .untilAsserted(
                        () -> assertThat(dispatcher.states())
                                .singleElement()
                                .satisfies(
                                        found -> assertThat(found.inWords())
                                                .isEqualTo(
                                                        "it cannot be told: name: is too long for a message to a node of the prototype")));
    }
}
