// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.perftrace.BandwidthRun;
import io.netmonitor.probe.perftrace.BasicRun;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PerfTraceProbeTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private static BasicRun run(int arrived, long[] forwardNs, long[] backwardNs, long[] roundTripNs) {
        return new BasicRun(START, Duration.ofMillis(90), 10, arrived, forwardNs, backwardNs, roundTripNs);
    }

    private static BandwidthRun run(Outcome outcome, OptionalDouble available, OptionalDouble low) {
        return new BandwidthRun(
                START,
                Duration.ofSeconds(1),
                outcome,
                outcome == Outcome.MEASURED ? null : "it rained",
                available,
                low,
                OptionalDouble.empty(),
                1,
                0,
                0,
                1,
                List.of());
    }

    @Test
    void givesBothDirectionsAsTheToolPrintsThem() {
        BasicRun run = run(9, new long[] {68_000, 106_400, 87_000}, new long[] {-60_000, -59_000, -61_000}, new long[] {
            8_000, 47_400, 26_000
        });

        assertThat(PerfTraceProbe.samples("me", "peer", run))
                .containsExactly(
                        new Sample("me", "peer", "RTT", 0.027),
                        new Sample("me", "peer", "OWD", 0.087),
                        new Sample("peer", "me", "OWD", -0.06),
                        new Sample("me", "peer", "OW_Jitter", 0.037),
                        new Sample("peer", "me", "OW_Jitter", 0.001),
                        new Sample("me", "peer", "RT_Loss", 0.7),
                        new Sample("me", "peer", "OW_Loss", 0.1),
                        new Sample("peer", "me", "OW_Loss", 66.67 / 100));
    }

    @Test
    void givesNoDelaysWhenEveryProbeWasLost() {
        assertThat(PerfTraceProbe.samples("me", "peer", run(0, new long[0], new long[0], new long[0])))
                .containsExactly(
                        new Sample("me", "peer", "RT_Loss", 1),
                        new Sample("me", "peer", "OW_Loss", 1),
                        new Sample("peer", "me", "OW_Loss", 0));
    }

    @Test
    void givesWhatIsAvailableOrAtLeastAvailable() throws Exception {
        assertThat(PerfTraceProbe.samples(
                        "me", "peer", run(Outcome.MEASURED, OptionalDouble.of(95e6), OptionalDouble.of(94e6))))
                .containsExactly(new Sample("me", "peer", "AB", 95e6));
        assertThat(PerfTraceProbe.samples(
                        "me", "peer", run(Outcome.ABOVE, OptionalDouble.empty(), OptionalDouble.of(94e6))))
                .containsExactly(new Sample("me", "peer", "AB", 94e6));
        assertThatIOException()
                .isThrownBy(() -> PerfTraceProbe.samples(
                        "me", "peer", run(Outcome.FAILED, OptionalDouble.empty(), OptionalDouble.empty())))
                .withMessage("failed: it rained");
    }

    @Test
    void measuresAPeerByItsAddressInBracketsOrNot() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0))) {
            PerfTraceProbe probe = new PerfTraceProbe(server.address().getPort());

            for (String peer : List.of("::1", "[::1]")) {
                Job job = JobTest.job("wan", Job.Kind.BASIC, "me", List.of("me", peer), START);
                // The server waits 100 ms for stragglers and ends; a host may be held up for longer.
                await().ignoreExceptionsInstanceOf(IOException.class)
                        .untilAsserted(() -> assertThat(probe.measure(job, peer))
                                .hasSize(8)
                                .contains(new Sample("me", peer, "RT_Loss", 0)));
            }
        }
    }

    @Test
    void saysThatANameIsUnknown() {
        Job job = JobTest.job("wan", Job.Kind.BASIC, "me", List.of("me"), START);

        assertThatIOException()
                .isThrownBy(() -> new PerfTraceProbe(19_999).measure(job, "nobody.invalid"))
                .withMessage("the name is unknown");
    }
}
