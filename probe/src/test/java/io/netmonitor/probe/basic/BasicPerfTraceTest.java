// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that run only the prototype's server, measured as basic is. */
final class BasicPerfTraceTest {
    private final BasicProbeType type = new BasicProbeType();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void givesTheFieldsThatTheProtocolTells(String address) throws Exception {
        // The protocol counts those short that are held up for more than a tenth of a second.
        QuietMoment.find(() -> measureByPerfTrace(address));
    }

    private void measureByPerfTrace(String address) throws IOException, InterruptedException {
        try (PerfTraceServer server = PerfTraceServer.open(at(address))) {
            Measurement measured = measure(server.address(), "another-host", Map.of("count", 20, "interval", "2ms"));

            Values values = measured.values();
            assertThat(measured.outcome()).isEqualTo(Outcome.MEASURED);
            assertThat(measured.reason()).isNull();
            assertThat(values.whole("sent")).hasValue(20);
            assertThat(values.whole("arrived")).hasValue(20);
            assertThat(values.whole("returned")).hasValue(20);
            assertThat(values.text("stamps").orElseThrow()).isIn("mixed", "user");
            assertThat(values.whole("sizeBytes")).hasValue(24);
            assertThat(values.number("forward.loss")).hasValue(0);
            assertThat(values.whole("roundTrip.delay.minNs").orElseThrow()).isPositive();
            assertThat(values.text("roundTrip.histogram")).isPresent();
            assertThat(values.whole("forward.jitterNs")).isPresent();
            assertThat(values.flag("clock.synchronized")).isFalse();
            assertThat(values.whole("backward.delayErrorNs").orElseThrow())
                    .isGreaterThanOrEqualTo(values.whole("forward.delay.minNs").orElseThrow());
            assertThat(type.description().fields().stream().map(Field::name))
                    .containsAll(values.byField().keySet());
        }
    }

    @Test
    void aSharedClockIsKnownByLoopback() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1"))) {
            Values values = measure(server.address(), null, Map.of()).values();

            assertThat(values.flag("clock.synchronized")).isTrue();
            assertThat(values.whole("forward.delayErrorNs")).hasValue(1_000);
            assertThat(values.whole("forward.delay.minNs").orElseThrow()).isNotNegative();
        }
    }

    @Test
    void nobodyThereIsAResult() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.getLoopbackAddress());

        Measurement measured = measure(closed, null, Map.of());

        assertThat(measured.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(measured.reason()).contains("nobody answers");
        assertThat(measured.values()).isEqualTo(Values.NONE);
    }

    @Test
    void whatTheProtocolCannotDoIsNotPassedOver() throws Exception {
        InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

        assertThatThrownBy(() -> measure(there, null, Map.of("authenticated", true)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("perftrace cannot");
        assertThatThrownBy(() -> measure(there, null, Map.of("count", 1_000, "interval", "10s")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2147 s");
    }

    private Measurement measure(InetSocketAddress there, @Nullable String bootId, Map<String, Object> settings)
            throws IOException, InterruptedException {
        Session session = new Session(there, 0, Instant.EPOCH, bootId, null, false, null, "perftrace", null);
        return type.create(Settings.read(type.description().settings(), settings))
                .measure(session);
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }
}
