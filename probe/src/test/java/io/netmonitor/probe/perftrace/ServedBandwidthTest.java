// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.socket.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which packets belong to which train, however late the announcement is read. */
final class ServedBandwidthTest {
    private static final long ID = 7;

    private final ServedBandwidth session =
            new ServedBandwidth(ID, Peer.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));

    @Test
    void nothingIsLateBeforeTheFirstTrainIsOver() {
        session.begin();

        assertThat(take(2, 100)).isNull();
        assertThat(take(1, 101)).isNull();
        assertThat(session.arrivals().arrivedNs()).containsExactly(100, 101);
    }

    @Test
    void whatCameSinceTheTrainBeforeIsOfTheAnnouncedOne() {
        session.begin();
        take(1, 100);
        session.end(200);

        session.begin();

        assertThat(take(2, 199)).isEqualTo(Drop.BETWEEN_TRAINS);
        assertThat(take(2, 201)).isNull();
        assertThat(session.arrivals().arrivedNs()).containsExactly(201);
    }

    @Test
    void theFirstPacketBeginsATrainThatIsNotAnnouncedYet() {
        session.begin();
        take(1, 100);
        session.end(200);

        assertThat(take(2, 201)).isEqualTo(Drop.BETWEEN_TRAINS);
        assertThat(take(1, 199)).isEqualTo(Drop.BETWEEN_TRAINS);
        assertThat(take(1, 202)).isNull();
        assertThat(take(2, 203)).isNull();
        session.begin();

        assertThat(session.arrivals().arrivedNs()).containsExactly(202, 203);
    }

    private @Nullable Drop take(int sequence, long atNs) {
        ByteBuffer probe = ByteBuffer.allocate(ProbePacket.PROBE_BYTES);
        ProbePacket.write(probe, ID, 0, sequence);
        return session.take(probe, atNs);
    }
}
