// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurerTest {
    private static final Duration AHEAD = Duration.ofSeconds(100);
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 862);

    /** The local clock is 100 s behind the controller's, which shows START. */
    private final TestClocks clocks = TestClocks.standing(START.minus(AHEAD));

    private final ControllerTime time =
            new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.of(AHEAD.toNanos()));

    private Result measure(Duration period, Probe probe) {
        return new Measurer(time, null).measure(new Target(Samples.entry("sh", period), PEER, probe), 4, START);
    }

    private static Probe startingAt(Instant local) {
        Values values = Values.builder()
                .put("sent", 20)
                .put("forward.loss", 0.5)
                .put("stamps", "kernel")
                .put("flag", true)
                .build();
        return session -> new Measurement(local, Duration.ofMillis(7), Outcome.MEASURED, null, values);
    }

    @Test
    void turnsLocalTimeIntoTheControllers() {
        Result result = measure(Duration.ofSeconds(10), startingAt(START.minus(AHEAD)));

        assertThat(result.startedAt()).isEqualTo(START);
        assertThat(result.round()).isEqualTo(4);
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(7));
        assertThat(result.kind()).isEqualTo("fake");
        assertThat(result.path()).isEqualTo(Samples.path("sh"));
    }

    @Test
    void addsTheOffsetToWhatTheProbeGave() {
        Result result = measure(Duration.ofSeconds(10), startingAt(START.minus(AHEAD)));

        assertThat(result.values().byField())
                .containsEntry("sent", 20L)
                .containsEntry("forward.loss", 0.5)
                .containsEntry("stamps", "kernel")
                .containsEntry("flag", true)
                .containsEntry("clock.controllerOffsetNs", AHEAD.toNanos());
    }

    @Test
    void leavesOutAnOffsetThatIsUnknown() {
        ControllerTime unknown = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
        Target target = new Target(Samples.entry("sh", Duration.ofSeconds(10)), PEER, startingAt(START));

        Result result = new Measurer(unknown, null).measure(target, 0, START);

        assertThat(result.values().byField()).doesNotContainKey("clock.controllerOffsetNs");
    }

    @ParameterizedTest
    @CsvSource({"1, 50, false", "1, 51, true", "60, 600, false", "60, 601, true"})
    void isLateBeyondFiftyMillisecondsOrAHundredthOfThePeriod(int periodSeconds, int afterMs, boolean late) {
        Instant started = START.minus(AHEAD).plusMillis(afterMs);

        assertThat(measure(Duration.ofSeconds(periodSeconds), startingAt(started))
                        .late())
                .isEqualTo(late);
    }

    @Test
    void makesAResultOfAHostThatFails() {
        Result result = measure(Duration.ofSeconds(10), session -> {
            clocks.pass(Duration.ofSeconds(2));
            throw new IOException("no buffer space");
        });

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("no buffer space");
        assertThat(result.startedAt()).isEqualTo(START);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void makesAResultOfAProbeAtFault() {
        Result result = measure(Duration.ofSeconds(10), session -> {
            throw new IllegalStateException("x".repeat(1000));
        });

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason())
                .startsWith("the probe is at fault: java.lang.IllegalStateException: xxx")
                .hasSize(500);
    }

    @Test
    void makesAResultOfAMeasurementThatWasStopped() {
        Result result = measure(Duration.ofSeconds(10), session -> {
            throw new InterruptedException();
        });

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("the agent was stopped while it measured");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tellsTheProbeWhichNodeIsToAnswer() throws Exception {
        SSLContext context = SSLContext.getDefault();
        PeerTls[] asked = new PeerTls[1];
        Probe probe = session -> {
            asked[0] = session.tls();
            return startingAt(session.startAt()).measure(session);
        };

        new Measurer(time, context)
                .measure(new Target(Samples.entry("sh", Duration.ofSeconds(10)), PEER, probe), 4, START);

        assertThat(asked[0]).isEqualTo(new PeerTls(context, "sh"));
    }

    @Test
    void tellsTheProbeTheLocalInstant() {
        Instant[] asked = new Instant[1];

        measure(Duration.ofSeconds(10), session -> {
            asked[0] = session.startAt();
            return startingAt(session.startAt()).measure(session);
        });

        assertThat(asked[0]).isEqualTo(START.minus(AHEAD));
    }
}
