// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A measurement keeps to the time that the plan gives it, and goes the way that the plan says. */
final class BandwidthSlotTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int PACKET_BYTES = 1_392 + 28;

    private final BandwidthProbeType caller = new BandwidthProbeType();

    @Test
    void callsNobodyWhenHalfOfItsTimeIsOver() throws Exception {
        try (ServerSocket there = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(there.getInetAddress(), there.getLocalPort());
            Instant now = Instant.now();
            Session late =
                    new Session(address, 1, now.minusSeconds(60), null, null, false, now.plusSeconds(59), null, null);

            Measurement measured = measure(late, train -> {});

            assertThat(measured.outcome()).isEqualTo(Outcome.MISSED);
            assertThat(measured.reason()).contains("would have disturbed the measurements after it");
            there.setSoTimeout(100);
            assertThatThrownBy(there::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void endsWhenItsTimeIsOverAndFreesTheTurnAtBothEnds() throws Exception {
        try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT))) {
            Session limited = session(responder.address(), false, Instant.now().plusSeconds(3));

            assertThatThrownBy(() -> measure(limited, train -> holdUp()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it took longer than the time in which the plan lets it disturb others");

            assertBothEndsAreFree(responder);
        }
    }

    @Test
    void endsWhileItWaitsForItsStart() throws Exception {
        try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT))) {
            AtomicBoolean sent = new AtomicBoolean();
            Instant now = Instant.now();
            Session early = new Session(
                    responder.address(), 1, now.plusSeconds(3_600), null, null, false, now.plusMillis(300), null, null);

            assertThatThrownBy(() -> measure(early, train -> sent.set(true)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("it took longer than");

            assertThat(sent).isFalse();
            assertBothEndsAreFree(responder);
        }
    }

    @Test
    void aMeasurementThatIsDoneInTimeIsAsAnyOther() throws Exception {
        QuietMoment.find(() -> {
            try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(ANY_PORT))) {
                Session limited =
                        session(responder.address(), false, Instant.now().plusSeconds(60));

                assertThat(measure(limited, train -> {}).outcome()).isEqualTo(Outcome.ABOVE);
            }
        });
    }

    @Test
    void trainsGoTheWayThatTheSessionSays() throws Exception {
        QuietMoment.find(this::measureBothWays);
    }

    private void measureBothWays() throws IOException, InterruptedException {
        AtomicLong stampedThere = new AtomicLong();
        StampClock counting = ns -> {
            stampedThere.incrementAndGet();
            return ns;
        };
        BandwidthProbeType far = new BandwidthProbeType(TestNetwork.best(), counting);
        try (Responder responder = far.respond(new ResponderOptions(ANY_PORT))) {
            Measurement forward = measure(session(responder.address(), false, null), train -> {});
            long forwardStamps = stampedThere.getAndSet(0);
            Measurement reverse = measure(session(responder.address(), true, null), train -> {});
            long reverseStamps = stampedThere.get();

            assertThat(forward.outcome()).isEqualTo(Outcome.ABOVE);
            assertThat(forward.values().flag("reverse")).isFalse();
            assertThat(forwardStamps).isGreaterThan(packets(forward) / 2);
            assertThat(reverse.outcome()).isEqualTo(Outcome.ABOVE);
            assertThat(reverse.values().flag("reverse")).isTrue();
            assertThat(reverseStamps).isLessThan(packets(reverse) / 2);
        }
    }

    private static long packets(Measurement measured) {
        return measured.values().whole("sentBytes").orElseThrow() / PACKET_BYTES;
    }

    /** Lets the measurement come to no end of its own. */
    private static void holdUp() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The far end learns of it from the closed connection, a moment later. */
    private void assertBothEndsAreFree(Responder responder) {
        await().untilAsserted(() -> assertThat(measure(session(responder.address(), false, null), train -> {})
                        .outcome())
                .isEqualTo(Outcome.ABOVE));
    }

    private static Session session(InetSocketAddress there, boolean reverse, @Nullable Instant endBy) {
        return new Session(there, 1, Instant.now(), null, null, reverse, endBy, null, null);
    }

    private Measurement measure(Session session, Consumer<TrainReport> listener)
            throws IOException, InterruptedException {
        Settings settings = Settings.read(caller.description().settings(), Map.of("maxRate", 50_000_000));
        return caller.create(settings, false, listener).measure(session);
    }
}
