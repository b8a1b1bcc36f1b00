// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Speaks to a reflector by plain sockets, as a foreign sender would. */
final class ReflectorTest {
    private static final int PATIENCE_MS = 20_000;

    private final Reflector reflector;
    private DatagramSocket client;

    ReflectorTest() throws IOException {
        reflector = Reflector.open(
                new ResponderOptions(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                TestNetwork.best(),
                StampClock.SYSTEM);
        client = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @BeforeEach
    void connect() throws IOException {
        client.connect(reflector.address());
        client.setSoTimeout(PATIENCE_MS);
    }

    @AfterEach
    void close() {
        client.close();
        reflector.close();
    }

    @Test
    void answersAPlainRequestOf44Octets() throws IOException {
        ByteBuffer reply = exchange(request(44, 5, 3));

        assertThat(reply.capacity()).isEqualTo(44);
        assertThat(reply.getInt(0)).isZero();
        assertThat(reply.getShort(14)).isEqualTo((short) 5);
        assertThat(reply.getInt(24)).isEqualTo(3);
        assertThat(reply.get(40) & 0xFF).isBetween(1, 255);
        assertThat(StampTime.fromNtp(reply.getLong(4))).isGreaterThan(StampTime.fromNtp(reply.getLong(16)));
    }

    @Test
    void numbersEachSessionByItself() throws IOException {
        exchange(request(44, 1, 0));
        assertThat(exchange(request(44, 1, 1)).getInt(0)).isEqualTo(1);
        assertThat(exchange(request(44, 2, 0)).getInt(0)).isZero();
    }

    @Test
    void tellsTheTransmitStampOfTheReplyBefore() throws IOException {
        ByteBuffer first = exchange(fullRequest(0));
        ByteBuffer second = exchange(fullRequest(1));

        Reply reply = new Reply();
        assertThat(reply.read(second, PacketLayout.OPEN, second.capacity(), null))
                .isTrue();
        assertThat(reply.followsUp).isTrue();
        assertThat(reply.followUpSequence).isZero();
        assertThat(reply.followUpKernel).isTrue();
        assertThat(reply.followUpNs)
                .isBetween(StampTime.fromNtp(first.getLong(4)), StampTime.fromNtp(second.getLong(16)));
    }

    @Test
    void repliesAreAsLongAsTheirRequests() throws IOException {
        for (int length : new int[] {44, 45, 47, 48, 72, 100, 1_400, 8_972}) {
            assertThat(exchange(request(length, 1, 0)).capacity()).isEqualTo(length);
        }
    }

    @Test
    void dropsAndCountsWhatIsTooShort() throws IOException {
        assertDropped(new byte[43], Drop.TOO_SHORT);
    }

    @Test
    void dropsAndCountsWhatIsTooLong() throws IOException {
        assertDropped(request(9_300, 1, 0), Drop.TOO_LONG);
    }

    @Test
    void answersNoReply() throws IOException {
        byte[] reply = new byte[44];
        exchange(request(44, 1, 0)).get(reply);

        assertDropped(reply, Drop.LOOP);
    }

    @Test
    void answersThePlannedSessionsAlone() throws IOException {
        reflector.answerOnly(Set.of(new AnsweredSession(65_535, null)));

        assertDropped(request(44, 1, 0), Drop.NOT_PLANNED);
        assertThat(exchange(request(44, 65_535, 0)).capacity()).isEqualTo(44);

        assertThat(reflector.check().detail()).contains("not-planned 1");
    }

    @Test
    void outlivesHostileOctets() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[1 + random.nextInt(199)];
            random.nextBytes(octets);
            client.send(new DatagramPacket(octets, octets.length));
            int sent = i + 1;
            if (sent % 50 == 0) {
                // The kernel keeps a few hundred packets for a reflector that is busy, and drops the rest.
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> reflector.answered() + total() >= sent);
            }
        }

        assertThat(reflector.check().up()).isTrue();
    }

    @Test
    void answersBothFamiliesAtTheWildcard() throws IOException {
        try (Reflector both =
                Reflector.open(new ResponderOptions(new InetSocketAddress(0)), TestNetwork.best(), StampClock.SYSTEM)) {
            for (String host : new String[] {"127.0.0.1", "127.0.0.2", "::1"}) {
                try (DatagramSocket other = new DatagramSocket()) {
                    other.setSoTimeout(PATIENCE_MS);
                    // Connected, so a reply from another address than was asked would not be heard.
                    other.connect(new InetSocketAddress(host, both.address().getPort()));
                    client = other;
                    assertThat(exchange(request(44, 1, 0)).capacity()).as(host).isEqualTo(44);
                }
            }
        }
    }

    @Test
    void saysWhoHasThePortAndWhatToDo() {
        assertThatThrownBy(() -> Reflector.open(
                                new ResponderOptions(reflector.address()), TestNetwork.best(), StampClock.SYSTEM)
                        .close())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "cannot listen on udp 127.0.0.1:" + reflector.address().getPort())
                .hasMessageContaining("another program has it")
                .hasMessageContaining("choose another port");
    }

    @Test
    void saysThatAnAddressIsNotItsOwn() {
        assertThatThrownBy(() -> Reflector.open(
                                new ResponderOptions(new InetSocketAddress("192.0.2.1", 0)),
                                TestNetwork.best(),
                                StampClock.SYSTEM)
                        .close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("192.0.2.1:0")
                .hasMessageContaining("none of this host's");
    }

    private long total() {
        return reflector.drops().values().stream().mapToLong(Long::longValue).sum()
                - reflector.drops().getOrDefault(Drop.SESSION_EVICTED, 0L);
    }

    private static byte[] request(int length, int sessionId, int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(length);
        packet.putInt(0, sequence).putLong(4, StampTime.toNtp(1)).putShort(14, (short) sessionId);
        return packet.array();
    }

    private static byte[] fullRequest(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(80);
        Request.prepare(packet, PacketLayout.OPEN, 80, 1, (short) 1, 0, null);
        Request.stamp(packet, PacketLayout.OPEN, sequence, StampTime.toNtp(sequence), null);
        return packet.array();
    }

    private ByteBuffer exchange(byte[] request) throws IOException {
        client.send(new DatagramPacket(request, request.length));
        DatagramPacket reply = new DatagramPacket(new byte[10_000], 10_000);
        client.receive(reply);
        return ByteBuffer.wrap(java.util.Arrays.copyOf(reply.getData(), reply.getLength()));
    }

    /** What has been counted, once, had its chance to be answered. */
    private void assertDropped(byte[] packet, Drop reason) throws IOException {
        client.send(new DatagramPacket(packet, packet.length));
        await().untilAsserted(() -> assertThat(reflector.drops()).containsEntry(reason, 1L));
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.receive(new DatagramPacket(new byte[10_000], 10_000)))
                .isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(PATIENCE_MS);
    }
}
