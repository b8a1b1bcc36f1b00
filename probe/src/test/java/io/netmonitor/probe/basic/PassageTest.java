// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.probe.stamp.SimulatedSession;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PassageTest {
    @Test
    void aNumberThatIsMissingArrivedAndCameNotBack() {
        Passage passage = Passage.of(
                new SimulatedSession(4, 0).reply(0, 0).reply(1, 1).reply(3, 2).seen());

        assertThat(passage.isKnown()).isTrue();
        assertThat(passage.arrived()).isEqualTo(3);
        assertThat(passage.forward().loss()).isCloseTo(0.25, within(1e-9));
        assertThat(passage.backward().loss()).isZero();
    }

    @Test
    void whoRepeatsTheSendersNumbersCannotTellWhereLossWas() {
        Passage passage =
                Passage.of(new SimulatedSession(3, 0).reply(0, 0).reply(2, 2).seen());

        assertThat(passage.isKnown()).isFalse();
    }

    @Test
    void withoutLossNobodyNeedsToKeepState() {
        Passage passage =
                Passage.of(new SimulatedSession(2, 0).reply(0, 0).reply(1, 1).seen());

        assertThat(passage.isKnown()).isTrue();
        assertThat(passage.arrived()).isEqualTo(2);
    }

    @Test
    void absurdNumbersTellNothing() {
        Passage passage = Passage.of(
                new SimulatedSession(2, 0).reply(0, 4_000_000_000L).reply(1, 1).seen());

        assertThat(passage.isKnown()).isFalse();
    }

    @Test
    void anOvertakenPacketWhoseReplyWasLostStillArrived() {
        Passage passage = Passage.of(
                new SimulatedSession(4, 0).reply(0, 0).reply(2, 1).reply(3, 3).seen());

        assertThat(passage.arrived()).isEqualTo(4);
        assertThat(passage.forward().reordered()).isEqualTo(1);
        assertThat(passage.backward().longestLossRun()).isEqualTo(1);
    }

    @Test
    void moreRepliesThanPacketsAreCopies() {
        Passage passage = Passage.of(
                new SimulatedSession(2, 0).reply(0, 0).reply(0, 1).reply(1, 3).seen());

        assertThat(passage.arrived()).isEqualTo(2);
        assertThat(passage.forward().duplicated()).isEqualTo(1);
        assertThat(passage.forward().loss()).isZero();
    }

    /** Loss at random both ways; the last flush packet comes through, as it does in nearly every session. */
    @Property
    void countsWhatArrivedExactlyHoweverMuchIsLost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int count,
            @ForAll @DoubleRange(max = 0.9) double forwardLoss,
            @ForAll @DoubleRange(max = 0.9) double backwardLoss) {
        Random random = new Random(seed);
        SimulatedSession session = new SimulatedSession(count, 1);
        int arrived = 0;
        int returned = 0;
        for (int i = 0; i < count; i++) {
            if (random.nextDouble() < forwardLoss) {
                continue;
            }
            if (random.nextDouble() >= backwardLoss) {
                session.reply(i, arrived);
                returned++;
            }
            arrived++;
        }
        session.reply(count, arrived);

        Passage passage = Passage.of(session.seen());

        if (passage.isKnown()) {
            assertThat(passage.arrived()).isEqualTo(arrived);
            assertThat(passage.forward().reordered()).isZero();
            assertThat(passage.forward().duplicated()).isZero();
            assertThat(passage.backward().arrivedCount()).isEqualTo(returned);
        } else {
            assertThat(arrived).isEqualTo(count);
        }
    }
}
