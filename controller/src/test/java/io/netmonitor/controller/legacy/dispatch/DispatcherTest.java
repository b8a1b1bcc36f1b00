// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.legacy.OldNodeDouble;
import io.netmonitor.core.task.Dispatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a node is told of a task, whatever it answers. */
final class DispatcherTest extends AmongOldNodes {
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
