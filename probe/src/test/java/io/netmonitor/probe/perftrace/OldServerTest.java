// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import io.netmonitor.testkit.prototype.Leaving;
import io.netmonitor.testkit.prototype.Lies;
import io.netmonitor.testkit.prototype.PrototypeServer;
import io.netmonitor.testkit.prototype.Replay;
import io.netmonitor.testkit.prototype.Served;
import io.netmonitor.testkit.prototype.ServerFaults;
import io.netmonitor.testkit.prototype.ServerStep;
import io.netmonitor.testkit.prototype.TaskMeta;
import io.netmonitor.testkit.prototype.TestPacket;
import io.netmonitor.testkit.prototype.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Our client and the prototype's server, which shares no code with us: Basic. The server waits a tenth of a second for stragglers, and
 * counts those short that their host has held up.
 */
@Timeout(120)
final class OldServerTest {
    private static final BasicOrder TEN = new BasicOrder(10, 1_000, 0);

    private final PerfTraceClient client = new PerfTraceClient();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void isMeasuredOnEitherFamily(String host) throws Exception {
        QuietMoment.find(() -> {
            try (PrototypeServer server = open(host, ServerFaults.none())) {
                BasicRun run = client.basic(server.address(), new BasicOrder(10, 2_000, 128));

                isSound(run);
                assertThat(run.returned()).isEqualTo(10);
                assertThat(run.arrived()).isEqualTo(10);
                Served served =
                        await().until(server::served, list -> list.size() == 1).getFirst();
                assertThat(served.ending()).isEqualTo("done");
                assertThat(served.task())
                        .isEqualTo(new TaskMeta(served.task().id(), 10, 18_000, 2_000, TaskMeta.BASIC));
                assertThat(served.packets())
                        .extracting(TestPacket::sequence)
                        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
                assertThat(served.shortestPacket()).isEqualTo(100);
                assertThat(served.longestPacket()).isEqualTo(100);
                assertThat(served.foreign()).isZero();
            }
        });
    }

    @Test
    void thatMeasuresSomebodyElseIsAskedAgain() throws Exception {
        QuietMoment.find(() -> {
            try (PrototypeServer server = open("::1", ServerFaults.none().denying(2))) {
                assertThat(client.basic(server.address(), TEN).returned()).isEqualTo(10);

                assertThat(server.denied()).isEqualTo(2);
            }
        });
    }

