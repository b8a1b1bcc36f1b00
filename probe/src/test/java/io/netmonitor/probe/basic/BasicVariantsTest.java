// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways of sending: by a key, from several ports, many at once, without the kernel's help. */
final class BasicVariantsTest {
    private static final SessionKey KEY = SessionKey.of(new byte[32]);
    private static final SessionKey OTHER = SessionKey.ofHex("0123456789abcdef0123456789abcdef");
    private static final Map<String, Object> QUICK = Map.of("count", 20L, "interval", "1ms", "lossTimeout", "1s");

    private final BasicProbeType type = new BasicProbeType();
    private final Responder responder;

    BasicVariantsTest() throws IOException {
        responder = type.respond(new ResponderOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    @AfterEach
    void close() {
        responder.close();
    }

    @Test
    void anAuthenticatedSessionMeasuresAllThatAnOpenOneDoes() throws Exception {
        responder.answerOnly(Set.of(new AnsweredSession(5, KEY)));

        Values values = measure(5, KEY, QUICK).values();

        assertThat(values.flag("authenticated")).isTrue();
        assertThat(values.text("stamps")).hasValue("kernel");
        assertThat(values.whole("unstamped")).hasValue(0);
        assertThat(values.whole("returned")).hasValue(20);
        assertThat(values.whole("arrived")).hasValue(20);
        assertThat(values.whole("sizeBytes")).hasValue(168);
        assertThat(values.whole("strays")).hasValue(0);
    }

    @Test
    void anotherKeyOrNoneIsLoss() throws Exception {
        responder.answerOnly(Set.of(new AnsweredSession(5, KEY)));

        assertThat(measure(5, OTHER, QUICK).outcome()).isEqualTo(Outcome.LOST);
        assertThat(measure(5, null, QUICK).outcome()).isEqualTo(Outcome.LOST);
        assertThat(responder.check().detail()).containsPattern("forged 2[0-9]");
    }

    @Test
    void askingForAuthenticationWithoutAKeyIsAnError() {
        assertThatThrownBy(() -> measure(5, null, Map.of("authenticated", true)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no key");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 16, 50})
    void packetsTakeTurnsOverSourcePorts(long count) throws Exception {
        Values values = measure(9, null, Map.of("count", count, "interval", "1ms", "varySourcePort", true))
                .values();

        assertThat(values.whole("returned")).hasValue(count);
        assertThat(values.whole("arrived")).hasValue(count);
        assertThat(values.text("stamps")).hasValue("kernel");
        assertThat(values.whole("unstamped")).hasValue(0);
        assertThat(values.whole("forward.reordered")).hasValue(0);
        assertThat(responder.check().detail()).contains("answered");
    }

    @Test
    void aThousandSessionsRunAtOnce() throws Exception {
        Instant startAt = Instant.now().plusMillis(500);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Measurement>> measurements = new ArrayList<>();
            for (int id = 1; id <= 1_000; id++) {
                int sessionId = id;
                measurements.add(callers.submit(() -> type.create(
                                settings(Map.of("count", 5L, "interval", "200ms", "lossTimeout", "2s")))
                        .measure(new Session(
                                responder.address(), sessionId, startAt.plusNanos(sessionId * 200_000L), null))));
            }
            long returned = 0;
            for (Future<Measurement> measurement : measurements) {
                returned += measurement.get().values().whole("returned").orElse(0);
            }
            // A machine that is busy with other builds may lose some; mixed-up sessions would lose most.
            assertThat(returned).isGreaterThan(2_500);
        }
    }

    @Test
    void withoutTheKernelsStampsTheResultSaysSo() throws Exception {
        TestNetwork portable = portable();
        BasicProbeType plain = new BasicProbeType(portable, StampClock.SYSTEM);
        try (Responder answering =
                plain.respond(new ResponderOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)))) {
            Values values = plain.create(settings(QUICK))
                    .measure(new Session(answering.address(), 3, Instant.EPOCH, null))
                    .values();

            assertThat(values.text("stamps")).hasValue("user");
            assertThat(values.whole("returned")).hasValue(20);
            assertThat(values.whole("roundTrip.delay.minNs").orElseThrow())
                    .isBetween(1L, Duration.ofMillis(50).toNanos());
            assertThat(values.whole("forward.hops")).isEmpty();
            assertThat(values.whole("forward.dscp")).isEmpty();
        }
    }

    @Test
    void aReflectorWithoutKernelStampsMakesTheResultMixed() throws Exception {
        BasicProbeType plain = new BasicProbeType(portable(), StampClock.SYSTEM);
        try (Responder answering =
                plain.respond(new ResponderOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)))) {
            Values values = type.create(settings(QUICK))
                    .measure(new Session(answering.address(), 3, Instant.EPOCH, null))
                    .values();

            assertThat(values.text("stamps")).hasValue("mixed");
        }
    }

    private static TestNetwork portable() {
        System.setProperty(TestNetwork.PROPERTY, "portable");
        try {
            return TestNetwork.best();
        } finally {
            System.clearProperty(TestNetwork.PROPERTY);
        }
    }

    private Measurement measure(int sessionId, @Nullable SessionKey key, Map<String, ?> settings)
            throws IOException, InterruptedException {
        return type.create(settings(settings))
                .measure(new Session(responder.address(), sessionId, Instant.EPOCH, null, key));
    }

    private Settings settings(Map<String, ?> written) {
        return Settings.read(type.description().settings(), written);
    }
}
