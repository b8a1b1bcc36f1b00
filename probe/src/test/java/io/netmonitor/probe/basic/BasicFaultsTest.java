// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.fault.Faults;
import io.netmonitor.testkit.fault.FaultyRelay;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a relay does to 20 packets is found again in the result, in the right direction. */
final class BasicFaultsTest {
    private static final int COUNT = 20;

    private final BasicProbeType type = new BasicProbeType();

    @Test
    void lossOnTheWayThereIsForwardLoss() throws Exception {
        Values values = through(Faults.NONE.dropping(n -> n < COUNT && n % 5 == 4), Faults.NONE)
                .values();

        assertCounts(values, 16, 16);
        assertThat(values.number("roundTrip.loss").orElseThrow()).isCloseTo(0.2, within(1e-9));
        assertThat(values.number("forward.loss").orElseThrow()).isCloseTo(0.2, within(1e-9));
        assertThat(values.number("backward.loss")).hasValue(0);
        assertThat(values.whole("forward.longestLossRun")).hasValue(1);
        assertThat(values.whole("backward.longestLossRun")).hasValue(0);
    }

    /** A round uses the port and the session id of the round before; the reflector still remembers that one. */
    @Test
    void theFirstPacketOfALaterRoundIsLostOnTheWayThereToo() throws Exception {
        AtomicBoolean dropNext = new AtomicBoolean();
        try (Responder responder =
                        type.respond(new ResponderOptions(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
                FaultyRelay relay = FaultyRelay.to(
                        responder.address(), Faults.NONE.dropping(n -> dropNext.getAndSet(false)), Faults.NONE)) {
            measure(relay.address(), Map.of());
            dropNext.set(true);

            Values values = measure(relay.address(), Map.of()).values();

            assertCounts(values, COUNT - 1, COUNT - 1);
            assertThat(values.number("forward.loss").orElseThrow()).isCloseTo(1.0 / COUNT, within(1e-9));
            assertThat(values.number("backward.loss")).hasValue(0);
        }
    }

    @Test
    void lossOnTheWayBackIsBackwardLoss() throws Exception {
        // A reflector that was held up answers several at once, and then the lost replies tell of others.
        QuietMoment.find(() -> {
            Values values =
                    through(Faults.NONE, Faults.NONE.dropping(3, 4, 5, 11)).values();

            assertCounts(values, 20, 16);
            assertThat(values.number("forward.loss")).hasValue(0);
            assertThat(values.number("backward.loss").orElseThrow()).isCloseTo(0.2, within(1e-9));
            assertThat(values.whole("backward.longestLossRun")).hasValue(3);
            // Each lost reply told of one packet before it, mostly its predecessor: two of the four had come.
            assertThat(values.text("stamps")).hasValue("kernel");
            assertThat(values.whole("unstamped").orElseThrow()).isBetween(1L, 4L);
        });
    }

    @Test
    void lossBothWaysIsToldApart() throws Exception {
        Values values =
                through(Faults.NONE.dropping(2, 3), Faults.NONE.dropping(10)).values();

        assertCounts(values, 18, 17);
        assertThat(values.number("forward.loss").orElseThrow()).isCloseTo(2 / 20.0, within(1e-9));
        assertThat(values.number("backward.loss").orElseThrow()).isCloseTo(1 / 18.0, within(1e-9));
    }

    @Test
    void lossAtTheEndIsToldApartByTheFlushPackets() throws Exception {
        Values forward = through(Faults.NONE.dropping(18, 19), Faults.NONE).values();
        Values backward = through(Faults.NONE, Faults.NONE.dropping(18, 19)).values();

        assertCounts(forward, 18, 18);
        assertCounts(backward, 20, 18);
    }

    @Test
    void nothingButLossThereIsLost() throws Exception {
        Measurement measurement = through(Faults.NONE.dropping(n -> true), Faults.NONE);

        assertThat(measurement.outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void copiesAreCountedWhereTheyWereMade() throws Exception {
        Values values = through(Faults.NONE.duplicating(2, 7, 9), Faults.NONE.duplicating(15))
                .values();

        assertCounts(values, 20, 20);
        assertThat(values.whole("forward.duplicated")).hasValue(3);
        assertThat(values.whole("backward.duplicated")).hasValue(1);
        assertThat(values.number("forward.loss")).hasValue(0);
        assertThat(values.number("backward.loss")).hasValue(0);
    }

    @Test
    void overtakingIsCountedWhereItHappened() throws Exception {
        Values values =
                through(Faults.NONE.swapping(4, 10), Faults.NONE.swapping(6)).values();

        assertCounts(values, 20, 20);
        assertThat(values.whole("forward.reordered")).hasValue(2);
        assertThat(values.whole("backward.reordered")).hasValue(1);
        assertThat(values.text("stamps")).hasValue("kernel");
    }

    @Test
    void delayShowsInItsDirection() throws Exception {
        Values values = through(Faults.NONE.delayedBy(Duration.ofMillis(20)), Faults.NONE)
                .values();

        assertCounts(values, 20, 20);
        assertThat(values.whole("forward.delay.minNs").orElseThrow()).isGreaterThan(20_000_000);
        assertThat(values.whole("backward.delay.minNs").orElseThrow()).isLessThan(15_000_000);
    }

    @Test
    void whatComesTooLateIsLostAndCountedAsLate() throws Exception {
        Values values = through(
                        Faults.NONE,
                        Faults.NONE.delayedBy(Duration.ofMillis(60)),
                        Map.of("interval", "20ms", "count", 10L, "lossTimeout", "40ms"))
                .values();

        assertThat(values.whole("returned")).hasValue(0);
        assertThat(values.whole("lateReplies").orElseThrow()).isPositive();
        assertThat(values.number("roundTrip.loss")).hasValue(1);
    }

    private static void assertCounts(Values values, long arrived, long returned) {
        assertThat(values.whole("sent")).hasValue(COUNT);
        assertThat(values.whole("arrived")).hasValue(arrived);
        assertThat(values.whole("returned")).hasValue(returned);
    }

    private Measurement through(Faults forward, Faults backward) throws IOException, InterruptedException {
        return through(forward, backward, Map.of());
    }

    private Measurement through(Faults forward, Faults backward, Map<String, ?> settings)
            throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Responder responder = type.respond(new ResponderOptions(anyPort));
                FaultyRelay relay = FaultyRelay.to(responder.address(), forward, backward)) {
            return measure(relay.address(), settings);
        }
    }

    private Measurement measure(InetSocketAddress destination, Map<String, ?> settings)
            throws IOException, InterruptedException {
        Map<String, Object> written = new HashMap<>(Map.of("count", 20L, "interval", "2ms", "lossTimeout", "1s"));
        written.putAll(settings);
        return type.create(Settings.read(type.description().settings(), written))
                .measure(new Session(destination, 3, Instant.EPOCH, null));
    }
}
