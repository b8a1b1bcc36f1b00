// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.result.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains over loopback, where nothing is narrow but what the order allows. */
final class BandwidthLoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void moreThanIsAllowedGoesOverLoopback(String address) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(new InetSocketAddress(InetAddress.ofLiteral(address), 0))) {
            List<BandwidthRun.Train> heard = new ArrayList<>();
            BandwidthOrder order = new BandwidthOrder(20_000, null, 20_000_000, 20_000_000, 1_500);

            BandwidthRun run = new PerfTraceClient().bandwidth(server.address(), order, heard::add);

            // A host that is busy may not send as it should; then it says so, and no more than it sent.
            assertThat(run.outcome()).isIn(Outcome.ABOVE, Outcome.HOST_LIMITED, Outcome.UNSTABLE);
            assertThat(heard).hasSameSizeAs(run.trains()).isNotEmpty();
            assertThat(run.lowBps().orElseThrow()).isBetween(run.outcome() == Outcome.ABOVE ? 1.0 : 0.0, 25e6);
            assertThat(run.sentBytes()).isBetween(1_500L, 20_000_000L);
            await().untilAsserted(() -> assertThat(server.check().detail()).contains("and 1 bandwidth measurements"));
        }
    }
}
