// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does, a measurement ends in time, with its reason or with what can be true. */
final class ClientFaultsTest {
    private static final BasicOrder TEN = new BasicOrder(10, 2_000, 0);
    private static final BandwidthOrder TRAINS = new BandwidthOrder(20_000, null, 50_000_000, 10_000_000, 1_500);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PerfTraceClient client = new PerfTraceClient();

    @Test
    void nobodyThere() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.getLoopbackAddress());

        assertFails(closed, Outcome.REFUSED, "nobody answers");
    }

    @Test
    void somebodyWhoSaysNothing() throws Exception {
        try (OddServer server =
                new OddServer((socket, odd) -> socket.getInputStream().readAllBytes())) {
            assertFails(server.address(), Outcome.NO_ANSWER, "does not answer");
        }
    }

    @Test
    void somebodyWhoHangsUp() throws Exception {
        try (OddServer server = new OddServer((socket, odd) -> {})) {
            assertFails(server.address(), Outcome.NO_ANSWER, "closed the connection");
        }
    }

    @Test
    void somebodyElse() throws Exception {
        OddServer.Conduct web = (socket, odd) -> {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        };
        try (OddServer server = new OddServer(web)) {
            assertFails(server.address(), Outcome.FAILED, "does not speak as perftrace does");
        }
    }

    @Test
    void somebodyWhoDeniesForEverIsBusy() throws Exception {
        OddServer.Conduct busy = (socket, odd) -> socket.getOutputStream().write(Words.DENY.octets());
        try (OddServer server = new OddServer(busy)) {
            assertFails(server.address(), Outcome.BUSY, "in another measurement");

            assertThat(server.calls()).isBetween(2, 31);
        }
    }

    @Test
    void somebodyWhoDeniesOnceIsAskedAgain() throws Exception {
        OddServer.Conduct busyAtFirst = new Honest() {
            @Override
            public void serve(Socket socket, OddServer server) throws Exception {
                if (server.calls() == 1) {
                    socket.getOutputStream().write(Words.DENY.octets());
                } else {
                    super.serve(socket, server);
                }
            }
        };
        try (OddServer server = new OddServer(busyAtFirst)) {
            assertThat(client.basic(server.address(), TEN).returned()).isEqualTo(10);
        }
    }

    @Test
    void somebodyWhoEndsItEarly() throws Exception {
        OddServer.Conduct early = (socket, odd) -> OddServer.begin(socket);
        try (OddServer server = new OddServer(early)) {
            assertFails(server.address(), Outcome.NO_ANSWER, "closed the connection");
        }
    }

    @ParameterizedTest
    @CsvSource({"2147483647,10", "-1,10", "-2147483648,10", "10,10"})
    void aNumberThatCannotBeIsBroughtBackToWhatCan(int told, int arrived) throws Exception {
        try (OddServer server = new OddServer(new Honest(told))) {
            BasicRun run = client.basic(server.address(), TEN);

            assertThat(run.arrived()).isEqualTo(arrived);
            assertThat(run.forwardLoss()).isZero();
            assertThat(run.backwardLoss()).isZero();
        }
    }

    @Test
    void wordsInPiecesAndWithATerminatorAreUnderstood() throws Exception {
        OddServer.Conduct slow = new Honest() {
            @Override
            public void serve(Socket socket, OddServer server) throws Exception {
                socket.setTcpNoDelay(true);
                for (byte octet : Words.ACCEPT.octets()) {
                    socket.getOutputStream().write(octet);
                }
                socket.getInputStream().readNBytes(TaskMeta.BYTES);
                for (byte octet : Words.GO.octets()) {
                    socket.getOutputStream().write(octet);
                }
                socket.getOutputStream().write(0);
                server.awaitProbes(10);
                OddServer.end(socket, 10);
            }
        };
        try (OddServer server = new OddServer(slow)) {
            assertThat(client.basic(server.address(), TEN).arrived()).isEqualTo(10);
        }
    }

    @Test
    void thatAllIsLostIsAMeasurement() throws Exception {
        OddServer.Conduct mute = new Honest(7) {
            @Override
            public List<byte[]> replies(byte[] probe) {
                return List.of();
            }
        };
        try (OddServer server = new OddServer(mute)) {
            BasicRun run = client.basic(server.address(), TEN);

            assertThat(run.returned()).isZero();
            assertThat(run.arrived()).isEqualTo(7);
            assertThat(run.roundTripLoss()).isEqualTo(1);
            assertThat(run.backwardLoss()).isEqualTo(1);
        }
    }

    @Test
    void repliesToNothingAndCopiesDoNotCount() throws Exception {
        OddServer.Conduct wild = new Honest() {
            @Override
            public List<byte[]> replies(byte[] probe) {
                byte[] right = OddServer.reply(probe, 5);
                byte[] foreign = OddServer.spoilt(probe, reply -> reply.putLong(0, 1));
                byte[] unsent = OddServer.spoilt(probe, reply -> reply.putInt(16, 11));
                byte[] stale = OddServer.spoilt(probe, reply -> reply.putLong(8, 77));
                return List.of(foreign, unsent, stale, new byte[31], right, right);
            }
        };
        try (OddServer server = new OddServer(wild)) {
            BasicRun run = client.basic(server.address(), TEN);

            assertThat(run.returned()).isEqualTo(10);
            assertThat(run.arrived()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE})
    void timesThatCannotBeAreNoReplies(long arrivedUs) throws Exception {
        OddServer.Conduct absurd = new Honest() {
            @Override
            public List<byte[]> replies(byte[] probe) {
                return List.of(OddServer.reply(probe, arrivedUs));
            }
        };
        try (OddServer server = new OddServer(absurd)) {
            assertFails(server.address(), Outcome.FAILED, "make no sense");
        }
    }

    @Test
    void anInterruptEndsItAtOnceAndLeavesNothingBehind() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (PerfTraceServer server =
                PerfTraceServer.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    client.basic(server.address(), new BasicOrder(100, 10_000_000, 0));
                } catch (IOException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            await().until(() -> server.check().detail().contains("1 replies"));

            thread.interrupt();

            thread.join(SOON);
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            await().until(() -> server.connections() == 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000000,1e6,1e6", "-1,1e6,1e6", "1,NaN,1", "1,1,Infinity", "1,-5,1"})
    void trainsThatCannotBeFailTheMeasurement(int arrived, float all, float within) throws Exception {
        TrainResult told = new TrainResult(1, 1, arrived, 0, all, within);
        try (OddServer server = new OddServer((socket, odd) -> tell(socket, told))) {
            PerfTraceException e = catchThrowableOfType(
                    PerfTraceException.class, () -> client.bandwidth(server.address(), TRAINS, train -> {}));

            assertThat(e.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(e).hasMessageContaining("cannot be");
        }
    }

    @Test
    void aServerThatGoesBetweenTrainsDoesNotAnswer() throws Exception {
        OddServer.Conduct goes = (socket, odd) -> {
            OddServer.begin(socket);
            socket.getInputStream().readNBytes(Words.MEASURE.bytes() + SendMeta.BYTES);
        };
        try (OddServer server = new OddServer(goes)) {
            assertThatThrownBy(() -> client.bandwidth(server.address(), TRAINS, train -> {}))
                    .isInstanceOfSatisfying(
                            PerfTraceException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NO_ANSWER));
        }
    }

    private static void tell(Socket socket, TrainResult told) throws IOException {
        OddServer.begin(socket);
        while (socket.getInputStream().readNBytes(Words.MEASURE.bytes() + SendMeta.BYTES).length
                > Words.MEASURE.bytes()) {
            socket.getOutputStream().write(told.octets());
        }
    }

    private void assertFails(InetSocketAddress server, Outcome outcome, String reason) {
        Instant before = Instant.now();

        PerfTraceException e = catchThrowableOfType(PerfTraceException.class, () -> client.basic(server, TEN));

        assertThat(e.outcome()).isEqualTo(outcome);
        assertThat(e).hasMessageContaining(reason);
        assertThat(Duration.between(before, Instant.now())).isLessThan(SOON);
    }

    /** Serves a Basic measurement as it should be, but for the number that it tells. */
    private static class Honest implements OddServer.Conduct {
        private final int arrived;

        Honest() {
            this(10);
        }

        Honest(int arrived) {
            this.arrived = arrived;
        }

        @Override
        public void serve(Socket socket, OddServer server) throws Exception {
            OddServer.begin(socket);
            server.awaitProbes(10);
            OddServer.end(socket, arrived);
        }

        @Override
        public List<byte[]> replies(byte[] probe) {
            return List.of(OddServer.reply(probe, 1_795_343_360_000_000L));
        }
    }
}
