// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.stamp.SimulatedSession;
import org.junit.jupiter.api.Test;

final class ClockComparisonTest {
    private static final ClockQuality GOOD = new ClockQuality(true, 100_000);

    @Test
    void goodClocksErrByWhatBothAdmit() {
        ClockComparison clocks = ClockComparison.of(session(0, 0), GOOD, GOOD);

        assertThat(clocks.synchronised()).isTrue();
        assertThat(clocks.maxErrorNs()).isEqualTo(200_000);
        assertThat(clocks.delayErrorNs()).isEqualTo(200_000);
        assertThat(clocks.offsetNs()).isZero();
    }

    @Test
    void anUnsynchronisedClockErrsByHalfTheRoundTripAtLeast() {
        ClockComparison clocks = ClockComparison.of(session(0, 0), GOOD, new ClockQuality(false, 0));

        assertThat(clocks.synchronised()).isFalse();
        assertThat(clocks.delayErrorNs()).isGreaterThanOrEqualTo(1_000_000);
    }

    @Test
    void anErrorBeyondAllMeasureStaysOne() {
        ClockComparison clocks = ClockComparison.of(session(0, 0), GOOD, new ClockQuality(true, Long.MAX_VALUE));

        assertThat(clocks.maxErrorNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(clocks.synchronised()).isTrue();
    }

    @Test
    void aClockThatClaimsToBeRightButCannotBeIsNotBelieved() {
        ClockComparison clocks = ClockComparison.of(session(5_000_000, 0), GOOD, GOOD);

        assertThat(clocks.synchronised()).isFalse();
        assertThat(clocks.offsetNs()).isEqualTo(5_000_000);
        assertThat(clocks.delayErrorNs()).isBetween(6_000_000L, 6_400_000L);
    }

    @Test
    void driftShowsAsSkew() {
        ClockComparison clocks = ClockComparison.of(session(0, 100), GOOD, GOOD);

        assertThat(clocks.skewPpm().orElseThrow()).isCloseTo(100, within(2.0));
    }

    @Test
    void aShortSessionTellsNoSkew() {
        Delays delays =
                Delays.of(new SimulatedSession(2, 0).reply(0, 0).reply(1, 1).seen());

        assertThat(ClockComparison.of(delays, GOOD, GOOD).skewPpm()).isEmpty();
    }

    @Test
    void aClockThatIsSteppedMeanwhileIsNotTrustedAndBoundedPacketByPacket() {
        SimulatedSession session = new SimulatedSession(400, 0);
        for (int i = 0; i < 400; i++) {
            long off = i < 200 ? 0 : 7_000_000;
            session.reply(i, i, 1_000_000 + off, 1_000_000 - off);
        }

        ClockComparison clocks = ClockComparison.of(Delays.of(session.seen()), GOOD, GOOD);

        assertThat(clocks.synchronised()).isFalse();
        assertThat(clocks.skewPpm()).isEmpty();
        assertThat(clocks.delayErrorNs()).isGreaterThanOrEqualTo(7_000_000);
    }

    @Test
    void clocksThatDriftBeyondWhatTheyAdmitAreNotBelieved() {
        ClockQuality best = new ClockQuality(true, 1_000);

        assertThat(ClockComparison.of(session(0, 100), GOOD, GOOD).synchronised())
                .isTrue();
        assertThat(ClockComparison.of(session(-1_100_000, 400), best, best).synchronised())
                .isFalse();
    }

    @Test
    void aPathThatGrowsLongerOneWayIsNoSkew() {
        SimulatedSession session = new SimulatedSession(400, 0);
        for (int i = 0; i < 400; i++) {
            session.reply(i, i, 1_000_000 + i * 100L, 1_000_000);
        }

        assertThat(ClockComparison.of(Delays.of(session.seen()), GOOD, GOOD).skewPpm())
                .isEmpty();
    }

    @Test
    void hopsAreCountedFromTheNearestUsualStart() {
        assertThat(HeaderChanges.hopsOf(255)).isZero();
        assertThat(HeaderChanges.hopsOf(250)).isEqualTo(5);
        assertThat(HeaderChanges.hopsOf(128)).isZero();
        assertThat(HeaderChanges.hopsOf(60)).isEqualTo(4);
    }

    /** 400 packets, 1 ms apart and 1 ms each way, by a clock that is off and drifts. */
    private static Delays session(long offsetNs, long driftPpm) {
        SimulatedSession session = new SimulatedSession(400, 0);
        for (int i = 0; i < 400; i++) {
            long off = offsetNs + (long) i * driftPpm;
            long delay = 1_000_000L + (i % 2 == 0 ? 0 : 50_000);
            session.reply(i, i, delay + off, delay - off);
        }
        return Delays.of(session.seen());
    }
}
