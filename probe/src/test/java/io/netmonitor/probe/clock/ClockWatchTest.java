// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClockWatchTest {
    private static final ClockQuality FREE = new ClockQuality(false, 16_000_000_000L);
    private static final Tracking KEPT = new Tracking(true, 5_000, 1);

    private ClockQuality kernel = FREE;
    private Optional<Tracking> chronyd = Optional.of(KEPT);
    private long nowNs;
    private final ClockWatch watch = new ClockWatch(() -> kernel, () -> chronyd, () -> nowNs);

    @Test
    void knowsTheKernelsWordUntilChronydIsAsked() {
        assertThat(watch.read()).isEqualTo(FREE);

        assertThat(watch.ask()).isTrue();

        assertThat(watch.read()).isEqualTo(new ClockQuality(true, 5_000));
    }

    @Test
    void believesWhoeverPromisesMore() {
        watch.ask();

        kernel = new ClockQuality(true, 4_000);
        assertThat(watch.read()).isEqualTo(kernel);

        kernel = new ClockQuality(true, 500_000_000);
        assertThat(watch.read()).isEqualTo(new ClockQuality(true, 5_000));
    }

    @Test
    void aKernelThatIsKeptNeedsNoChronyd() {
        kernel = new ClockQuality(true, 4_000);
        chronyd = Optional.of(new Tracking(false, 0, 1));
        watch.ask();

        assertThat(watch.read()).isEqualTo(kernel);
    }

    @Test
    void anAnswerThatWasLostChangesNothingUntilTheLastIsTooOld() {
        watch.ask();
        chronyd = Optional.empty();

        nowNs = 8_000_000_000L;
        assertThat(watch.ask()).isFalse();
        assertThat(watch.read()).isEqualTo(new ClockQuality(true, 13_000));

        nowNs = 20_000_000_001L;
        assertThat(watch.read()).isEqualTo(FREE);
    }

    @Test
    void chronydThatLosesItsSourceIsNotBelievedAnyMore() {
        watch.ask();
        chronyd = Optional.of(new Tracking(false, 0, 1));

        watch.ask();

        assertThat(watch.read()).isEqualTo(FREE);
    }
}
