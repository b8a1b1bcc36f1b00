// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.perftrace.BandwidthRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BandwidthTextTest {
    private static BandwidthRun run(Outcome outcome, OptionalDouble available, OptionalDouble low) {
        return new BandwidthRun(
                Instant.EPOCH,
                Duration.ZERO,
                outcome,
                null,
                available,
                low,
                OptionalDouble.empty(),
                0,
                0,
                0,
                0,
                List.of());
    }

    @Test
    void endsAsThePrototypeDoes() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        BandwidthText bandwidth = new BandwidthText(out);

        bandwidth.print(new BandwidthRun.Train(500_000_000, 499_000_000, 480_000_000, 100, 96, true));
        bandwidth.print(new BandwidthRun.Train(400_000_000, 400_000_000, 0, 80, 0, false));
        bandwidth.printResult(976_908_736);
        out.flush();

        assertThat(text).hasToString("""
                train 1: asked 500.000 Mbps, sent 499.000 Mbps, received 480.000 Mbps, 96 of 100 packets arrived
                train 2: asked 400.000 Mbps, sent 400.000 Mbps, received 0.000 Mbps, 0 of 80 packets arrived, not counted
                ======================Final Result======================
                final result: 976908736.000000bps.
                """);
    }

    @Test
    void tellsABoundWhereNoMoreIsKnown() {
        assertThat(BandwidthText.best(run(Outcome.MEASURED, OptionalDouble.of(5e6), OptionalDouble.of(4e6))))
                .hasValue(5e6);
        assertThat(BandwidthText.best(run(Outcome.UNSTABLE, OptionalDouble.of(5e6), OptionalDouble.of(1e6))))
                .hasValue(5e6);
        assertThat(BandwidthText.best(run(Outcome.ABOVE, OptionalDouble.empty(), OptionalDouble.of(4e6))))
                .hasValue(4e6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"MEASURED", "UNSTABLE", "HOST_LIMITED", "ABOVE"})
    void tellsNoNonsense(Outcome outcome) {
        assertThat(BandwidthText.best(run(outcome, OptionalDouble.empty(), OptionalDouble.empty())))
                .isEmpty();
        assertThat(BandwidthText.best(run(outcome, OptionalDouble.of(-1), OptionalDouble.of(-1))))
                .isEmpty();
        assertThat(BandwidthText.best(run(outcome, OptionalDouble.of(Double.NaN), OptionalDouble.empty())))
                .isEmpty();
    }

    @Test
    void tellsNothingOfAFailure() {
        assertThat(BandwidthText.best(run(Outcome.LOST, OptionalDouble.of(5e6), OptionalDouble.of(5e6))))
                .isEmpty();
    }
}
