// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.prototype.ClientRun.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prototype's client and server, each as the other describes it. */
final class PrototypePeersTest {
    private static final int SMALLEST = 0;
    private static final List<PrototypeClient.Train> TRAINS =
            List.of(new PrototypeClient.Train(20, 1_500, 20_000), new PrototypeClient.Train(40, 1_000, 10_000));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void everyProbeIsAnsweredOnEitherFamily(String host) throws Exception {
        try (PrototypeServer server = open(host, ServerFaults.none());
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.basic(10, 1_000, SMALLEST);

            assertThat(run.ending()).isEqualTo(Ending.DONE);
            assertThat(run.greeting()).isEqualTo("accept");
            assertThat(run.readiness()).isEqualTo("I'm OK. Please send packet\n");
            assertThat(run.arrived()).hasValue(10);
            assertThat(run.strays()).isZero();
            assertThat(run.replies()).extracting(r -> r.reply().sendSequence()).containsExactlyElementsOf(oneTo(10));
            assertThat(run.replies()).extracting(r -> r.reply().replySequence()).containsExactlyElementsOf(oneTo(10));
            assertThat(run.replies())
                    .allSatisfy(r -> assertThat(r.reply().arrivalTimeUs())
                            .isBetween(r.reply().sendTimeUs(), r.atUs()));
        }
    }

    @Test
    void theServerSeesTheTaskAndThePackets() throws Exception {
        try (PrototypeServer server = open("::1", ServerFaults.none());
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            var _ = client.basic(5, 2_000, 128);

            Served served = onlySession(server);
            assertThat(served.ending()).isEqualTo("done");
            assertThat(served.task().probes()).isEqualTo(5);
            assertThat(served.task().durationUs()).isEqualTo(8_000);
            assertThat(served.task().intervalUs()).isEqualTo(2_000);
            assertThat(served.task().mode()).isEqualTo(TaskMeta.BASIC);
            assertThat(served.shortestPacket()).isEqualTo(100);
            assertThat(served.longestPacket()).isEqualTo(100);
            assertThat(served.packets()).extracting(TestPacket::sequence).containsExactlyElementsOf(oneTo(5));
        }
    }

