// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server on loopback, and callers of all kinds. */
final class ControlServerTest {
    private static final TestNetwork NETWORK = TestNetwork.best();
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int PAYLOAD = 1_392;

    private ControlServer server;
    private TrainSocket trains;

    @BeforeEach
    void open() throws IOException {
        server = ControlServer.open(new ResponderOptions(ANY_PORT), NETWORK, StampClock.SYSTEM, new Turn());
        trains = NETWORK.trains(ANY_PORT);
    }

    @AfterEach
    void close() {
        trains.close();
        server.close();
    }

    @Test
    void tellsWhenEachPacketArrived() throws Exception {
        try (ControlClient client = call(1, false)) {
            Train train = client.send(new TrainOrder(4, 20, 30, 50e6, PAYLOAD + 28), 200_000_000);

            assertThat(train.sent()).isEqualTo(50);
            assertThat(train.arrived()).isEqualTo(50);
        }
    }

    @Test
    void sendsTrainsToWhoAsksForThem() throws Exception {
        try (ControlClient client = call(1, true)) {
            Train train = client.send(new TrainOrder(4, 20, 30, 50e6, PAYLOAD + 28), 200_000_000);

            assertThat(train.sent()).isEqualTo(50);
            assertThat(train.arrived()).isEqualTo(50);
        }
    }

    @Test
    void tellsASecondCallerWhenToComeBack() throws Exception {
        try (ControlClient first = call(1, false);
                TrainSocket other = NETWORK.trains(ANY_PORT)) {
            assertThatThrownBy(() -> ControlClient.call(session(), other, StampClock.SYSTEM, 2, PAYLOAD, false))
                    .isInstanceOfSatisfying(
                            ControlException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.BUSY))
                    .hasMessageContaining("come back in");
            assertThat(first.send(new TrainOrder(0, 5, 0, 1e6, PAYLOAD + 28), 200_000_000)
                            .arrived())
                    .isEqualTo(5);
        }
        try (ControlClient next = callOnceFree(3)) {
            assertThat(next.hasKernelStamps()).isEqualTo(trains.hasKernelStamps());
        }
    }

    @Test
    void turnsAwayWhoIsNotInThePlan() throws Exception {
        server.answerOnly(Set.of());

        assertThatThrownBy(() -> call(1, false))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REFUSED))
                .hasMessageContaining("not in this node's plan");
        // It counts once it has answered.
        await().untilAsserted(() -> assertThat(server.check().detail()).contains("turned away 1"));
    }

    @Test
    void survivesCallersThatSpeakSomethingElse() throws Exception {
        for (String words : new String[] {"GET / HTTP/1.1\r\n\r\n", "\0\0\0\1\1x", "\0\0\0\0\77"}) {
            try (Socket socket =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(words.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                out.flush();
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(600);
            }
        }
        try (ControlClient client = call(1, false)) {
            assertThat(client.send(new TrainOrder(0, 5, 0, 1e6, PAYLOAD + 28), 200_000_000)
                            .arrived())
                    .isEqualTo(5);
        }
    }

    @Test
    void hangsUpOnWhoeverGoesOnForEver() throws Exception {
        try (ControlServer impatient = ControlServer.open(
                        new ResponderOptions(ANY_PORT),
                        NETWORK,
                        StampClock.SYSTEM,
                        new Turn(),
                        Duration.ofMillis(300));
                Socket socket = new Socket(
                        impatient.address().getAddress(), impatient.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[] {0, 0, 4, 0, (byte) Frame.Type.HELLO.code()});

            // An octet of its 1,024 is always there before the server would be tired of waiting for one.
            await().pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThatThrownBy(() -> out.write(1)).isInstanceOf(SocketException.class));
        }
    }

    @Test
    void isFreeAgainWhenACallerVanishes() throws Exception {
        ControlClient vanishing = call(1, false);
        vanishing.abandon();

        callOnceFree(2).close();
    }

    @Test
    void sendsNoTrainThatWouldKeepTheNodeForHours() throws Exception {
        try (ControlClient client = call(1, true)) {
            TrainOrder hours = new TrainOrder(0, 0, 60_000, (PAYLOAD + 28) * 8.0, PAYLOAD + 28);

            assertThatThrownBy(() -> client.send(hours, 0))
                    .isInstanceOfSatisfying(
                            ControlException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.FAILED))
                    .hasMessageContaining("may last 2000 ms");
        }
        callOnceFree(2).close();
    }

    @Test
    void leavesNoReceiverBehindWhenNoGreetingIsHeard() throws Exception {
        // From another address than the caller's own: the server must not send there.
        try (TrainSocket deaf = NETWORK.trains(new InetSocketAddress("127.0.0.2", 0))) {
            assertThatThrownBy(() -> ControlClient.call(session(), deaf, StampClock.SYSTEM, 1, PAYLOAD, true))
                    .isInstanceOfSatisfying(
                            ControlException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.LOST))
                    .hasMessageContaining("firewall");
        }

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("train-receiver"));
    }

    @Test
    void refusesPacketsOfALengthThatIsNone() {
        assertThatThrownBy(() -> ControlClient.call(session(), trains, StampClock.SYSTEM, 1, 7, false))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.REFUSED))
                .hasMessageContaining("not 7");
    }

    private ControlClient call(long caller, boolean reverse) throws IOException {
        return ControlClient.call(session(), trains, StampClock.SYSTEM, caller, PAYLOAD, reverse);
    }

    /** The server learns a moment later that a caller has gone, and is busy until then. */
    private ControlClient callOnceFree(long caller) {
        return await().ignoreExceptionsInstanceOf(ControlException.class)
                .until(() -> call(caller, false), Objects::nonNull);
    }

    private Session session() {
        return new Session(server.address(), 5, Instant.EPOCH, null);
    }
}
