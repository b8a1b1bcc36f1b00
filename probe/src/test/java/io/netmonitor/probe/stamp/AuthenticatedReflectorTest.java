// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A foreign sender, made from the RFCs' tables alone, speaks to an authenticated reflector. */
final class AuthenticatedReflectorTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] OTHER = new byte[32];
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final byte[] TIMESTAMP_INFORMATION = ForeignPacket.tlv(3, 4);
    private static final byte[] FOLLOW_UP = ForeignPacket.tlv(7, 16);

    static {
        Arrays.fill(KEY, (byte) 0x5A);
        Arrays.fill(OTHER, (byte) 0x5B);
    }

    private final Reflector reflector;
    private final DatagramSocket client;

    AuthenticatedReflectorTest() throws IOException {
        reflector = Reflector.open(
                new ResponderOptions(new InetSocketAddress(LOOPBACK, 0)), TestNetwork.best(), StampClock.SYSTEM);
        reflector.answerOnly(Set.of(new AnsweredSession(7, SessionKey.of(KEY)), new AnsweredSession(8, null)));
        client = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    }

    @BeforeEach
    void connect() throws IOException {
        client.connect(reflector.address());
    }

    @AfterEach
    void close() {
        client.close();
        reflector.close();
    }

    @Test
    void answersToTheOctet() throws IOException {
        ForeignPacket reply = exchange(ForeignPacket.request(KEY, 3, StampTime.toNtp(500), 7));

        assertThat(reply.octets()).hasSize(112);
        assertThat(reply.isGenuine(KEY)).isTrue();
        assertThat(reply.isZeroElsewhere()).isTrue();
        assertThat(reply.sequence()).isZero();
        assertThat(reply.sessionId()).isEqualTo(7);
        assertThat(reply.senderSequence()).isEqualTo(3);
        assertThat(reply.senderStamp()).isEqualTo(StampTime.toNtp(500));
        assertThat(reply.senderErrorEstimate()).isEqualTo(0x8001);
        assertThat(reply.senderTtl()).isBetween(1, 255);
        assertThat(StampTime.fromNtp(reply.t3())).isGreaterThan(StampTime.fromNtp(reply.t2()));
    }

    @Test
    void clearsWhatASenderPutWhereZerosBelong() throws IOException {
        ForeignPacket request = ForeignPacket.request(KEY, 3, StampTime.toNtp(500), 7);
        Arrays.fill(request.octets(), 28, 32, (byte) 9);
        Arrays.fill(request.octets(), 81, 96, (byte) 9);
        System.arraycopy(ForeignPacket.hmac(KEY, Arrays.copyOf(request.octets(), 96)), 0, request.octets(), 96, 16);

        assertThat(exchange(request).isZeroElsewhere()).isTrue();
    }

    @Test
    void answersExtensionsAndCoversThem() throws IOException {
        exchange(ForeignPacket.request(KEY, 0, 100, 7, TIMESTAMP_INFORMATION, FOLLOW_UP));
        ForeignPacket reply = exchange(
                ForeignPacket.request(KEY, 1, 200, 7, TIMESTAMP_INFORMATION, FOLLOW_UP, ForeignPacket.tlv(99, 3)));

        assertThat(reply.isGenuine(KEY)).isTrue();
        assertThat(reply.hasGenuineTlvs(KEY)).isTrue();
        assertThat(reply.tlvs()).containsOnlyKeys(3, 7, 99, 8);
        assertThat(reply.flags(3)).isZero();
        assertThat(reply.flags(99)).isEqualTo((byte) 0x80);
        assertThat(reply.flags(8)).isZero();
    }

    @Test
    void marksExtensionsThatWereChangedOnTheWayAndReadsNone() throws IOException {
        ForeignPacket request = ForeignPacket.request(KEY, 0, 100, 7, TIMESTAMP_INFORMATION, FOLLOW_UP);
        request.octets()[ForeignPacket.BASE + 6] ^= 1;

        ForeignPacket reply = exchange(request);

        assertThat(reply.isGenuine(KEY)).isTrue();
        assertThat(reply.tlvs())
                .allSatisfy((type, flags) -> assertThat(flags[0]).isEqualTo((byte) 0x20));
        assertThat(reply.tlvs().get(3)).startsWith(0x20, 0, 0, 1);
    }

    @Test
    void extensionsWithoutAnHmacAreNotGenuineButPaddingNeedsNone() throws IOException {
        byte[] bare = withoutHmac(ForeignPacket.request(KEY, 0, 100, 7, TIMESTAMP_INFORMATION));
        assertThat(exchange(new ForeignPacket(bare)).flags(3)).isEqualTo((byte) 0x20);

        byte[] padded = withoutHmac(ForeignPacket.request(KEY, 1, 200, 7, ForeignPacket.tlv(1, 40)));
        assertThat(exchange(new ForeignPacket(padded)).flags(1)).isZero();
    }

    private static byte[] withoutHmac(ForeignPacket request) {
        return Arrays.copyOf(request.octets(), request.octets().length - 20);
    }

    @Test
    void answersNobodyWhoHasAnotherKeyOrNone() throws IOException {
        assertDropped(ForeignPacket.request(OTHER, 0, 100, 7).octets(), Drop.FORGED, 1);

        byte[] open = new byte[112];
        open[15] = 7;
        assertDropped(open, Drop.NOT_PLANNED, 1);
    }

    @Test
    void answersNoPacketOfWhichOneBitWasChanged() throws IOException {
        long sent = 0;
        for (int bit = 0; bit < 96 * 8; bit += 37) {
            byte[] octets = ForeignPacket.request(KEY, bit, 1_000 + bit, 7).octets();
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            client.send(new DatagramPacket(octets, octets.length));
            sent++;
        }

        long all = sent;
        await().until(() ->
                reflector.drops().values().stream().mapToLong(Long::longValue).sum() == all);
        assertSilent(client);
        assertThat(reflector.answered()).isZero();
    }

    @Test
    void answersARecordedPacketOnceWhoeverSendsIt() throws IOException {
        byte[] first = ForeignPacket.request(KEY, 0, 100, 7).octets();
        byte[] second = ForeignPacket.request(KEY, 1, 200, 7).octets();
        exchange(new ForeignPacket(first));
        exchange(new ForeignPacket(second));

        assertDropped(second, Drop.REPLAYED, 1);
        assertDropped(first, Drop.REPLAYED, 2);
        try (DatagramSocket thief = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
            thief.send(new DatagramPacket(second, second.length, reflector.address()));
            awaitDrops(Drop.REPLAYED, 3);
            assertSilent(thief);
        }
    }

    @Test
    void remembersWhatItSawOverAChangeOfPlan() throws IOException {
        byte[] recorded = ForeignPacket.request(KEY, 0, 100, 7).octets();
        exchange(new ForeignPacket(recorded));

        reflector.answerOnly(Set.of(new AnsweredSession(7, SessionKey.of(KEY)), new AnsweredSession(9, null)));

        assertDropped(recorded, Drop.REPLAYED, 1);
        exchange(ForeignPacket.request(KEY, 0, 300, 7));
    }

    @Test
    void answersByBothKeysWhileANewOneTakesOver() throws IOException {
        reflector.answerOnly(
                Set.of(new AnsweredSession(7, SessionKey.of(KEY)), new AnsweredSession(7, SessionKey.of(OTHER))));

        assertThat(exchange(ForeignPacket.request(KEY, 0, 100, 7)).isGenuine(KEY))
                .isTrue();
        assertThat(exchange(ForeignPacket.request(OTHER, 1, 200, 7)).isGenuine(OTHER))
                .isTrue();
    }

    @Test
    void dropsWhatIsTooShortToBeAuthenticated() throws IOException {
        byte[] cut = Arrays.copyOf(ForeignPacket.request(KEY, 0, 100, 7).octets(), 111);

        assertDropped(cut, Drop.TOO_SHORT, 1);
    }

    @Test
    void answersUnauthenticatedSessionsBesideThem() throws IOException {
        byte[] open = new byte[44];
        open[15] = 8;

        assertThat(exchange(new ForeignPacket(open)).octets()).hasSize(44);
    }

    private ForeignPacket exchange(ForeignPacket request) throws IOException {
        client.setSoTimeout(20_000);
        client.send(new DatagramPacket(request.octets(), request.octets().length));
        DatagramPacket reply = new DatagramPacket(new byte[10_000], 10_000);
        client.receive(reply);
        return new ForeignPacket(Arrays.copyOf(reply.getData(), reply.getLength()));
    }

    /** What has been counted had its chance to be answered. */
    private void assertDropped(byte[] packet, Drop reason, long count) throws IOException {
        client.send(new DatagramPacket(packet, packet.length));
        awaitDrops(reason, count);
        assertSilent(client);
    }

    private void awaitDrops(Drop reason, long count) {
        await().untilAsserted(() -> assertThat(reflector.drops()).containsEntry(reason, count));
    }

    private static void assertSilent(DatagramSocket sender) throws IOException {
        sender.setSoTimeout(100);
        assertThatThrownBy(() -> sender.receive(new DatagramPacket(new byte[10_000], 10_000)))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