    @Test
    void eachTrainHasAResultOfItsOwn() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none());
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.bandwidth(TRAINS);

            assertThat(run.ending()).isEqualTo(Ending.DONE);
            assertThat(run.results()).extracting(TrainResult::arrived).containsExactly(20, 40);
            assertThat(run.results()).allSatisfy(r -> {
                assertThat(r.lossRate()).isZero();
                assertThat(r.rateAll()).isPositive().isFinite();
                assertThat(r.rateInDuration()).isPositive().isFinite();
            });
            assertThat(run.replies()).isEmpty();
            Served served = onlySession(server);
            assertThat(served.ended()).isTrue();
            assertThat(served.trains())
                    .containsExactly(new SendMeta(20, 1_500, 20_000), new SendMeta(40, 1_000, 10_000));
            assertThat(served.packets()).hasSize(60);
            assertThat(served.longestPacket()).isEqualTo(1_472);
        }
    }

    @Test
    void whoComesWhileAnotherMeasuresIsDenied() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none());
                PrototypeClient slow = new PrototypeClient(
                        server.address(), ClientFaults.none().leaving(ClientStep.TASK, Leaving.SILENCE));
                PrototypeClient next = new PrototypeClient(server.address(), ClientFaults.none())) {
            var _ = slow.bandwidth(TRAINS);

            ClientRun run = next.basic(3, 1_000, SMALLEST);

            assertThat(run.ending()).isEqualTo(Ending.DENIED);
            assertThat(run.greeting()).isEqualTo("deny");
            assertThat(server.denied()).isOne();
        }
    }

    @Test
    void theFirstClientsAreDenied() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().denying(2));
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            List<Ending> endings = List.of(
                    client.basic(3, 1_000, SMALLEST).ending(),
                    client.basic(3, 1_000, SMALLEST).ending(),
                    client.basic(3, 1_000, SMALLEST).ending());

            assertThat(endings).containsExactly(Ending.DENIED, Ending.DENIED, Ending.DONE);
        }
    }

    @Test
    void packetsAreLostAndDoubledOnEitherWay() throws Exception {
        ServerFaults faults = ServerFaults.none()
                .losing(n -> n == 0)
                .doubling(n -> n == 1)
                .losingReplies(n -> n == 3)
                .doublingReplies(n -> n == 4)
                .cuttingReplies(n -> n == 5)
                .foreignReplies();
        try (PrototypeServer server = open("127.0.0.1", faults);
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.basic(10, 1_000, SMALLEST);

            assertThat(run.arrived()).hasValue(10);
            assertThat(run.replies())
                    .extracting(r -> r.reply().sendSequence())
                    .containsExactly(2, 2, 3, 5, 5, 7, 8, 9, 10);
            await().untilAsserted(() -> assertThat(run.strays()).isGreaterThanOrEqualTo(18));
        }
    }

    @Test
    void aTrainThatLosesPacketsTellsSo() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().losing(n -> n % 4 == 0));
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.bandwidth(TRAINS.subList(0, 1));

            assertThat(run.results()).singleElement().satisfies(r -> {
                assertThat(r.arrived()).isEqualTo(15);
                assertThat(r.lossRate()).isCloseTo(0.25f, within(1e-6f));
            });
        }
    }

    @Test
    void foreignIdsAreNotAnswered() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none());
                PrototypeClient client = new PrototypeClient(
                        server.address(), ClientFaults.none().foreign(7))) {
            ClientRun run = client.basic(3, 1_000, SMALLEST);

            assertThat(run.arrived()).hasValue(3);
            assertThat(onlySession(server).foreign()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStep.class)
    @Execution(ExecutionMode.CONCURRENT)
    void aClientVanishesAtEachStepAndTheServerServesTheNext(ClientStep step) throws Exception {
        for (Leaving how : List.of(Leaving.CLOSE, Leaving.RESET)) {
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none())) {
                try (PrototypeClient leaver = new PrototypeClient(
                        server.address(), ClientFaults.none().leaving(step, how))) {
                    assertThat(leaver.bandwidth(TRAINS).ending()).isEqualTo(Ending.LEFT);
                }

                await().untilAsserted(() -> {
                    try (PrototypeClient next = new PrototypeClient(server.address(), ClientFaults.none())) {
                        assertThat(next.basic(3, 1_000, SMALLEST).ending()).isEqualTo(Ending.DONE);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ServerStep.class)
    @Execution(ExecutionMode.CONCURRENT)
    void aServerLeavesAtEachStep(ServerStep step) throws Exception {
        for (Leaving how : List.of(Leaving.CLOSE, Leaving.RESET)) {
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().leaving(step, how));
                    PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
                assertThat(client.bandwidth(TRAINS).ending()).isIn(Ending.CLOSED, Ending.DENIED);
            }
        }
    }

    /** Now and then the reset is there before the client knows that it is connected: then connecting is what fails. */
    @Test
    void aServerResetsWhoeverConnects() throws Exception {
        ServerFaults faults = ServerFaults.none().leaving(ServerStep.CONNECTED, Leaving.RESET);
        try (PrototypeServer server = open("127.0.0.1", faults);
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            for (int run = 0; run < 2_000; run++) {
                assertThat(client.basic(1, 1_000, SMALLEST).ending()).isIn(Ending.CLOSED, Ending.DENIED);
            }
        }
    }

    @Test
    void whatTricklesIsUnderstood() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().trickling());
                PrototypeClient client = new PrototypeClient(
                        server.address(), ClientFaults.none().trickling())) {
            assertThat(client.basic(3, 1_000, SMALLEST).arrived()).hasValue(3);
            var _ = onlySession(server);
            assertThat(client.bandwidth(TRAINS).results()).hasSize(2);
        }
    }

    @Test
    void garbageEndsABandwidthSession() throws Exception {
        byte[] garbage = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none());
                PrototypeClient client = new PrototypeClient(
                        server.address(), ClientFaults.none().garbage(ClientStep.READY, garbage))) {
            assertThat(client.bandwidth(TRAINS).ending()).isEqualTo(Ending.CLOSED);

            Served served = onlySession(server);
            assertThat(served.ending()).isEqualTo("neither measure nor end: GET / H");
        }
    }

    static List<Lies.Lie<ServerFaults>> basicServerLies() {
        return Lies.ofBasicServers();
    }

    @ParameterizedTest
    @MethodSource("basicServerLies")
    @Execution(ExecutionMode.CONCURRENT)
    void aLieOfABasicServerIsReportedAsItIs(Lies.Lie<ServerFaults> lie) throws Exception {
        try (PrototypeServer server = open("127.0.0.1", lie.faults());
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.basic(2, 1_000, SMALLEST);

            if (lie.name().startsWith("id")) {
                await().untilAsserted(() -> assertThat(run.replies()).isEmpty());
                assertThat(run.arrived()).hasValue(2);
            } else {
                assertThat(run.arrived() + " " + run.replies())
                        .contains(lie.name().substring(lie.name().indexOf(' ') + 1));
            }
        }
    }

    static List<Lies.Lie<ServerFaults>> bandwidthServerLies() {
        return Lies.ofBandwidthServers();
    }

    @ParameterizedTest
    @MethodSource("bandwidthServerLies")
    @Execution(ExecutionMode.CONCURRENT)
    void aLieOfABandwidthServerIsReportedAsItIs(Lies.Lie<ServerFaults> lie) throws Exception {
        try (PrototypeServer server = open("127.0.0.1", lie.faults());
                PrototypeClient client = new PrototypeClient(server.address(), ClientFaults.none())) {
            ClientRun run = client.bandwidth(TRAINS);

            assertThat(run.results())
                    .hasSize(2)
                    .allSatisfy(r -> assertThat(r.toString())
                            .contains("=" + lie.name().substring(lie.name().lastIndexOf(' ') + 1)));
        }
    }

    static List<Lies.Lie<ClientFaults>> trainLies() {
        return Lies.ofTrainClients();
    }

    @ParameterizedTest
    @MethodSource("trainLies")
    @Execution(ExecutionMode.CONCURRENT)
    void aLieOfAClientReachesTheServer(Lies.Lie<ClientFaults> lie) throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none())) {
            try (PrototypeClient client = new PrototypeClient(server.address(), lie.faults())) {
                var _ = client.bandwidth(TRAINS);
            }

            assertThat(onlySession(server).trains())
                    .hasSize(2)
                    .allSatisfy(t -> assertThat(t.toString())
                            .contains("=" + lie.name().substring(lie.name().lastIndexOf(' ') + 1)));
        }
    }

    private static Served onlySession(PrototypeServer server) {
        return await().until(server::served, list -> list.size() == 1).getFirst();
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static PrototypeServer open(String host, ServerFaults faults) throws IOException {
        return PrototypeServer.open(new InetSocketAddress(InetAddress.ofLiteral(host), 0), faults);
    }
}
