// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.QuietMoment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client measures our server over loopback. */
final class BasicLoopbackTest {
    private static final BasicOrder TEN = new BasicOrder(10, 10_000, 0);

    private final PerfTraceClient client = new PerfTraceClient();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void measuresInBothFamilies(String address) throws Exception {
        QuietMoment.find(() -> {
            try (PerfTraceServer server = PerfTraceServer.open(at(address))) {
                Instant before = Instant.now();

                BasicRun run = client.basic(server.address(), TEN);

                assertComplete(run, 10);
                assertThat(run.startedAt()).isBetween(before, Instant.now());
                // 90 ms for the probes and 100 for stragglers, by the server's clock: it begins before its word is
                // heard.
                assertThat(run.duration()).isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
                await().until(() -> server.connections() == 0);
                assertThat(server.check().up()).isTrue();
                assertThat(server.check().detail()).contains("served 1 basic", "10 replies");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aWildcardAnswersBothFamilies(String address) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::"))) {
            InetSocketAddress there = new InetSocketAddress(
                    InetAddress.ofLiteral(address), server.address().getPort());

            assertComplete(there, TEN);
        }
    }

    @Test
    void fourClientsAtOnce() throws Exception {
        QuietMoment.find(this::measureByFour);
    }

    private void measureByFour() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1"));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<BasicRun> measuring = () -> client.basic(server.address(), new BasicOrder(100, 2_000, 200));
            List<Future<BasicRun>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(callers.submit(measuring));
            }

            for (Future<BasicRun> run : runs) {
                assertComplete(run.get(), 100);
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.check().detail()).contains("served 4 basic", "400 replies");
        }
    }

    @Test
    void oneProbeIsEnoughAndAThousandAreToo() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1"))) {
            assertComplete(server.address(), new BasicOrder(1, 10_000_000, 0));
            assertComplete(server.address(), new BasicOrder(1_000, 200, 9_000));
        }
    }

    @Test
    void portZeroIsTheSameFreePortOfBothProtocols() throws Exception {
        try (PerfTraceServer one = PerfTraceServer.open(at("127.0.0.1"));
                PerfTraceServer other = PerfTraceServer.open(at("127.0.0.1"))) {
            assertThat(one.address().getPort())
                    .isPositive()
                    .isNotEqualTo(other.address().getPort());
            assertComplete(other.address(), TEN);
        }
    }

    /** The server waits a tenth of a second for stragglers: a client that is held up for longer is told of loss. */
    private void assertComplete(InetSocketAddress server, BasicOrder order) throws Exception {
        QuietMoment.find(() -> assertComplete(client.basic(server, order), order.count()));
    }

    private static void assertComplete(BasicRun run, int count) {
        assertThat(run.sent()).isEqualTo(count);
        assertThat(run.arrived()).isEqualTo(count);
        assertThat(run.returned()).isEqualTo(count);
        assertThat(run.roundTripLoss()).isZero();
        assertThat(run.forwardLoss()).isZero();
        assertThat(run.backwardLoss()).isZero();
        for (int i = 0; i < count; i++) {
            long sum = run.forwardNs()[i] + run.backwardNs()[i];
            assertThat(Math.abs(run.roundTripNs()[i] - sum)).isLessThanOrEqualTo(1_000);
        }
        assertThat(Arrays.stream(run.roundTripNs()).min().orElseThrow()).isPositive();
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }
}
