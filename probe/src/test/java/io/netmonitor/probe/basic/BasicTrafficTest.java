// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.result.Outcome;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BasicTrafficTest {
    private static final int IPV4_AND_UDP_BYTES = 28;

    private final BasicProbeType type = new BasicProbeType();

    @Test
    void isTenPacketsAndAFlushEachWay() {
        assertThat(traffic(Map.of(), Family.IPV4)).isEqualTo(new Traffic(11 * 108, 11 * 108, 90_000_000, true));
        assertThat(traffic(Map.of(), Family.IPV6)).isEqualTo(new Traffic(11 * 128, 11 * 128, 90_000_000, true));
    }

    @ParameterizedTest
    @CsvSource({
        // count, interval, packets, sending time
        "1, 10s, 2, 0",
        "2, 100us, 3, 100000",
        "20, 20ms, 21, 380000000",
        "1000, 10s, 1001, 9990000000000"
    })
    void growsWithCountAndInterval(int count, String interval, long packets, long sendingNs) {
        Traffic traffic = traffic(Map.of("count", count, "interval", interval), Family.IPV4);

        assertThat(traffic).isEqualTo(new Traffic(packets * 108, packets * 108, sendingNs, true));
    }

    @Test
    void flushesEachOfManySourcePorts() {
        assertThat(traffic(Map.of("varySourcePort", true), Family.IPV4).forwardBytes())
                .isEqualTo((10 + 16) * 108);
    }

    /** Told is what a listener that knows nothing of STAMP hears. */
    @ParameterizedTest
    @CsvSource({
        "0, false, 80",
        "79, false, 80",
        "80, false, 80",
        "81, false, 84",
        "84, false, 84",
        "500, false, 500",
        "0, true, 168",
        "168, true, 168",
        "170, true, 172",
        "500, true, 500"
    })
    void packetsAreAsLongAsItSays(int size, boolean authenticated, int payload) throws Exception {
        Map<String, Object> written = Map.of(
                "count", 1, "size", size, "authenticated", authenticated, "interval", "1ms", "lossTimeout", "10ms");

        assertThat(traffic(written, Family.IPV4).forwardBytes()).isEqualTo(2L * (payload + IPV4_AND_UDP_BYTES));
        assertThat(heardBytes(written, authenticated ? SessionKey.of(new byte[32]) : null))
                .isEqualTo(payload);
    }

    private int heardBytes(Map<String, Object> written, @Nullable SessionKey key) throws Exception {
        try (DatagramSocket listener = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Session session = new Session(
                    new InetSocketAddress(listener.getLocalAddress(), listener.getLocalPort()),
                    1,
                    Instant.EPOCH,
                    null,
                    key);

            Measurement measured = type.create(settings(written)).measure(session);

            assertThat(measured.outcome()).isEqualTo(Outcome.LOST);
            DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
            listener.setSoTimeout(5_000);
            listener.receive(packet);
            return packet.getLength();
        }
    }

    private Traffic traffic(Map<String, ?> written, Family family) {
        return type.traffic(settings(written), family);
    }

    private Settings settings(Map<String, ?> written) {
        return Settings.read(type.description().settings(), written);
    }
}
