// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.TestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ControllerTimeTest {
    private static final Duration AHEAD = Duration.ofHours(1);

    private final TestClocks clocks = TestClocks.standing(START);
    private final ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());

    /** An exchange with a controller whose clock is ahead, over a network with these delays. */
    private void exchange(Duration ahead, Duration there, Duration held, Duration back) {
        ControllerTime.Stamp sent = time.stamp();
        clocks.pass(there);
        Instant received = clocks.wall().now().plus(ahead);
        clocks.pass(held);
        Instant answered = clocks.wall().now().plus(ahead);
        clocks.pass(back);
        time.exchanged(sent, received, answered, time.stamp());
    }

    private void exchange(ControllerTime learning, Duration ahead, Duration there, Duration back) {
        ControllerTime.Stamp sent = learning.stamp();
        clocks.pass(there);
        Instant reached = clocks.wall().now().plus(ahead);
        clocks.pass(back);
        learning.exchanged(sent, reached, reached, learning.stamp());
    }

    private void exchange(Duration ahead) {
        exchange(ahead, Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(5));
    }

    @Test
    void isTheLocalTimeUntilTheControllerIsHeard() {
        assertThat(time.now()).isEqualTo(START);
        assertThat(time.offsetNs()).isEmpty();
        assertThat(time.isSettled()).isFalse();
    }

    @Test
    void learnsTheOffsetWhateverTheControllerHeldTheAnswer() {
        exchange(AHEAD, Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ofMillis(5));

        assertThat(time.offsetNs()).hasValue(AHEAD.toNanos());
        assertThat(time.isSettled()).isTrue();
        assertThat(time.offset().fromLocal(START)).isEqualTo(START.plus(AHEAD));
        assertThat(time.offset().toLocal(START.plus(AHEAD))).isEqualTo(START);
    }

    @Test
    void keepsWhatItKnewWhenTheFirstExchangeCannotTellBetter() {
        ControllerTime restarted =
                new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.of(AHEAD.toNanos()));
        // Connecting and its TLS come before the request is there: 400 ms, of which half would go into the offset.
        exchange(restarted, AHEAD, Duration.ofMillis(400), Duration.ofMillis(5));

        assertThat(restarted.offsetNs()).hasValue(AHEAD.toNanos());
        assertThat(restarted.isSettled()).isTrue();

        exchange(restarted, AHEAD.plusMillis(3), Duration.ofMillis(1), Duration.ofMillis(1));
        assertThat(restarted.offsetNs())
                .as("a quick one can")
                .hasValue(AHEAD.plusMillis(3).toNanos());
    }

    @Test
    void doesNotKeepWhatTheFirstExchangeContradicts() {
        ControllerTime restarted =
                new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.of(AHEAD.toNanos()));
        exchange(restarted, Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(5));

        assertThat(restarted.offsetNs()).hasValue(0);
    }

    @Test
    void prefersTheExchangeWithTheLeastNetworkTime() {
        exchange(AHEAD);
        exchange(AHEAD, Duration.ofMillis(900), Duration.ofMillis(1), Duration.ofMillis(5));

        assertThat(time.offsetNs()).hasValue(AHEAD.toNanos());
    }

    @Test
    void forgetsAGoodExchangeAfterEightOthers() {
        exchange(AHEAD);
        for (int i = 0; i < 8; i++) {
            exchange(AHEAD, Duration.ofMillis(20), Duration.ofMillis(1), Duration.ofMillis(10));
        }

        assertThat(time.offsetNs()).hasValue(AHEAD.plusMillis(5).toNanos());
    }

    @Test
    void ignoresAnswersThatCannotBe() {
        ControllerTime.Stamp now = time.stamp();

        time.exchanged(now, START.plusSeconds(2), START.plusSeconds(1), now);
        time.exchanged(now, START, START.plusSeconds(1), now);

        assertThat(time.offsetNs()).isEmpty();
    }

    @Test
    void movesAlongWhenTheLocalClockIsSetBack() {
        exchange(AHEAD);
        Instant before = time.now();

        clocks.stepWall(Duration.ofHours(-2));

        assertThat(time.now()).isEqualTo(before);
        assertThat(time.isSettled()).isFalse();
    }

    @Test
    void isUnsettledAfterALeapUntilTheControllerIsHeard() {
        exchange(AHEAD);
        clocks.stepWall(Duration.ofHours(2));

        assertThat(time.isSettled()).isFalse();
        exchange(Duration.ofHours(-1));

        assertThat(time.isSettled()).isTrue();
        assertThat(time.offsetNs()).hasValue(Duration.ofHours(-1).toNanos());
    }

    @Test
    void settlesWithoutTheControllerAfterAWhile() {
        clocks.pass(Duration.ofSeconds(4));

        assertThat(time.isSettled()).isTrue();
    }

    @Test
    void ignoresAnExchangeDuringWhichTheClockWasStepped() {
        ControllerTime.Stamp sent = time.stamp();
        clocks.stepWall(Duration.ofHours(1));

        time.exchanged(sent, START, START, time.stamp());

        assertThat(time.offsetNs()).isEmpty();
    }

    @Test
    void startsWithTheOffsetOfTheRunBefore() {
        ControllerTime restarted =
                new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.of(AHEAD.toNanos()));

        assertThat(restarted.now()).isEqualTo(START.plus(AHEAD));
    }
}
