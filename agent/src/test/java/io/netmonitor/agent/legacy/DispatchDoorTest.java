// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class DispatchDoorTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
    private static final String MESSAGE = "http://c/wan.json+10.0.0.1";

    private final Queue<Dispatch> received = new ConcurrentLinkedQueue<>();
    private final Refusals refusals =
            new Refusals(System.getLogger("io.netmonitor.agent"), "the door", MonotonicClock.SYSTEM);
    private DispatchDoor door;

    @BeforeEach
    void open() throws IOException {
        door = DispatchDoor.open(ANY_PORT, this::receive, refusals);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private void receive(Dispatch dispatch) throws Refusal {
        switch (dispatch.job()) {
            case "bad" -> throw new Refusal(Reason.TASK, "bad");
            case "fault" -> throw new IllegalStateException("a fault");
            default -> received.add(dispatch);
        }
    }

    private InetSocketAddress at(String address) {
        return new InetSocketAddress(
                InetAddress.ofLiteral(address), door.address().getPort());
    }

    private static String rest(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.ofLiteral("::1"), door.address().getPort());
    }

    @Test
    void takesAMessageThatNothingEnds() throws Exception {
        assertThat(OldController.dispatch(at("::1"), MESSAGE)).isEqualTo(OldController.TAKEN);
        assertThat(received).containsExactly(Dispatch.read(MESSAGE.getBytes(StandardCharsets.UTF_8), MESSAGE.length()));
    }

    @Test
    void hearsOldControllersByIpv4() throws Exception {
        assertThat(OldController.dispatch(at("127.0.0.1"), MESSAGE)).isEqualTo(OldController.TAKEN);
    }

    @Test
    void waitsForTheRestOfAMessageInPieces() throws Exception {
        QuietMoment.find(() -> {
            received.clear();
            try (Socket socket = connect()) {
                for (String piece : List.of("http://c/", "wan.json", "+", "10.0.", "0.1")) {
                    socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                }

                assertThat(rest(socket)).isEqualTo(OldController.TAKEN);
            }
            assertThat(received).singleElement().extracting(Dispatch::self).isEqualTo("10.0.0.1");
        });
    }

    @Test
    void answersAPeerThatEndsItsSide() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("http://c/wan.json".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            assertThat(rest(socket)).isEqualTo(OldController.REFUSED);
        }
        assertThat(refusals.text()).isEqualTo("message of another form 1");
    }

    @Test
    void refusesAMessageThatIsTooLong() throws Exception {
        String longest = "http://c/" + "d/".repeat(500) + "w.json+";
        String self = "a".repeat(DispatchDoor.MAX_MESSAGE_BYTES - longest.length());

        assertThat(OldController.dispatch(at("::1"), longest + self)).isEqualTo(OldController.TAKEN);
        assertThat(OldController.dispatch(at("::1"), longest + self + "a")).isEqualTo(OldController.REFUSED);
        assertThat(OldController.dispatch(at("::1"), longest.repeat(100) + self))
                .isEqualTo(OldController.REFUSED);
        assertThat(refusals.text()).isEqualTo("message too long 2");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void givesUpOnAPeerThatSaysNothingWhole() throws Exception {
        assertThat(OldController.dispatch(at("::1"), "http://c/wan.json+")).isEqualTo(OldController.REFUSED);
        assertThat(OldController.dispatch(at("::1"), "")).isEqualTo(OldController.REFUSED);
        assertThat(refusals.text()).isEqualTo("message of another form 1, no whole message in time 1");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void givesUpOnAPeerThatGoesOnForEver() throws Exception {
        try (Socket socket = connect()) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write('+');
                        Thread.sleep(10);
                    }
                } catch (IOException | InterruptedException e) {
                    // The door has had enough.
                }
            });

            assertThat(rest(socket)).isEqualTo(OldController.REFUSED);
            assertThat(writer.join(Duration.ofSeconds(30))).isTrue();
        }
        // The other where the writer was held up for so long that it seemed to have ended.
        assertThat(refusals.text()).isIn("no whole message in time 1", "message of another form 1");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void turnsAwayWhoeverComesWhenSixteenAreThere() throws Exception {
        List<Socket> holding = new ArrayList<>();
        try {
            for (int i = 0; i < DispatchDoor.MAX_CONNECTIONS; i++) {
                holding.add(connect());
            }

            try (Socket one = connect()) {
                assertThat(rest(one)).isEqualTo(OldController.REFUSED);
            }
            assertThat(refusals.text()).isEqualTo("too many connections 1");
        } finally {
            for (Socket socket : holding) {
                socket.close();
            }
        }
        await().untilAsserted(() ->
                assertThat(OldController.dispatch(at("::1"), MESSAGE)).isEqualTo(OldController.TAKEN));
    }

    @Test
    void outlivesWhatItDoesNotExpect() throws Exception {
        assertThat(OldController.dispatch(at("::1"), "http://c/bad.json+a")).isEqualTo(OldController.REFUSED);
        assertThat(OldController.dispatch(at("::1"), "http://c/fault.json+a")).isEqualTo(OldController.REFUSED);
        assertThat(OldController.dispatch(at("::1"), new byte[] {(byte) 0xFF, '+', 0}))
                .isEqualTo(OldController.REFUSED);

        assertThat(OldController.dispatch(at("::1"), MESSAGE)).isEqualTo(OldController.TAKEN);
        assertThat(door.check().up()).isTrue();
        assertThat(door.check().detail())
                .endsWith(
                        "took 1, refused 3: fault of the program 1, message of another form 1, task not understood 1");
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatIOException()
                .isThrownBy(() -> DispatchDoor.open(at("::1"), this::receive, refusals))
                .withMessageStartingWith(
                        "cannot listen on tcp [::1]:" + door.address().getPort())
                .withMessageEndingWith("choose another with --legacy-dispatch");
    }
}
