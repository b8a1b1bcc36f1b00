// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.plan.Plans;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What an agent loads once stands for its node, whichever end of a measurement that is. */
class BandwidthTurnTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Extensions node = Extensions.load();

    @Test
    void aNodeThatMeasuresIsBusyForOthers() throws Exception {
        try (Answering answering =
                        Answering.start(Map.of("bandwidth", new InetSocketAddress(LOOPBACK, 0)), null, node);
                ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            answering.follow(
                    new Plans(
                            new Plan("a", Samples.START, List.of(), Map.of("bandwidth", FakeProbeType.sessions(7))),
                            List.of()),
                    Samples.START);
            InetSocketAddress door = requireNonNull(answering.addresses().get("bandwidth"));
            FutureTask<Measurement> own =
                    new FutureTask<>(() -> measure(node, new InetSocketAddress(LOOPBACK, silent.getLocalPort())));
            Thread measuring = Thread.ofPlatform().start(own);

            Measurement others;
            try (Socket _ = silent.accept()) {
                others = measure(Extensions.load(), door);
            }

            assertThat(others.outcome()).as(others.reason()).isEqualTo(Outcome.BUSY);
            assertThat(others.reason()).contains("is in another measurement");
            assertThat(own.get().outcome()).isEqualTo(Outcome.NO_ANSWER);
            measuring.join();
        }
    }

    private static Measurement measure(Extensions caller, InetSocketAddress destination)
            throws IOException, InterruptedException {
        ProbeType type = caller.probeType("bandwidth");
        Settings settings = Settings.read(type.description().settings(), Map.of("maxRate", 50_000_000));
        return type.create(settings).measure(new Session(destination, 7, Instant.EPOCH, null));
    }
}
