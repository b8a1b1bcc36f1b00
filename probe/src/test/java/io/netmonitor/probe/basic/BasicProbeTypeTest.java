// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.testkit.contract.ProbeTypeContract;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BasicProbeTypeTest extends ProbeTypeContract {
    @Override
    protected ProbeType type() {
        return new BasicProbeType();
    }

    @Override
    protected Map<String, ?> quickSettings() {
        return Map.of("count", 10L, "interval", "1ms", "lossTimeout", "100ms");
    }

    /** Its packets, of the least size, with their headers; what only fetches stamps is not told. */
    @Override
    protected OptionalLong forwardBytes(Measurement measured) {
        return OptionalLong.of(measured.values().whole("sent").orElseThrow() * (80 + 28));
    }

    @Test
    void carriesThePrototypesNames() {
        assertThat(type().description().metrics().stream()
                        .map(Metric::legacy)
                        .filter(java.util.Objects::nonNull)
                        .distinct())
                .containsExactly("RTT", "OWD", "OW_Jitter", "RT_Loss", "OW_Loss");
    }

    @Test
    void servesBothDirectionsAtOnceOnTheStandardPort() {
        assertThat(type().description().symmetric()).isTrue();
        assertThat(type().description().defaultPort()).isEqualTo(862);
    }
}
