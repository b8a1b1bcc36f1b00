// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.testkit.prototype.Leaving;
import io.netmonitor.testkit.prototype.Lies;
import io.netmonitor.testkit.prototype.PrototypeServer;
import io.netmonitor.testkit.prototype.Replay;
import io.netmonitor.testkit.prototype.SendMeta;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client and the prototype's server, which shares no code with us: available bandwidth, at rates that any host can send. */
@Timeout(120)
final class OldServerTrainsTest {
    private static final long MAX_BPS = 40_000_000;
    private static final long MAX_BYTES = 8_000_000;
    private static final BandwidthOrder ORDER = new BandwidthOrder(20_000, 10_000_000L, MAX_BPS, MAX_BYTES, 1_500);

    private final PerfTraceClient client = new PerfTraceClient();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void isMeasuredOnEitherFamily(String host) throws Exception {
        try (PrototypeServer server = open(host, ServerFaults.none())) {
            List<BandwidthRun.Train> heard = new ArrayList<>();

            BandwidthRun run = client.bandwidth(server.address(), ORDER, heard::add);

            isSound(run);
            assertThat(run.trains()).anySatisfy(OldServerTrainsTest::isComplete);
            // What the answer rests on is known at the end alone.
            assertThat(run.trains())
                    .isNotEmpty()
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("counted")
                    .isEqualTo(heard);
            Served served =
                    await().until(server::served, list -> list.size() == 1).getFirst();
            assertThat(served.ended()).isTrue();
            assertThat(served.task().mode()).isEqualTo(TaskMeta.BANDWIDTH);
            assertThat(served.foreign()).isZero();
            // The length is the one at the IP layer, whatever the family.
            assertThat(served.longestPacket()).isEqualTo(host.contains(":") ? 1_452 : 1_472);
            assertThat(served.trains())
                    .extracting(SendMeta::probes)
                    .containsExactlyElementsOf(
                            run.trains().stream().map(BandwidthRun.Train::sent).toList());
            assertThat(served.trains()).allSatisfy(t -> {
                assertThat(t.packetSize()).isEqualTo(1_500);
                assertThat(t.durationUs()).isPositive();
            });
            assertThat(served.packets())
                    .extracting(TestPacket::sequence)
                    .allSatisfy(s -> assertThat(s).isPositive());
        }
    }

    @Test
    void keepsToTheGoldenTranscript() throws Exception {
        try (Replay replay = Replay.answer(Transcript.load("bandwidth"), at("::1"), Map.of())) {
            BandwidthRun run = client.bandwidth(replay.address(), ORDER, t -> {});

            assertThat(replay.result()).containsKeys("id", "probes");
            isSound(run);
            assertThat(run.loss()).isZero();
        }
    }

    @Test
    void thatMeasuresSomebodyElseIsBusy() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().denying(Integer.MAX_VALUE))) {
            assertThatThrownBy(() -> client.bandwidth(server.address(), ORDER, t -> {}))
                    .isInstanceOfSatisfying(
                            PerfTraceException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.BUSY));
        }
    }

    @Test
    void tellsWhatIsLost() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().losing(n -> n % 10 == 9))) {
            BandwidthRun run = client.bandwidth(server.address(), ORDER, t -> {});

            isSound(run);
            assertThat(run.trains()).anySatisfy(t -> assertThat(t.arrived()).isLessThan(t.sent()));
        }
    }

    @Test
    void whereNothingArrivesThereIsNoBandwidth() throws Exception {
        try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().losing(n -> true))) {
            BandwidthRun run = client.bandwidth(server.address(), ORDER, t -> {});

            isSound(run);
            assertThat(run.outcome()).isIn(Outcome.LOST, Outcome.FAILED);
            assertThat(run.availableBps()).isEmpty();
        }
    }

    @Test
    void mayTrickleAndMaySayAnythingWhenReady() throws Exception {
        ServerFaults faults = ServerFaults.none().trickling().readiness("x");
        try (PrototypeServer server = open("127.0.0.1", faults)) {
            BandwidthRun run = client.bandwidth(server.address(), ORDER, t -> {});

            isSound(run);
            assertThat(run.trains()).anySatisfy(OldServerTrainsTest::isComplete);
        }
    }

    // Most of it is waiting for whoever has gone.
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(ServerStep.class)
    void mayLeaveAnywhereAndNobodyHangs(ServerStep step) throws Exception {
        for (Leaving how : Leaving.values()) {
            try (PrototypeServer server = open("127.0.0.1", ServerFaults.none().leaving(step, how))) {
                try {
                    BandwidthRun run = client.bandwidth(server.address(), ORDER, t -> {});

                    isSound(run);
                    assertThat(run.outcome()).as("%s at %s", how, step).isNotEqualTo(Outcome.MEASURED);
                } catch (PerfTraceException e) {
                    assertThat(e.outcome()).as("%s at %s", how, step).isIn(Outcome.FAILED, Outcome.NO_ANSWER);
                }
            }
        }
    }

    static Stream<Lies.Lie<ServerFaults>> lies() {
        return Lies.ofBandwidthServers().stream();
    }

    @ParameterizedTest
    @MethodSource("lies")
    void mayLieAndNoNonsenseIsReported(Lies.Lie<ServerFaults> lie) throws Exception {
        try (PrototypeServer server = open("127.0.0.1", lie.faults())) {
            try {
                isSound(client.bandwidth(server.address(), ORDER, t -> {}));
            } catch (PerfTraceException e) {
                assertThat(e.outcome()).isIn(Outcome.FAILED, Outcome.NO_ANSWER);
            }
        }
    }

    /** What the server told of it was understood. How fast all went depends on what else this host does. */
    private static void isComplete(BandwidthRun.Train train) {
        assertThat(train.arrived()).isPositive().isEqualTo(train.sent());
        assertThat(train.receivedBps()).isPositive();
    }

    private static void isSound(BandwidthRun run) {
        assertThat(run.jitterUs()).isFinite().isNotNegative();
        assertThat(run.loss()).isBetween(0.0, 1.0);
        assertThat(run.sentBytes()).isBetween(0L, MAX_BYTES);
        if (run.outcome() != Outcome.MEASURED && run.outcome() != Outcome.ABOVE) {
            assertThat(run.reason()).isNotBlank();
        }
        assertThat(run.trains()).allSatisfy(t -> {
            assertThat(t.arrived()).isBetween(0, t.sent());
            assertThat(t.receivedBps()).isNotNegative();
            assertThat(t.askedBps()).isPositive();
        });
        Stream.of(run.availableBps(), run.lowBps(), run.highBps())
                .forEach(
                        rate -> rate.ifPresent(bps -> assertThat(bps).isFinite().isNotNegative()));
        if (run.availableBps().isPresent()) {
            double available = run.availableBps().getAsDouble();
            assertThat(available)
                    .isBetween(run.lowBps().orElse(0), run.highBps().orElse(Double.MAX_VALUE));
            assertThat(run.trains())
                    .as("no train was as fast as what is said to be available")
                    .anySatisfy(t -> assertThat((double) t.sentBps()).isGreaterThanOrEqualTo(available));
        }
        if (run.outcome() == Outcome.MEASURED) {
            assertThat(run.availableBps()).isPresent();
        }
    }

    private static PrototypeServer open(String host, ServerFaults faults) throws IOException {
        return PrototypeServer.open(at(host), faults);
    }

    private static InetSocketAddress at(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    }
}
