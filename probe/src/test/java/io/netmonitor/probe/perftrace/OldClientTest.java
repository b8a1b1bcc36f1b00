// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.QuietMoment;
import io.netmonitor.testkit.prototype.ClientFaults;
import io.netmonitor.testkit.prototype.ClientRun;
import io.netmonitor.testkit.prototype.ClientRun.Ending;
import io.netmonitor.testkit.prototype.ClientStep;
import io.netmonitor.testkit.prototype.Leaving;
import io.netmonitor.testkit.prototype.Lies;
import io.netmonitor.testkit.prototype.PrototypeClient;
import io.netmonitor.testkit.prototype.Replay;
import io.netmonitor.testkit.prototype.SendMeta;
import io.netmonitor.testkit.prototype.TaskMeta;
import io.netmonitor.testkit.prototype.TrainResult;
import io.netmonitor.testkit.prototype.Transcript;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our server and the prototype's client, which shares no code with us. */
@Timeout(120)
final class OldClientTest {
    private static final int SMALLEST = 0;
    private static final List<PrototypeClient.Train> TRAINS =
            List.of(new PrototypeClient.Train(20, 1_500, 20_000), new PrototypeClient.Train(40, 1_000, 10_000));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void isServedBasicOnEitherFamily(String host) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::", 0));
                PrototypeClient client = honest(at(host, server.address().getPort()))) {
            QuietMoment.find(() -> {
                ClientRun run = client.basic(10, 1_000, SMALLEST);

                assertThat(run.ending()).isEqualTo(Ending.DONE);
                assertThat(run.readiness()).isEqualTo("I'm OK. Please send packet\n");
                assertThat(run.arrived()).hasValue(10);
                assertThat(run.strays()).isZero();
                assertThat(run.replies()).hasSize(10).allSatisfy(r -> {
                    assertThat(r.reply().sendSequence()).isEqualTo(r.reply().replySequence());
                    assertThat(r.reply().arrivalTimeUs()).isBetween(r.reply().sendTimeUs() - 1_000, r.atUs() + 1_000);
                });
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void isServedTrainsOnEitherFamily(String host) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::", 0));
                PrototypeClient client = honest(at(host, server.address().getPort()))) {
            ClientRun run = client.bandwidth(TRAINS);

            assertThat(run.ending()).isEqualTo(Ending.DONE);
            assertThat(run.replies()).isEmpty();
            assertThat(run.results()).extracting(TrainResult::arrived).containsExactly(20, 40);
            assertThat(run.results()).allSatisfy(OldClientTest::isSound);
            assertThat(run.results()).allSatisfy(r -> assertThat(r.rateAll()).isPositive());
        }
    }

    @Test
    void fourAreServedAtOnce() throws Exception {
        QuietMoment.find(OldClientTest::measureByFour);
    }

    private static void measureByFour() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::1", 0));
                PrototypeClient client = honest(server.address());
                ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<ClientRun>> basics = new ArrayList<>();
            List<Future<ClientRun>> trains = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                basics.add(callers.submit(() -> client.basic(50, 5_000, 100)));
                trains.add(callers.submit(() -> client.bandwidth(TRAINS)));
            }

            for (Future<ClientRun> basic : basics) {
                assertThat(basic.get().arrived()).hasValue(50);
                assertThat(basic.get().replies()).hasSize(50);
            }
            for (Future<ClientRun> train : trains) {
                assertThat(train.get().results())
                        .extracting(TrainResult::arrived)
                        .containsExactly(20, 40);
            }
        }
    }

    @Test
    void findsWhatTheGoldenTranscriptsSay() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::1", 0))) {
            assertThat(Replay.open(Transcript.load("basic"), server.address(), Map.of()))
                    .containsKeys("id", "sent3");
            assertThat(Replay.open(Transcript.load("bandwidth"), server.address(), Map.of()))
                    .containsKey("probes");
        }
    }

    @Test
    void mayTrickle() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient client = new PrototypeClient(
                        server.address(), ClientFaults.none().trickling())) {
            assertServed(client);
            assertThat(client.bandwidth(TRAINS).results()).hasSize(2);
        }
    }

    static Stream<Lies.Lie<ClientFaults>> lies() {
        return Stream.concat(Lies.ofClients().stream(), Lies.ofTrainClients().stream());
    }

    @ParameterizedTest
    @MethodSource("lies")
    @Execution(ExecutionMode.CONCURRENT)
    void mayLieAndOthersAreServedAllTheSame(Lies.Lie<ClientFaults> lie) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient liar = new PrototypeClient(server.address(), lie.faults());
                PrototypeClient client = honest(server.address())) {
            ClientRun trains = liar.bandwidth(TRAINS);
            ClientRun basic = liar.basic(3, 1_000, SMALLEST);

            // The longest duration is one that a client may have, and none of its probes need come before its end.
            Ending[] endings = lie.name().equals("task duration " + Integer.MAX_VALUE)
                    ? new Ending[] {Ending.DONE, Ending.CLOSED, Ending.SILENT}
                    : new Ending[] {Ending.DONE, Ending.CLOSED};
            assertThat(trains.ending()).isIn((Object[]) endings);
            assertThat(basic.ending()).isIn((Object[]) endings);
            assertThat(trains.results()).allSatisfy(OldClientTest::isSound);
            basic.arrived().ifPresent(n -> assertThat(n).isBetween(0, basic.sent()));
            assertServed(client);
            assertThat(server.check().up()).isTrue();
            await().until(() -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(ClientStep.class)
    @Execution(ExecutionMode.CONCURRENT)
    void mayVanishAnywhereAndOthersAreServed(ClientStep step) throws Exception {
        for (Leaving how : Leaving.values()) {
            try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                    PrototypeClient leaver = new PrototypeClient(
                            server.address(), ClientFaults.none().leaving(step, how));
                    PrototypeClient client = honest(server.address())) {
                assertThat(leaver.bandwidth(TRAINS).ending()).isEqualTo(Ending.LEFT);
                assertThat(leaver.basic(3, 1_000, SMALLEST).ending()).isIn(Ending.LEFT, Ending.DONE);

                assertServed(client);
                if (how != Leaving.SILENCE) {
                    await().until(() -> server.connections() == 0);
                }
            }
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoFallsSilentIsForgottenInTheEnd() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient early = new PrototypeClient(
                        server.address(), ClientFaults.none().leaving(ClientStep.ACCEPTED, Leaving.SILENCE));
                PrototypeClient late = new PrototypeClient(
                        server.address(), ClientFaults.none().leaving(ClientStep.PACKETS, Leaving.SILENCE))) {
            var _ = early.bandwidth(TRAINS);
            var _ = late.bandwidth(TRAINS);

            await().atMost(Duration.ofSeconds(90)).until(() -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientStep.class,
            names = {"ACCEPTED", "READY", "MEASURE"})
    void mayTalkNonsenseAndIsLetGo(ClientStep step) throws Exception {
        byte[] garbage = new byte[600];
        java.util.Arrays.fill(garbage, (byte) 0xa5);
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient noise = new PrototypeClient(
                        server.address(), ClientFaults.none().garbage(step, garbage));
                PrototypeClient client = honest(server.address())) {
            assertThat(noise.bandwidth(TRAINS).ending()).isEqualTo(Ending.CLOSED);

            assertServed(client);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void foreignIdsAreNeitherCountedNorAnswered() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient client = new PrototypeClient(
                        server.address(), ClientFaults.none().foreign(20))) {
            assertServed(client);
            assertThat(client.bandwidth(TRAINS).results())
                    .extracting(TrainResult::arrived)
                    .containsExactly(20, 40);
        }
    }

    @Test
    void nobodyIsAnsweredWithoutASession() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                DatagramSocket stranger = new DatagramSocket(at("127.0.0.1", 0));
                PrototypeClient client = honest(server.address())) {
            byte[] packet = ByteBuffer.allocate(24)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(4711)
                    .array();
            stranger.send(new DatagramPacket(packet, packet.length, server.address()));
            stranger.send(new DatagramPacket(packet, 1, server.address()));

            // What came first has been read when those who come later have their answers.
            assertServed(client);

            stranger.setSoTimeout(1);
            assertThatThrownBy(() -> stranger.receive(new DatagramPacket(new byte[64], 64)))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** A size that was never sent does not make a rate, and a train of nothing has none. */
    @Test
    void aTrainThatIsNotSentHasAResultAllTheSame() throws Exception {
        ClientFaults nothing = ClientFaults.none()
                .lyingInTask(t -> new TaskMeta(t.id(), 20, 20_000, 1_000, t.mode()))
                .lyingInPackets(p -> new io.netmonitor.testkit.prototype.TestPacket(p.id() + 1, p.sendTimeUs(), 1))
                .lyingInSent(s -> new SendMeta(20, 1_500, 20_000));
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1", 0));
                PrototypeClient client = new PrototypeClient(server.address(), nothing)) {
            ClientRun run = client.bandwidth(TRAINS);

            assertThat(run.results()).hasSize(2).allSatisfy(r -> {
                isSound(r);
                assertThat(r.arrived()).isZero();
                assertThat(r.lossRate()).isEqualTo(1f);
            });
        }
    }

    /** Nothing that a program written in C would stumble over. */
    private static void isSound(TrainResult result) {
        assertThat(result.arrived()).isNotNegative();
        assertThat(result.jitterUs()).isFinite().isNotNegative();
        assertThat(result.lossRate()).isBetween(0f, 1f);
        assertThat(result.rateAll()).isFinite().isNotNegative();
        assertThat(result.rateInDuration()).isFinite().isNotNegative();
    }

    /**
     * Whatever others do, an honest client gets what it asks for. The protocol waits a tenth of a second for stragglers, and counts
     * those short that their host has held up.
     */
    private static void assertServed(PrototypeClient client) throws Exception {
        QuietMoment.find(() -> {
            ClientRun run = client.basic(3, 1_000, SMALLEST);

            assertThat(run.arrived()).hasValue(3);
            assertThat(run.replies()).hasSize(3);
        });
    }

    private static PrototypeClient honest(InetSocketAddress server) {
        return new PrototypeClient(server, ClientFaults.none());
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