    @Test
    void thatAlwaysMeasuresSomebodyElseIsBusy() throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("deny"), at("127.0.0.1"), Map.of())) {
            assertThatThrownBy(() -> client.basic(replay.address(), TEN))
                    .isInstanceOfSatisfying(
                            PerfTraceException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.BUSY));

            assertThat(replay.result()).isEmpty();
            assertThat(replay.conversations()).isPositive();
        }
    }

    @Test
    void fourAtOnceAreMeasuredOneAfterTheOtherOrTheServerIsBusy() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none());
                ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                outcomes.add(callers.submit(() -> outcome(server)));
            }

            List<Outcome> seen = new ArrayList<>();
            for (Future<Outcome> outcome : outcomes) {
                seen.add(outcome.get());
            }
            assertThat(seen).contains(Outcome.MEASURED).isSubsetOf(Outcome.MEASURED, Outcome.BUSY);
        }
    }

    private Outcome outcome(PrototypeServer server) throws IOException, InterruptedException {
        try {
            isSound(client.basic(server.address(), TEN));
            return Outcome.MEASURED;
        } catch (PerfTraceException e) {
            return e.outcome();
        }
    }

    @Test
    void findsWhatTheGoldenTranscriptSays() throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("basic"), at("::1"), Map.of())) {
            BasicRun run = client.basic(replay.address(), new BasicOrder(3, 10_000, 0));

            assertThat(replay.result()).containsKeys("id", "sent1", "sent2", "sent3");
            assertThat(run.returned()).isEqualTo(3);
            assertThat(run.arrived()).isEqualTo(3);
        }
    }

    @Test
    void lossIsToldApartByDirection() throws Exception {
        QuietMoment.find(() -> {
            ServerFaults faults = ServerFaults.none().losing(n -> n < 2).losingReplies(n -> n == 5);
            try (PrototypeServer server = open("127.0.0.1", faults)) {
                BasicRun run = client.basic(server.address(), TEN);

                isSound(run);
                assertThat(run.forwardLoss()).isCloseTo(0.2, within(1e-9));
                assertThat(run.backwardLoss()).isCloseTo(0.125, within(1e-9));
                assertThat(run.roundTripLoss()).isCloseTo(0.3, within(1e-9));
            }
        });
    }

    @Test
    void thatAllIsLostIsAMeasurement() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().losing(n -> true))) {
            BasicRun run = client.basic(server.address(), TEN);

            isSound(run);
            assertThat(run.returned()).isZero();
            assertThat(run.forwardLoss()).isEqualTo(1);
            assertThat(run.backwardLoss()).isZero();
        }
    }

    @Test
    void doubledCutAndForeignRepliesCountOnceOrNotAtAll() throws Exception {
        QuietMoment.find(() -> {
            ServerFaults faults = ServerFaults.none()
                    .doubling(n -> n == 0)
                    .doublingReplies(n -> n == 4)
                    .cuttingReplies(n -> n == 7)
                    .foreignReplies();
            try (PrototypeServer server = open("127.0.0.1", faults)) {
                BasicRun run = client.basic(server.address(), TEN);

                isSound(run);
                assertThat(run.returned()).isEqualTo(9);
                assertThat(run.arrived()).isEqualTo(10);
            }
        });
    }

    @Test
    void mayTrickleAndMaySayAnythingWhenReady() throws Exception {
        QuietMoment.find(() -> {
            for (String readiness : List.of("I'm OK. Please send packet\n", "x", "ready\n\n\n")) {
                try (PrototypeServer server =
                        open("127.0.0.1", ServerFaults.none().readiness(readiness))) {
                    assertThat(client.basic(server.address(), TEN).returned()).isEqualTo(10);
                }
            }
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().trickling())) {
                assertThat(client.basic(server.address(), TEN).arrived()).isEqualTo(10);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acc", "acceptaccept", "HTTP/1.1 400 Bad Request", "denied"})
    void thatGreetsInAnotherWayIsNotMeasured(String greeting) throws Exception {
        ServerFaults faults = ServerFaults.none().greeting(greeting).leaving(ServerStep.ACCEPTED, Leaving.CLOSE);
        try (PrototypeServer server = open("127.0.0.1", faults)) {
            assertThatThrownBy(() -> client.basic(server.address(), TEN)).isInstanceOf(PerfTraceException.class);
        }
    }

    // Most of it is waiting for whoever has gone.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(
            value = ServerStep.class,
            names = {"MEASURE_READ", "PACKETS_READ", "HALF_OF_RESULT", "RESULT"},
            mode = EnumSource.Mode.EXCLUDE)
    void thatLeavesIsNotMeasuredAndNobodyHangs(ServerStep step) throws Exception {
        for (Leaving how : Leaving.values()) {
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().leaving(step, how))) {
                assertThatThrownBy(() -> client.basic(server.address(), TEN))
                        .as("%s at %s", how, step)
                        .isInstanceOf(PerfTraceException.class)
                        .message()
                        .isNotBlank();
            }
        }
    }

    // Most of it is waiting for whoever has gone.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(
            value = ServerStep.class,
            names = {"PACKETS_READ", "HALF_OF_RESULT"})
    void thatDoesNotTellHowManyArrivedIsNeededOnlyWhenSomeAreMissing(ServerStep step) throws Exception {
        for (Leaving how : Leaving.values()) {
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().leaving(step, how))) {
                BasicRun run = client.basic(server.address(), TEN);

                isSound(run);
                assertThat(run.returned()).isEqualTo(10);
                assertThat(run.arrived()).isEqualTo(10);
            }
            ServerFaults losing = ServerFaults.none().losingReplies(n -> n == 3).leaving(step, how);
            try (PrototypeServer server = open("127.0.0.1", losing)) {
                assertThatThrownBy(() -> client.basic(server.address(), TEN))
                        .as("%s at %s", how, step)
                        .isInstanceOf(PerfTraceException.class);
            }
        }
    }

    @Test
    void thatIsNotThereRefuses() throws Exception {
        InetSocketAddress gone = FreePort.at(InetAddress.ofLiteral("::1"));

        assertThatThrownBy(() -> client.basic(gone, TEN))
                .isInstanceOfSatisfying(
                        PerfTraceException.class,
                        e -> assertThat(e.outcome()).isIn(Outcome.REFUSED, Outcome.UNREACHABLE));
    }

    static Stream<Lies.Lie<ServerFaults>> lies() {
        return Lies.ofBasicServers().stream();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void mayLieAndNoNonsenseIsReported(Lies.Lie<ServerFaults> lie) throws Exception {
        try (PrototypeServer server = open("127.0.0.1", lie.faults())) {
            try {
                isSound(client.basic(server.address(), TEN));
            } catch (PerfTraceException e) {
                assertThat(e.outcome()).isIn(Outcome.FAILED, Outcome.NO_ANSWER);
            }
        }
    }

    private static void isSound(BasicRun run) {
        assertThat(run.returned()).isBetween(0, run.sent());
        assertThat(run.arrived()).isBetween(run.returned(), run.sent());
        assertThat(run.duration()).isPositive();
        for (double loss : new double[] {run.roundTripLoss(), run.forwardLoss(), run.backwardLoss()}) {
            assertThat(loss).isBetween(0.0, 1.0);
        }
        assertThat(Arrays.stream(run.roundTripNs()))
                .allSatisfy(ns -> assertThat(ns).isBetween(0L, 60_000_000_000L));
        for (int i = 0; i < run.returned(); i++) {
            long sum = run.forwardNs()[i] + run.backwardNs()[i];
            assertThat(Math.abs(sum - run.roundTripNs()[i])).isLessThanOrEqualTo(2_000);
        }
    }

    private static PrototypeServer open(String host, ServerFaults faults) throws IOException {
        return PrototypeServer.open(at(host), faults);
    }

    private static InetSocketAddress at(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    }
}
