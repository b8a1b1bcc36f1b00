// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.EntrySample;
import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurerTest {
    private static final Duration AHEAD = Duration.ofSeconds(100);
    private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.7");

    /** The local clock is 100 s behind the controller's, which shows START. */
    private final TestClocks clocks = TestClocks.standing(START.minus(AHEAD));

    private final ControllerTime time =
            new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.of(AHEAD.toNanos()));

    private final NameLookup names = new NameLookup(
            name -> {
                if (name.equals("both.example")) {
                    return new InetAddress[] {InetAddress.ofLiteral("2001:db8::9"), InetAddress.ofLiteral("192.0.2.9")};
                }
                if (name.equals("slow.example")) {
                    clocks.pass(Duration.ofSeconds(4));
                    return new InetAddress[] {PEER};
                }
                throw new UnknownHostException(name + ": Name or service not known");
            },
            Duration.ofSeconds(60).toNanos());

    private Result measure(Duration period, Probe probe) {
        return measure(Samples.entry("sh", period), probe);
    }

    private Result measure(PlanEntry entry, Probe probe) {
        return new Measurer(time, names, null).measure(new Target(entry, PEER, probe), 4, START);
    }

    private Result measureLate(PlanEntry entry, int lateMs) {
        clocks.pass(Duration.ofMillis(lateMs));
        return measure(entry, startingAt(START.minus(AHEAD).plusMillis(lateMs)));
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
    void keepsToOneOffsetThoughTheClockIsSetMeanwhile() {
        Result result = measure(Duration.ofSeconds(10), session -> {
            clocks.stepWall(Duration.ofHours(-1));
            assertThat(time.now()).isEqualTo(START);
            return startingAt(session.startAt()).measure(session);
        });

        assertThat(result.startedAt()).isEqualTo(START);
        assertThat(result.late()).isFalse();
        assertThat(result.values().byField()).containsEntry("clock.controllerOffsetNs", AHEAD.toNanos());
    }

    @Test
    void leavesOutAnOffsetThatIsUnknown() {
        ControllerTime unknown = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
        Target target = new Target(Samples.entry("sh", Duration.ofSeconds(10)), PEER, startingAt(START));

        Result result = new Measurer(unknown, names, null).measure(target, 0, START);

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

        new Measurer(time, names, context)
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

    @Test
    void carriesTheIdOfARunInPlaceOfTheRound() {
        Result result = measure(EntrySample.run("r-1", "sh", START).build(), startingAt(START.minus(AHEAD)));

        assertThat(result.round()).isNull();
        assertThat(result.runId()).isEqualTo("r-1");
    }

    @Test
    void keepsASlotsEndFree() {
        List<Session> asked = new ArrayList<>();

        measure(exclusive(), session -> {
            asked.add(session);
            return startingAt(session.startAt()).measure(session);
        });

        assertThat(asked).singleElement().satisfies(session -> {
            assertThat(session.startAt()).isEqualTo(START.minus(AHEAD));
            assertThat(session.endBy()).isEqualTo(START.minus(AHEAD).plusMillis(4_800));
            assertThat(session.reverse()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource({"2500, measured", "2501, missed"})
    void beginsInTheFirstHalfOfASlotOrNotAtAll(int lateMs, String outcome) {
        assertThat(measureLate(exclusive(), lateMs).outcome().label()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"10000, measured", "10001, missed"})
    void beginsWithinAPeriodOrNotAtAll(int lateMs, String outcome) {
        PlanEntry entry = Samples.entry("sh", Duration.ofSeconds(10));

        assertThat(measureLate(entry, lateMs).outcome().label()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"30000, measured", "30001, missed"})
    void beginsWhatAPersonStartedWithinHalfAMinuteOrNotAtAll(int lateMs, String outcome) {
        PlanEntry entry = EntrySample.run("r-1", "sh", START).build();

        assertThat(measureLate(entry, lateMs).outcome().label()).isEqualTo(outcome);
    }

    @Test
    void tellsWhyARoundWasNotBegun() {
        Result result = measureLate(Samples.entry("sh", Duration.ofSeconds(10)), 10_001);

        assertThat(result.reason()).contains("its time passed unused");
        assertThat(result.startedAt()).isEqualTo(START);
        assertThat(result.duration()).isZero();
    }

    @Test
    void tellsWhyASlotWasNotUsed() {
        clocks.pass(Duration.ofSeconds(4));

        Result result = measure(exclusive(), session -> {
            throw new AssertionError("measured in somebody else's slot");
        });

        assertThat(result.reason()).contains("would have disturbed the measurements after it");
        assertThat(result.startedAt()).isEqualTo(START);
        assertThat(result.duration()).isZero();
    }

    @Test
    void believesAProbeThatCouldNotBeginInTime() {
        Result result = measure(
                exclusive(),
                session -> new Measurement(
                        session.startAt().plusSeconds(3),
                        Duration.ofMillis(1),
                        Outcome.MISSED,
                        "the host slept",
                        Values.NONE));

        assertThat(result.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(result.reason()).isEqualTo("the host slept");
        assertThat(result.startedAt()).isEqualTo(START);
    }

    @Test
    void measuresFromAnotherNodeToThisOne() throws Exception {
        List<Session> asked = new ArrayList<>();
        Target target =
                new Target(EntrySample.from("gz", Duration.ofSeconds(30)).build(), PEER, session -> {
                    asked.add(session);
                    return startingAt(session.startAt()).measure(session);
                });

        Result result = new Measurer(time, names, SSLContext.getDefault()).measure(target, 4, START);

        assertThat(result.path().toString()).isEqualTo("gz → bj over ipv4");
        assertThat(asked).singleElement().satisfies(session -> {
            assertThat(session.reverse()).isTrue();
            assertThat(session.tls())
                    .isNotNull()
                    .satisfies(tls -> assertThat(tls.peerName()).isEqualTo("gz"));
        });
    }

    @Test
    void looksAHostUpInThePathsFamily() {
        List<Session> asked = new ArrayList<>();

        Result result = measureByName("both.example", session -> {
            asked.add(session);
            return startingAt(session.startAt()).measure(session);
        });

        assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
        assertThat(asked).singleElement().satisfies(session -> {
            assertThat(session.destination().getAddress().getHostAddress()).isEqualTo("192.0.2.9");
            assertThat(session.destination().getPort()).isEqualTo(862);
            assertThat(session.sessionId()).isZero();
        });
    }

    @Test
    void cannotReachAHostThatNobodyKnows() {
        Result result = measureByName("nowhere.example", session -> {
            throw new AssertionError("measured nobody");
        });

        assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(result.reason())
                .isEqualTo("the name cannot be resolved: nowhere.example: Name or service not known");
        assertThat(result.startedAt()).isEqualTo(START);
    }

    @Test
    void leavesASlotUnusedThatWasSpentOnLookingUpAName() {
        Target target = new Target(
                EntrySample.to("slow", Duration.ofSeconds(30))
                        .slot(Duration.ofSeconds(5))
                        .at("slow.example")
                        .build(),
                null,
                session -> {
                    throw new AssertionError("measured in somebody else's slot");
                });

        assertThat(new Measurer(time, names, null).measure(target, 4, START).outcome())
                .isEqualTo(Outcome.MISSED);
    }

    private static PlanEntry exclusive() {
        return EntrySample.to("sh", Duration.ofSeconds(30))
                .slot(Duration.ofSeconds(5))
                .build();
    }

    private Result measureByName(String name, Probe probe) {
        PlanEntry entry = EntrySample.to("stamp:" + name, Duration.ofSeconds(10))
                .at(name)
                .session(0)
                .build();
        return new Measurer(time, names, null).measure(new Target(entry, null, probe), 4, START);
    }
}
