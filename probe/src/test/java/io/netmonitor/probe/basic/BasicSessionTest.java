// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over loopback that go well, and ends that are no values. */
final class BasicSessionTest {
    /** Whoever waits for the longest timeout, 10 s, takes longer; a busy host does not. */
    private static final Duration NOT_THE_TIMEOUT = Duration.ofSeconds(9);

    private final BasicProbeType type = new BasicProbeType();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void allFourStampsAreTheKernels(String host) throws Exception {
        try (Responder responder = respond(host)) {
            // At first both ends load what they run, and a reflector that is slow tells of fewer stamps.
            measure(responder.address(), Map.of("count", 20L, "interval", "1ms"));

            QuietMoment.find(() -> {
                Values values = measure(responder.address(), Map.of("count", 50L, "interval", "1ms"))
                        .values();

                assertThat(values.text("stamps")).hasValue("kernel");
                assertThat(values.whole("unstamped")).hasValue(0);
                assertThat(values.whole("sent")).hasValue(50);
                assertThat(values.whole("arrived")).hasValue(50);
                assertThat(values.whole("returned")).hasValue(50);
                for (String direction : new String[] {"roundTrip", "forward", "backward"}) {
                    assertThat(values.number(direction + ".loss")).hasValue(0);
                    // Kernel to kernel on loopback takes a microsecond; user-space stamps would show tens of them.
                    assertThat(values.whole(direction + ".delay.minNs").orElseThrow())
                            .isBetween(1L, 50_000L);
                    assertThat(values.whole(direction + ".delay.p50Ns").orElseThrow())
                            .isPositive();
                }
                assertThat(values.whole("forward.hops")).hasValue(0);
                assertThat(values.whole("backward.hops")).hasValue(0);
            });
        }
    }

    @Test
    void roundTripIsForwardPlusBackward() throws Exception {
        try (Responder responder = respond("127.0.0.1")) {
            Values values = measure(responder.address(), Map.of("count", 1L)).values();

            assertThat(values.whole("roundTrip.delay.meanNs").orElseThrow())
                    .isEqualTo(values.whole("forward.delay.meanNs").orElseThrow()
                            + values.whole("backward.delay.meanNs").orElseThrow());
            assertThat(values.whole("roundTrip.jitterNs")).isEmpty();
        }
    }

    @Test
    void endsAtOnceWhenAllIsIn() throws Exception {
        try (Responder responder = respond("127.0.0.1")) {
            Map<String, ?> settings = Map.of("count", 10L, "interval", "2ms", "lossTimeout", "10s");
            measure(responder.address(), settings);

            Measurement measurement = measure(responder.address(), settings);

            // 9 intervals, one flush packet, and what a busy machine adds.
            assertThat(measurement.duration()).isBetween(Duration.ofMillis(18), NOT_THE_TIMEOUT);
        }
    }

