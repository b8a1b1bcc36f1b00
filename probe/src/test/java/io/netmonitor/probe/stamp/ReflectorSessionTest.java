// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.socket.Peer;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class ReflectorSessionTest {
    private final ReflectorSession session = new ReflectorSession();

    @Test
    void countsItsOwnReplies() {
        assertThat(session.takeSequence()).isEqualTo(0);
        assertThat(session.takeSequence()).isEqualTo(1);
    }

    @Test
    void tellsStampsInOrderAndForgetsTheOldestWhenThereAreTooMany() {
        for (int i = 0; i < 70; i++) {
            session.addStamp(i, 1_000 + i);
        }

        assertThat(session.stampSequence()).isEqualTo(6);
        assertThat(session.stampNs()).isEqualTo(1_006);
    }

    @Test
    void beginsAnewWhenThePortComesAgain() {
        use(0, 100);
        use(1, 200);

        use(0, 300);

        assertThat(session.takeSequence()).isEqualTo(1);
    }

    @Test
    void aCopyOfTheFirstPacketIsNoNewSession() {
        use(0, 100);
        use(1, 200);

        use(0, 100);

        assertThat(session.takeSequence()).isEqualTo(3);
    }

    @Test
    void beginsAnewAlsoWhenItsFirstPacketWasLost() {
        use(0, 100);
        use(1, 200);

        use(1, 400);

        assertThat(session.takeSequence()).isEqualTo(1);
    }

    @Test
    void anOvertakenFirstPacketBelongsToTheNewSession() {
        use(0, 100);
        use(1, 200);

        use(1, 400);
        use(0, 300);

        assertThat(session.takeSequence()).isEqualTo(2);
    }

    @Test
    void beginsAnewWhenTheSendersClockWasSetBack() {
        use(0, StampTime.toNtp(7_200_000_000_000L));
        use(1, StampTime.toNtp(7_200_010_000_000L));

        use(0, StampTime.toNtp(3_600_000_000_000L));
        use(1, StampTime.toNtp(3_600_010_000_000L));

        assertThat(session.takeSequence()).isEqualTo(2);
    }

    @Test
    void forgetsIdleSessionsAndGivesRoomToNewOnes() {
        SessionTable table = new SessionTable(2, 1_000);
        assertThat(table.add(peer(1, 1), 7, at(0))).isFalse();
        assertThat(table.add(peer(1, 2), 7, at(500))).isFalse();

        assertThat(table.find(peer(1, 1), 7, 600)).isNotNull();
        assertThat(table.add(peer(1, 3), 7, at(700))).isTrue();

        assertThat(table.find(peer(1, 2), 7, 700)).isNull();
        table.expire(1_650);
        assertThat(table.size()).isEqualTo(1);
    }

    private void use(int senderSequence, long senderStamp) {
        session.accept(senderSequence, senderStamp);
        session.takeSequence();
    }

    private static ReflectorSession at(long nowNs) {
        ReflectorSession session = new ReflectorSession();
        session.lastUsedNs = nowNs;
        return session;
    }

    private static Peer peer(int host, int port) {
        return Peer.of(new InetSocketAddress("192.0.2." + host, port));
    }
}
