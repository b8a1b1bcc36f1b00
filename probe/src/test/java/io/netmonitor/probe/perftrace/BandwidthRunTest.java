// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BandwidthRunTest {
    private static final double NONE = Double.NaN;

    @Test
    void tellsAValueOrABoundAlone() {
        assertThat(run(Outcome.MEASURED, 5e6, 4.9e6, 5.1e6).valueAlone()).hasValue(5e6);
        assertThat(run(Outcome.UNSTABLE, 5e6, 2.6e6, 7.4e6).valueAlone()).hasValue(5e6);
        assertThat(run(Outcome.ABOVE, NONE, 4e6, NONE).valueAlone()).hasValue(4e6);
    }

    @Test
    void tellsNoValueAloneThatWouldMislead() {
        assertThat(run(Outcome.HOST_LIMITED, 5e6, 4.9e6, 5.1e6).valueAlone())
                .as("it is the host's own rate")
                .isEmpty();
        assertThat(run(Outcome.UNSTABLE, 5e6, 2.5e6, 500e6).valueAlone())
                .as("so wide an interval")
                .isEmpty();
        assertThat(run(Outcome.UNSTABLE, 5e6, NONE, NONE).valueAlone())
                .as("no interval at all")
                .isEmpty();
        assertThat(run(Outcome.LOST, 5e6, 5e6, 5e6).valueAlone()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void tellsNoNonsense(Outcome outcome) {
        assertThat(run(outcome, NONE, NONE, NONE).valueAlone()).isEmpty();
        assertThat(run(outcome, -1, -1, -1).valueAlone()).isEmpty();
        assertThat(run(outcome, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, NONE)
                        .valueAlone())
                .isEmpty();
    }

    private static BandwidthRun run(Outcome outcome, double availableBps, double lowBps, double highBps) {
        return new BandwidthRun(
                Instant.EPOCH,
                Duration.ZERO,
                outcome,
                null,
                known(availableBps),
                known(lowBps),
                known(highBps),
                0,
                0,
                0,
                0,
                List.of());
    }

    private static OptionalDouble known(double bps) {
        return Double.isNaN(bps) ? OptionalDouble.empty() : OptionalDouble.of(bps);
    }
}
