// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PeerOutputTest {
    @Test
    void reckonsIrttsPercentilesFromItsRoundTrips() throws IOException {
        IrttRun run = IrttRun.read("""
                {"stats":{"timer_error":{"mean":270002},"timer_misses":3,"rtt":{"median":7}},
                 "round_trips":[{"seqno":0,"lost":"false","delay":{"receive":1,"rtt":102182,"send":2}},
                                {"seqno":1,"lost":"true","delay":{}},
                                {"seqno":2,"lost":"false","delay":{"rtt":84699}},
                                {"seqno":3,"lost":"false","delay":{"rtt":132919}}]}
                """);

        assertThat(run.roundTrip().minNs()).isEqualTo(84_699);
        assertThat(run.roundTrip().p50Ns()).isEqualTo(102_182);
        assertThat(run.roundTrip().p99Ns()).isEqualTo(132_919);
        assertThat(run.sent()).isEqualTo(4);
        assertThat(run.skipped()).isEqualTo(3);
        assertThat(run.timerErrorNs()).isEqualTo(270_002);
    }

    @Test
    void refusesAnIrttRunWithoutReplies() {
        assertThatThrownBy(() -> IrttRun.read("{\"stats\":{},\"round_trips\":[{\"lost\":\"true\",\"delay\":{}}]}"))
                .isInstanceOf(IOException.class)
                .hasMessage("irtt got no packet back");
    }

    @Test
    void readsPingsTimes() throws IOException {
        PingRun run = PingRun.read("""
                PING 10.9.9.2 (10.9.9.2) 72(100) bytes of data.
                80 bytes from 10.9.9.2: icmp_seq=1 ttl=64 time=0.071 ms
                80 bytes from 10.9.9.2: icmp_seq=2 ttl=64 time=12.5 ms
                80 bytes from 10.9.9.2: icmp_seq=3 ttl=64 time=103 ms

                --- 10.9.9.2 ping statistics ---
                3 packets transmitted, 3 received, 0% packet loss, time 7ms
                """);

        assertThat(run.roundTrip().minNs()).isEqualTo(71_000);
        assertThat(run.roundTrip().p50Ns()).isEqualTo(12_500_000);
        assertThat(run.roundTrip().maxNs()).isEqualTo(103_000_000);
    }

    @Test
    void givesPingItsIntervalInSeconds() {
        assertThat(PingRun.client("192.0.2.1", Pace.ONE_MS)).containsSequence("-i", "0.001000", "-c", "1000");
    }
}
