// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.TinyProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a measurement costs, and on what terms it is made. */
class TrafficTest {
    private static final ProbeCatalog CATALOG =
            new ProbeCatalog(List.of(new TinyProbeType("basic"), new TinyProbeType("tiny")));

    @Test
    void theCatalogAsksTheKind() {
        Settings settings = Settings.read(CATALOG.get("tiny").settings(), Map.of("count", 7));

        assertThat(CATALOG.traffic("tiny", settings, Family.IPV4)).isEqualTo(new Traffic(700, 1_000, 1_000_000, true));
    }

    @Test
    void theCatalogSaysWhichKindsThereAre() {
        Settings settings = Settings.read(List.of(), Map.of());

        assertThatThrownBy(() -> CATALOG.traffic("ping", settings, Family.IPV4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("kind: is none of basic, tiny: ping");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1"})
    void noTrafficIsLessThanNone(long forward, long backward, long sendingNs) {
        assertThatThrownBy(() -> new Traffic(forward, backward, sendingNs, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("traffic < 0: " + forward + ", " + backward + ", " + sendingNs);
        assertThat(new Traffic(0, 0, 0, false).typical()).isFalse();
    }

    @Test
    void aDescriptionTellsItsProtocolsInOrder() {
        ProbeDescription description = new ProbeDescription(
                "T", false, true, true, Map.of("twamp", 3, "stamp", 2, "icmp", 1), 1, List.of(), List.of(), List.of());

        assertThat(Json.write(description))
                .startsWith("{\"title\":\"T\",\"symmetric\":false,\"exclusive\":true,\"reversible\":true,"
                        + "\"foreign\":{\"icmp\":1,\"stamp\":2,\"twamp\":3},");
        assertThat(description.foreign()).isUnmodifiable();
    }

    @Test
    void aSessionGoesForwardAndNobodyWaitsForItUnlessSaidOtherwise() {
        InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 862);
        SessionKey key = SessionKey.of(new byte[32]);

        assertThat(new Session(there, 1, Instant.EPOCH, "boot"))
                .isEqualTo(new Session(there, 1, Instant.EPOCH, "boot", null, false, null, null, null));
        assertThat(new Session(there, 1, Instant.EPOCH, "boot", key))
                .isEqualTo(new Session(there, 1, Instant.EPOCH, "boot", key, false, null, null, null));
        assertThat(new Session(there, 1, Instant.EPOCH, "boot", key, null))
                .isEqualTo(new Session(there, 1, Instant.EPOCH, "boot", key, false, null, null, null));
    }
}
