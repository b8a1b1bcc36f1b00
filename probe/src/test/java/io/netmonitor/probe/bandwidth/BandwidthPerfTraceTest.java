// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Hosts that run only the prototype's server, measured as bandwidth is. */
final class BandwidthPerfTraceTest {
    private final BandwidthProbeType type = new BandwidthProbeType();

    @Test
    void givesTheFieldsThatTheProtocolTells() throws Exception {
        try (PerfTraceServer server = open()) {
            List<TrainReport> heard = new ArrayList<>();

            Measurement measured = measure(server.address(), false, heard::add);

            Values values = measured.values();
            assertThat(measured.outcome()).isIn(Outcome.ABOVE, Outcome.HOST_LIMITED, Outcome.UNSTABLE);
            // Of a busy host's trains it may not be known that anything is available.
            assertThat(values.number("lowBps").orElseThrow())
                    .isGreaterThanOrEqualTo(measured.outcome() == Outcome.ABOVE ? 1 : 0);
            assertThat(values.whole("sentBytes").orElseThrow()).isPositive();
            assertThat(values.flag("reverse")).isFalse();
            assertThat(heard).isNotEmpty();
            assertThat(type.description().fields().stream().map(Field::name))
                    .containsAll(values.byField().keySet());
        }
    }

    @Test
    void itTakesTheNodesTurn() throws Exception {
        try (PerfTraceServer server = open()) {
            List<Measurement> others = new ArrayList<>();

            Measurement first = measure(server.address(), false, train -> {
                if (others.isEmpty()) {
                    others.add(measureQuietly(server.address()));
                }
            });

            assertThat(first.outcome()).isNotEqualTo(Outcome.BUSY);
            assertThat(others)
                    .singleElement()
                    .satisfies(other -> assertThat(other.outcome()).isEqualTo(Outcome.BUSY));
        }
    }

    @Test
    void nobodyThereIsAResult() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.getLoopbackAddress());

        Measurement measured = measure(closed, false, train -> {});

        assertThat(measured.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(measured.values()).isEqualTo(Values.NONE);
    }

    @Test
    void itGoesOneWayOnly() {
        InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

        assertThatThrownBy(() -> measure(there, true, train -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only towards");
    }

    private Measurement measureQuietly(InetSocketAddress there) {
        try {
            return measure(there, false, train -> {});
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measurement measure(InetSocketAddress there, boolean reverse, Consumer<TrainReport> listener)
            throws IOException, InterruptedException {
        Settings settings = Settings.read(type.description().settings(), Map.of("maxRate", 20_000_000));
        Session session = new Session(there, 0, Instant.EPOCH, null, null, reverse, null, "perftrace", null);
        return type.create(settings, false, listener).measure(session);
    }

    private static PerfTraceServer open() throws IOException {
        return PerfTraceServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
