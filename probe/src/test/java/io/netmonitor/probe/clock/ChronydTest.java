// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ChronydTest {
    /** Half a second is all that it waits, less than an answer takes on a host that is held up. */
    @Test
    void asksAndUnderstands() throws Exception {
        QuietMoment.find(() -> {
            try (DatagramSocket server = server()) {
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, 0));

                Optional<Tracking> answer = ask(server);

                assertThat(answer).isEqualTo(TrackingTest.read(TrackingTest.KEPT));
                served.join();
            }
        });
    }

    @Test
    void anAnswerWithAnotherSequenceIsNone() throws Exception {
        try (DatagramSocket server = server()) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, 1));

            assertThat(ask(server)).isEmpty();
            served.join();
        }
    }

    @Test
    void givesUpWhereNobodyAnswers() throws Exception {
        try (DatagramSocket silent = server()) {
            assertThat(ask(silent)).isEmpty();
        }
    }

    @Test
    void givesUpWhereNobodyListens() throws Exception {
        DatagramSocket closed = server();
        InetSocketAddress address = (InetSocketAddress) closed.getLocalSocketAddress();
        closed.close();

        assertThat(new Chronyd(address).ask()).isEmpty();
    }

    @Test
    void askingThisHostWorksWithAndWithoutChronyd() {
        assertThatCode(ClockQuality::ask).doesNotThrowAnyException();
    }

    private static DatagramSocket server() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static Optional<Tracking> ask(DatagramSocket server) {
        return new Chronyd((InetSocketAddress) server.getLocalSocketAddress()).ask();
    }

    /** Answers one request as chronyd does: one that is shorter than the answer is refused. */
    private static void serve(DatagramSocket server, int wrongBy) {
        try {
            DatagramPacket request = new DatagramPacket(new byte[2_000], 2_000);
            server.receive(request);
            ByteBuffer asked = ByteBuffer.wrap(request.getData());
            assertThat(request.getLength()).isEqualTo(104);
            assertThat(asked.getInt(0)).isEqualTo(0x06010000);
            assertThat(asked.getShort(4)).isEqualTo((short) 33);
            byte[] answer = HexFormat.of().parseHex(TrackingTest.KEPT);
            ByteBuffer.wrap(answer).putInt(16, asked.getInt(8) + wrongBy);
            server.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