    @Test
    void startsWhenItIsTold() throws Exception {
        try (Responder responder = respond("127.0.0.1")) {
            Instant startAt = Instant.now().plusMillis(300);

            Measurement measurement =
                    measure(new Session(responder.address(), 3, startAt, null), Map.of("count", 2L, "interval", "1ms"));

            assertThat(measurement.startedAt()).isBetween(startAt.minusMillis(1), startAt.plusSeconds(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 46", "500, 0", "8972, 63"})
    void carriesSizesAndDscp(long size, long dscp) throws Exception {
        try (Responder responder = respond("127.0.0.1")) {
            QuietMoment.find(() -> {
                Values values = measure(
                                responder.address(), Map.of("count", 5L, "interval", "1ms", "size", size, "dscp", dscp))
                        .values();

                assertThat(values.whole("returned")).hasValue(5);
                assertThat(values.text("stamps")).hasValue("kernel");
                assertThat(values.whole("dscp")).hasValue(dscp);
            });
        }
    }

    @Test
    void oneKernelIsOneClock() throws Exception {
        try (Responder responder = respond("127.0.0.1")) {
            Values values = measure(responder.address(), Map.of("count", 3L, "interval", "1ms"))
                    .values();

            assertThat(values.flag("clock.synchronized")).isTrue();
            assertThat(values.whole("clock.offsetNs")).hasValue(0);
            assertThat(values.whole("forward.delayErrorNs")).hasValue(1);
            assertThat(values.text("clock.bootId")).isPresent();
        }
    }

    @Test
    void anHourAndHundredPpmAreSeenInOffsetAndSkew() throws Exception {
        long hourNs = Duration.ofHours(1).toNanos();
        long zeroNs = io.netmonitor.core.time.EpochNanos.of(Instant.now());
        BasicProbeType shifted = new BasicProbeType(TestNetwork.best(), ns -> ns + hourNs + (ns - zeroNs) / 10_000);
        try (Responder responder = shifted.respond(loopback("127.0.0.1"))) {
            Session session = new Session(responder.address(), 3, Instant.EPOCH, "another-kernel");

            // A session that met too much noise tells no skew, as it should.
            Values values = await().until(
                            () -> measure(session, Map.of("count", 100L, "interval", "5ms"))
                                    .values(),
                            told -> told.number("clock.skewPpm").isPresent());

            long offsetNs = values.whole("clock.offsetNs").orElseThrow();
            long errorNs = values.whole("forward.delayErrorNs").orElseThrow();
            assertThat(offsetNs).isBetween(hourNs - 10_000_000, hourNs + 10_000_000);
            assertThat(values.number("clock.skewPpm").orElseThrow()).isBetween(50.0, 150.0);
            assertThat(values.flag("clock.synchronized")).isFalse();
            assertThat(errorNs).isGreaterThan(hourNs);
            assertThat(values.whole("forward.delay.minNs").orElseThrow()).isGreaterThan(hourNs - 1_000_000);
            assertThat(values.whole("backward.delay.minNs").orElseThrow()).isLessThan(-hourNs + 10_000_000);
            assertThat(values.whole("roundTrip.delay.minNs").orElseThrow()).isBetween(1L, 200_000L);
        }
    }

    @Test
    void aClosedPortRefuses() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.ofLiteral("127.0.0.1"));

        Measurement measurement = measure(closed, Map.of("count", 5L, "interval", "1ms", "lossTimeout", "10s"));

        assertThat(measurement.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(measurement.reason())
                .contains("127.0.0.1:" + closed.getPort())
                .contains("ICMP type 3 code 3 from 127.0.0.1");
        assertThat(measurement.values().whole("sent")).hasValue(5);
        assertThat(measurement.values().number("roundTrip.loss")).hasValue(1);
        assertThat(measurement.values().whole("arrived")).isEmpty();
        assertThat(measurement.duration()).isLessThan(NOT_THE_TIMEOUT);
    }

    @Test
    void aClosedPortRefusesOverIpv6() throws Exception {
        InetSocketAddress closed = FreePort.at(InetAddress.ofLiteral("::1"));

        Measurement measurement = measure(closed, Map.of("count", 2L, "interval", "1ms"));

        assertThat(measurement.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(measurement.reason()).contains("ICMPv6 type 1 code 4");
    }

    @Test
    void silenceIsLossAfterTheTimeout() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Measurement measurement = measure(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort()),
                    Map.of("count", 3L, "interval", "1ms", "lossTimeout", "200ms"));

            assertThat(measurement.outcome()).isEqualTo(Outcome.LOST);
            assertThat(measurement.reason()).contains("none of 3 packets").contains(":" + silent.getLocalPort());
            assertThat(measurement.duration()).isBetween(Duration.ofMillis(200), NOT_THE_TIMEOUT);
            assertThat(measurement.values().whole("returned")).hasValue(0);
            assertThat(measurement.values().number("roundTrip.loss")).hasValue(1);
            assertThat(measurement.values().number("forward.loss")).isEmpty();
            assertThat(measurement.values().text("stamps")).isEmpty();
        }
    }

    @Test
    void anAddressWithoutAWayIsUnreachable() throws Exception {
        // Broadcast needs a right that test sockets never ask for.
        Measurement measurement = measure(new InetSocketAddress("255.255.255.255", 862), Map.of());

        assertThat(measurement.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(measurement.reason()).contains("255.255.255.255:862");
        assertThat(measurement.values()).isEqualTo(Values.NONE);
    }

    @Test
    void anInterruptionEndsItSoon() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            InetSocketAddress destination =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), silent.getLocalPort());
            var interrupted = new java.util.concurrent.CompletableFuture<Boolean>();
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    measure(destination, Map.of("count", 1L, "lossTimeout", "10s"));
                    interrupted.complete(false);
                } catch (IOException e) {
                    interrupted.completeExceptionally(e);
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
            });

            thread.interrupt();

            assertThat(interrupted.get(NOT_THE_TIMEOUT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private Responder respond(String host) throws IOException {
        return type.respond(loopback(host));
    }

    private static ResponderOptions loopback(String host) {
        return new ResponderOptions(new InetSocketAddress(host, 0));
    }

    private Measurement measure(InetSocketAddress destination, Map<String, ?> settings)
            throws IOException, InterruptedException {
        return measure(new Session(destination, 3, Instant.EPOCH, null), settings);
    }

    private Measurement measure(Session session, Map<String, ?> settings) throws IOException, InterruptedException {
        return type.create(Settings.read(type.description().settings(), settings))
                .measure(session);
    }
}
