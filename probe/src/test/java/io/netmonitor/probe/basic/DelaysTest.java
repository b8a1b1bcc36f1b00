// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.stamp.SimulatedSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DelaysTest {
    /** The loss timeout of a simulated session is a second. */
    private static final long LATE_NS = 2_000_000_000;

    @Test
    void aPacketIsLateOnceHoweverManyCopiesOfItsReplyCome() {
        Delays delays = Delays.of(new SimulatedSession(3, 0)
                .reply(0, 0)
                .reply(1, 1, 1_000_000, LATE_NS)
                .reply(1, 1, 1_000_000, LATE_NS)
                .seen());

        assertThat(delays.returned()).isEqualTo(1);
        assertThat(delays.lateReplies()).isEqualTo(1);
    }

    @Test
    void aPacketThatReturnedIsNotLateByALaterCopy() {
        Delays delays = Delays.of(new SimulatedSession(1, 0)
                .reply(0, 0)
                .reply(0, 0, 1_000_000, LATE_NS)
                .seen());

        assertThat(delays.returned()).isEqualTo(1);
        assertThat(delays.lateReplies()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000_000_000L, -3_600_000_000_000L, Long.MAX_VALUE / 2, -Long.MAX_VALUE / 2})
    void aReflectorWhoseClockIsSetWhileItHasAPacketSpoilsNoDelay(long keptNs) {
        Delays delays = Delays.of(
                new SimulatedSession(2, 0).reply(0, 0).kept(1, 1, keptNs).seen());

        assertThat(delays.returned()).isEqualTo(2);
        assertThat(delays.unstamped()).isEqualTo(1);
        assertThat(delays.roundTripNs()).containsExactly(2_000_000);
    }
}
