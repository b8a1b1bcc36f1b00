// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.stamp.SimulatedSession;
import org.junit.jupiter.api.Test;

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
}
