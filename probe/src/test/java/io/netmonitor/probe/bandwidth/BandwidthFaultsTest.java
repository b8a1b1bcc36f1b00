// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.testkit.fault.Faults;
import io.netmonitor.testkit.fault.FaultyRelay;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever breaks, a measurement ends with its reason within seconds, and without a number. */
final class BandwidthFaultsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration SOON = Duration.ofSeconds(15);

    private final BandwidthProbeType caller = new BandwidthProbeType();

    @Test
    void nobodyThere() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.getLoopbackAddress());

        assertEnds(measure(closed, train -> {}), Outcome.REFUSED, "nobody answers");
    }

    @Test
    void somebodyWhoSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            InetSocketAddress there = new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort());

            assertEnds(measure(there, train -> {}), Outcome.NO_ANSWER, "does not answer");
        }
    }

    @Test
    void theReceiverIsKilledMidway() throws Exception {
        Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT));

        Measurement measured = measure(responder.address(), train -> responder.close());

        assertEnds(measured, Outcome.NO_ANSWER, "was cut");
    }

    @Test
    void theControlConnectionIsCutMidway() throws Exception {
        try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT));
                CutLine line = CutLine.to(responder.address())) {
            Measurement measured = measure(line.address(), train -> line.cut());

            assertEnds(measured, Outcome.NO_ANSWER, "was cut");
        }
    }

    @Test
    void theReceiversClockIsSetByAnHour() throws Exception {
        AtomicBoolean set = new AtomicBoolean();
        StampClock clock = ns -> set.get() ? ns + Duration.ofHours(1).toNanos() : ns;
        BandwidthProbeType far = new BandwidthProbeType(TestNetwork.best(), clock);
        try (Responder responder = far.respond(new ResponderOptions(ANY_PORT))) {
            Measurement measured = measure(responder.address(), train -> set.set(true));

            assertEnds(measured, Outcome.FAILED, "was set by 3");
            // Two clocks cannot be read at the same instant, least of all on a host that is busy.
            assertThat(measured.reason()).containsPattern("was set by 3(599|600)\\d{3} ms");
        }
    }

    @Test
    void theReceiversClockIsSetDuringATrain() throws Exception {
        AtomicLong firstTrainNs = new AtomicLong();
        StampClock clock = ns -> firstTrainNs.get() != 0 && System.nanoTime() - firstTrainNs.get() > 1_000_000
                ? ns - Duration.ofHours(1).toNanos()
                : ns;
        BandwidthProbeType far = new BandwidthProbeType(TestNetwork.best(), clock);
        try (Responder responder = far.respond(new ResponderOptions(ANY_PORT))) {
            // A millisecond after the first train is heard of, the next is under way.
            Measurement measured =
                    measure(responder.address(), train -> firstTrainNs.compareAndSet(0, System.nanoTime()));

            assertEnds(measured, Outcome.FAILED, "");
        }
    }

    @Test
    void ownNodeIsInAnotherMeasurement() throws Exception {
        QuietMoment.find(() -> {
            try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT))) {
                Measurement[] second = new Measurement[1];
                Measurement first = measure(responder.address(), train -> {
                    if (second[0] == null) {
                        second[0] = measureQuietly(responder.address());
                    }
                });

                assertThat(first.outcome()).isEqualTo(Outcome.ABOVE);
                assertEnds(second[0], Outcome.BUSY, "come back in");
            }
        });
    }

    private Measurement measureQuietly(InetSocketAddress there) {
        try {
            return measure(there, train -> {});
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measurement measure(InetSocketAddress there, Consumer<TrainReport> listener)
            throws IOException, InterruptedException {
        Settings settings = Settings.read(caller.description().settings(), Map.of("maxRate", 50_000_000));
        return caller.create(settings, false, listener).measure(new Session(there, 1, Instant.EPOCH, null));
    }

    private static void assertEnds(Measurement measured, Outcome outcome, String reason) {
        assertThat(measured.outcome()).isEqualTo(outcome);
        assertThat(measured.reason()).contains(reason);
        assertThat(measured.duration()).isLessThan(SOON);
        assertThat(measured.values().byField()).doesNotContainKeys("availableBps", "lowBps", "highBps", "capacityBps");
    }

    /** Passes a TCP connection on until it is cut, and trains to the same port. */
    private static final class CutLine implements AutoCloseable {
        private static final int TRIES = 20;

        private final FaultyRelay trains;
        private final ServerSocket door;
        private final Socket there;
        private volatile Socket here = new Socket();

        /** A port that the system gives for UDP may be taken for TCP. */
        static CutLine to(InetSocketAddress server) throws IOException {
            for (int attempt = 1; ; attempt++) {
                FaultyRelay trains = FaultyRelay.to(server, Faults.NONE, Faults.NONE);
                try {
                    return new CutLine(server, trains);
                } catch (BindException e) {
                    trains.close();
                    if (attempt == TRIES) {
                        throw e;
                    }
                }
            }
        }

        private CutLine(InetSocketAddress to, FaultyRelay trains) throws IOException {
            this.trains = trains;
            InetSocketAddress at = trains.address();
            door = new ServerSocket(at.getPort(), 5, at.getAddress());
            there = new Socket(to.getAddress(), to.getPort());
            Thread.ofVirtual().start(() -> {
                try {
                    Socket accepted = door.accept();
                    here = accepted;
                    Thread.ofVirtual().start(() -> pass(accepted, there));
                    pass(there, accepted);
                } catch (IOException e) {
                    // The line was cut before anybody called.
                }
            });
        }

        private static void pass(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // The line was cut.
            }
        }

        InetSocketAddress address() {
            return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
        }

        void cut() {
            try {
                here.close();
                there.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            cut();
            door.close();
            trains.close();
        }
    }
}
