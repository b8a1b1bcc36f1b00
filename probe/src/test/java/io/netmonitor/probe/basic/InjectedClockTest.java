// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.stamp.Replies;
import io.netmonitor.probe.stamp.SessionPlan;
import io.netmonitor.probe.stamp.SessionRecord;
import io.netmonitor.probe.stamp.SessionSender;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real packets over loopback to a reflector whose clock is wrong by what the test has chosen. Undoing that gives the true delay of
 * each packet, which every statement about the clocks is held against.
 */
final class InjectedClockTest {
    private static final int COUNT = 200;
    private static final long INTERVAL_NS = 2_000_000;
    /** Reading a drifting clock backwards loses less than this. */
    private static final long ROUNDING_NS = 2;

    private static final double SKEW_ERROR_PPM = 30;

    private final TestNetwork network = TestNetwork.best();

    @ParameterizedTest
    @CsvSource({"3600, 0", "3600, 100", "-3600, -100", "0, 100", "0, -100"})
    void everyPacketsErrorIsWithinWhatIsSaid(long offsetS, long driftPpm) throws Exception {
        WrongClock theirs = new WrongClock(
                EpochNanos.of(Instant.now()), Duration.ofSeconds(offsetS).toNanos(), driftPpm);

        List<SessionRecord> sessions = new ArrayList<>();
        QuietMoment.find(() -> {
            SessionRecord record = session(theirs);
            sessions.add(record);

            assertThat(stamped(record)).hasSizeGreaterThan(COUNT * 9 / 10);
            double skewPpm = BasicValues.of(record, false, "boot")
                    .number("clock.skewPpm")
                    .orElse((double) driftPpm);
            assertThat(skewPpm).isCloseTo((double) driftPpm, within(SKEW_ERROR_PPM));
        });

        // What is said of errors must hold in the noise of a busy host, too.
        sessions.stream()
                .filter(record -> !stamped(record).isEmpty())
                .forEach(record -> assertClaimsHold(record, theirs, offsetS == 0));
    }

    private static void assertClaimsHold(SessionRecord record, WrongClock theirs, boolean offsetIsNone) {
        Values values = BasicValues.of(record, false, "boot");
        Claim forward = new Claim(
                values.whole("clock.offsetNs").orElseThrow(),
                values.whole("forward.delayErrorNs").orElseThrow());
        Claim backward = new Claim(
                -values.whole("clock.offsetNs").orElseThrow(),
                values.whole("backward.delayErrorNs").orElseThrow());
        for (Reply reply : stamped(record)) {
            forward.holdsFor(reply.t2Ns() - reply.t1Ns(), theirs.systemAt(reply.t2Ns()) - reply.t1Ns());
            backward.holdsFor(reply.t4Ns() - reply.t3Ns(), reply.t4Ns() - theirs.systemAt(reply.t3Ns()));
        }
        assertThat(values.flag("clock.synchronized") && !offsetIsNone).isFalse();
        if (!values.flag("clock.synchronized")) {
            assertThat(forward.errorNs())
                    .isGreaterThanOrEqualTo(
                            values.whole("roundTrip.delay.minNs").orElseThrow() / 2);
        }
    }

    /** The replies of which the kernels have told all four times. */
    private static List<Reply> stamped(SessionRecord record) {
        Replies replies = record.replies();
        List<Reply> stamped = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Reply reply = new Reply(
                    record.t1KernelNs(replies.sequence(i)), replies.t2Ns(i), record.t3KernelNs(i), replies.t4Ns(i));
            if (replies.sequence(i) < COUNT && reply.t1Ns() != Arrival.UNKNOWN && reply.t3Ns() != Arrival.UNKNOWN) {
                stamped.add(reply);
            }
        }
        return stamped;
    }

    private record Reply(long t1Ns, long t2Ns, long t3Ns, long t4Ns) {}

    private SessionRecord session(StampClock theirs) throws IOException, InterruptedException {
        ResponderOptions loopback = new ResponderOptions(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        try (Responder responder = new BasicProbeType(network, theirs).respond(loopback)) {
            return new SessionSender(network)
                    .run(new SessionPlan(
                            responder.address(),
                            3,
                            Instant.EPOCH,
                            COUNT,
                            INTERVAL_NS,
                            1_000_000_000,
                            0,
                            SourcePort.any(false),
                            false,
                            null));
        }
    }

    /**
     * What the result says of one direction.
     *
     * @param offsetNs what is to be taken off its delays
     * @param errorNs how far they may be from the truth
     */
    private record Claim(long offsetNs, long errorNs) {
        void holdsFor(long delayNs, long trueDelayNs) {
            assertThat(trueDelayNs).isGreaterThan(-ROUNDING_NS);
            assertThat(Math.abs(delayNs - trueDelayNs)).as("as measured").isLessThanOrEqualTo(errorNs + ROUNDING_NS);
            assertThat(Math.abs(delayNs - offsetNs - trueDelayNs))
                    .as("with the offset taken off")
                    .isLessThanOrEqualTo(errorNs + ROUNDING_NS);
        }
    }

    /** A clock that runs away from the system's at a steady rate; it is off by the offset at the zero. */
    private record WrongClock(long zeroNs, long offsetNs, long driftPpm) implements StampClock {
        @Override
        public long readingAt(long systemNs) {
            return systemNs + offsetNs + (systemNs - zeroNs) * driftPpm / 1_000_000;
        }

        long systemAt(long readingNs) {
            return zeroNs + (readingNs - offsetNs - zeroNs) * 1_000_000 / (1_000_000 + driftPpm);
        }
    }
}
