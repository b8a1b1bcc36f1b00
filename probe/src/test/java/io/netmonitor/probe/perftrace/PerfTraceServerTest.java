// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server does with those who do not keep to the protocol, spoken to octet by octet. */
final class PerfTraceServerTest {
    private static final long ID = 0x1122_3344_5566_7788L;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int SILENCE_MS = 200;
    /** No measurement ends by itself while a test goes on. */
    private static final int LONG_US = Integer.MAX_VALUE;

    private PerfTraceServer server;

    @BeforeEach
    void open() throws Exception {
        server = PerfTraceServer.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aBasicMeasurementByHand() throws Exception {
        try (DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                Socket control = ordered(new TaskMeta(ID, 2, 1_000_000, 1_000, 1))) {
            assertThat(text(control, 27)).isEqualTo("I'm OK. Please send packet\n");

            byte[] reply = ask(probes, probe(ID, 2, 1_000));

            ByteBuffer read = ByteBuffer.wrap(reply).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(reply).hasSize(32);
            assertThat(read.getLong(0)).isEqualTo(ID);
            assertThat(read.getLong(8)).isEqualTo(123_456);
            assertThat(read.getInt(16)).isEqualTo(2);
            assertThat(read.getInt(20)).isEqualTo(1);
            long nowUs = System.currentTimeMillis() * 1_000;
            assertThat(read.getLong(24)).isBetween(nowUs - 60_000_000, nowUs + 60_000_000);
            assertThat(control.getInputStream().readAllBytes()).containsExactly(1, 0, 0, 0);
        }
        await().until(() -> server.connections() == 0);
        assertThat(server.check().detail()).contains("served 1 basic", "1 replies");
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,0,1000",
        "1,1001,0,1000",
        "1,-1,0,1000",
        "1,10,-1,1000",
        "1,10,9000,-1",
        "0,10,9000,1000",
        "3,1,0,1"
    })
    void ordersThatNobodyCanCarryOutAreHungUpOn(int mode, int probes, int durationUs, int intervalUs) throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, probes, durationUs, intervalUs, mode))) {
            assertThat(control.getInputStream().readAllBytes()).isEmpty();
        }
        awaitDrop(Drop.BAD_ORDER, 1);
    }

    @Test
    void whoDoesNotSayWhatItWantsIsHungUpOn() throws Exception {
        try (Socket control = connected()) {
            control.getOutputStream().write(new byte[TaskMeta.BYTES - 1]);

            assertThat(control.getInputStream().readAllBytes()).isEmpty();
        }
        awaitDrop(Drop.SILENT, 1);
    }

    @Test
    void whoVanishesIsForgotten() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 1_000, LONG_US, 1_000_000, 1))) {
            assertThat(text(control, 27)).startsWith("I'm OK");
            control.setSoLinger(true, 0);
        }
        await().until(() -> server.connections() == 0);
        awaitDrop(Drop.CUT, 1);
        assertSilent(probe(ID, 1, 24));
        awaitDrop(Drop.NO_SESSION, 1);
    }

    @Test
    void whoHasNoMeasurementGetsNoPacket() throws Exception {
        assertSilent(probe(ID, 1, 24));
        assertSilent(new byte[23]);
        assertSilent(new byte[0]);

        awaitDrop(Drop.NO_SESSION, 1);
        awaitDrop(Drop.TOO_SHORT, 2);
    }

    @Test
    void probesFromElsewhereGetNoAnswer() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 10, LONG_US, 100, 1));
                DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            assertThat(text(control, 27)).startsWith("I'm OK");

            assertSilent(elsewhere, probe(ID, 1, 24));
        }
        awaitDrop(Drop.OTHER_ADDRESS, 1);
    }

    @Test
    void probesThatWereNotOrderedOrHaveComeGetNoAnswer() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 3, LONG_US, 100, 1));
                DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(text(control, 27)).startsWith("I'm OK");
            assertThat(ask(probes, probe(ID, 3, 24))).hasSize(32);

            assertSilent(probes, probe(ID, 3, 24));
            assertSilent(probes, probe(ID, 4, 24));
            assertSilent(probes, probe(ID, 0, 24));
            assertSilent(probes, probe(ID, -1, 24));
        }
        awaitDrop(Drop.DUPLICATE, 1);
        awaitDrop(Drop.NOT_ORDERED, 3);
    }

    @Test
    void theSameIdFromTheSameAddressIsHungUpOnAndTheFirstGoesOn() throws Exception {
        TaskMeta task = new TaskMeta(ID, 1, 3_000_000, 100, 1);
        try (Socket first = ordered(task);
                DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(text(first, 27)).startsWith("I'm OK");
            try (Socket second = ordered(task)) {
                assertThat(second.getInputStream().readAllBytes()).isEmpty();
            }

            assertThat(ask(probes, probe(ID, 1, 24))).hasSize(32);
            assertThat(first.getInputStream().readAllBytes()).containsExactly(1, 0, 0, 0);
        }
        awaitDrop(Drop.SAME_ID, 1);
    }

    @Test
    void anAddressHasItsShareOfConnections() throws Exception {
        List<Socket> many = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                // Who orders nothing is hung up on in three seconds.
                many.add(ordered(new TaskMeta(i, 1, LONG_US, 1_000_000, 1)));
            }
            try (Socket oneMore =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                assertThat(new String(oneMore.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("deny");
            }
        } finally {
            for (Socket socket : many) {
                socket.close();
            }
        }
        awaitDrop(Drop.ADDRESS_FULL, 1);
        await().until(() -> server.connections() == 0);
    }

    @Test
    void aTrainByHandAndOneOfNothing() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 0, 0, 0, 2));
                DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(text(control, 27)).startsWith("I'm OK");
            control.getOutputStream().write(Words.MEASURE.octets());
            for (int i = 1; i <= 5; i++) {
                send(probes, probe(ID, i, 100));
            }
            control.getOutputStream().write(new SendMeta(6, 128, 20_000).octets());

            TrainResult result = TrainResult.read(control.getInputStream().readNBytes(24));

            assertThat(result.arrived()).isEqualTo(5);
            assertThat(result.loss()).isEqualTo(1 / 6f);
            assertThat(result.rateAllBps()).isPositive().isFinite();

            control.getOutputStream().write(Words.MEASURE.octets());
            control.getOutputStream().write(new SendMeta(0, 0, 0).octets());
            assertThat(TrainResult.read(control.getInputStream().readNBytes(24)))
                    .isEqualTo(new TrainResult(0, 0, 0, 0, 0, 0));
            control.getOutputStream().write(Words.END.octets());
            assertThat(control.getInputStream().readAllBytes()).isEmpty();
        }
        await().until(() -> server.check().detail().contains("1 bandwidth"));
        assertThat(server.drops(Drop.CUT)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1,100,1000", "65537,100,1000", "1,-1,1000", "1,65536,1000", "1,100,-1", "1,100,10000001"})
    void trainsThatCannotBeAreHungUpOn(int probes, int bytes, int durationUs) throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 0, 0, 0, 2))) {
            assertThat(text(control, 27)).startsWith("I'm OK");
            control.getOutputStream().write(Words.MEASURE.octets());
            control.getOutputStream().write(new SendMeta(probes, bytes, durationUs).octets());

            assertThat(control.getInputStream().readAllBytes()).isEmpty();
        }
        awaitDrop(Drop.BAD_ORDER, 1);
    }

    @Test
    void trainsAreNotAnswered() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 0, 0, 0, 2));
                DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(text(control, 27)).startsWith("I'm OK");
            control.getOutputStream().write(Words.MEASURE.octets());

            assertSilent(probes, probe(ID, 1, 1_000));
        }
    }

    @Test
    void closingEndsAllAndMayBeRepeated() throws Exception {
        try (Socket control = ordered(new TaskMeta(ID, 1_000, LONG_US, 1_000_000, 1))) {
            assertThat(text(control, 27)).startsWith("I'm OK");

            server.close();
            server.close();

            assertThat(control.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.connections()).isZero();
        try (PerfTraceServer next = PerfTraceServer.open(server.address())) {
            assertThat(next.check().up()).isTrue();
        }
    }

    @Test
    void probesThatHaveComeCountThoughNobodyHasReadThemYet() throws Exception {
        QuietMoment.find(() -> {
            server.close();
            server = PerfTraceServer.open(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), new DrowsyNetwork());
            try (DatagramSocket probes = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
                    Socket control = ordered(new TaskMeta(ID, 1, 0, 0, 1))) {
                assertThat(text(control, 27)).startsWith("I'm OK");
                send(probes, probe(ID, 1, 24));

                assertThat(control.getInputStream().readAllBytes()).containsExactly(1, 0, 0, 0);
            }
        });
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> PerfTraceServer.open(server.address()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on tcp")
                .hasMessageContaining("" + server.address().getPort());
    }

    private Socket connected() throws IOException {
        Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        assertThat(text(socket, 6)).isEqualTo("accept");
        return socket;
    }

    private Socket ordered(TaskMeta task) throws IOException {
        Socket socket = connected();
        socket.getOutputStream().write(task.octets());
        return socket;
    }

    private static String text(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static byte[] probe(long id, int sequence, int bytes) {
        return ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, id)
                .putLong(8, 123_456)
                .putInt(16, sequence)
                .array();
    }

    private void send(DatagramSocket from, byte[] packet) throws IOException {
        from.send(new DatagramPacket(packet, packet.length, server.address()));
    }

    private byte[] ask(DatagramSocket from, byte[] packet) throws IOException {
        from.setSoTimeout((int) SOON.toMillis());
        send(from, packet);
        DatagramPacket reply = new DatagramPacket(new byte[2_000], 2_000);
        from.receive(reply);
        return java.util.Arrays.copyOf(reply.getData(), reply.getLength());
    }

    private void assertSilent(byte[] packet) throws IOException {
        try (DatagramSocket from = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            assertSilent(from, packet);
        }
    }

    private void assertSilent(DatagramSocket from, byte[] packet) throws IOException {
        from.setSoTimeout(SILENCE_MS);
        send(from, packet);
        assertThatThrownBy(() -> from.receive(new DatagramPacket(new byte[100], 100)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    private void awaitDrop(Drop reason, long count) {
        await().until(() -> server.drops(reason) == count);
        assertThat(server.check().detail()).contains(reason.label() + " " + count);
    }
}
