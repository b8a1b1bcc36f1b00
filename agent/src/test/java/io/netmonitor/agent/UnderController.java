// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.TestController.Arrived;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one agent and the controller that it works for. */
abstract class UnderController {
    static final Duration PERIOD = Duration.ofMillis(200);

    /** How wrong the offset may be on a host that is held up during an exchange. */
    static final Duration SLACK = Duration.ofSeconds(30);

    @TempDir
    Path data;

    final TestClocks clocks = TestClocks.running();
    final FakeProbeType probes = new FakeProbeType(clocks.wall());
    TestController controller;

    @BeforeEach
    void startController() throws Exception {
        controller = TestController.start();
        Files.writeString(data.resolve("token"), controller.token());
    }

    @AfterEach
    void stopController() throws IOException {
        controller.close();
    }

    final Agent start() throws IOException {
        return Agent.start(options(), probes.extensions());
    }

    final AgentOptions options() {
        return options(Reach.UNSAID);
    }

    final AgentOptions options(Reach reach) {
        return options(reach, Map.of(FakeProbeType.NAME, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    final AgentOptions options(Reach reach, Map<String, InetSocketAddress> listen) {
        return new AgentOptions(
                controller.address(),
                data.resolve("token"),
                "bj",
                data.resolve("data"),
                listen,
                reach,
                "1.2.3",
                () -> new ClockState(true, 1000L, "boot"),
                clocks.wall(),
                clocks.monotonic());
    }

    static PlanEntry entry(String task) {
        return Samples.entry(task, "sh", Instant.now(), PERIOD, Map.of());
    }

    final void awaitStored(int more) {
        int enough = controller.stored().size() + more;
        await().until(() -> controller.stored().size() >= enough);
    }

    static Duration offset(Result result) {
        return Duration.ofNanos(
                result.values().whole("clock.controllerOffsetNs").orElseThrow());
    }

    final List<Result> measured() {
        return controller.stored().stream()
                .filter(result -> result.outcome() == Outcome.MEASURED)
                .toList();
    }

    /** Every round from the first on, each once; batches in order. */
    final void assertNoGap() {
        assertThat(controller.arrived().stream().map(Arrived::number)).isSorted();
        List<Long> rounds =
                controller.stored().stream().map(Result::round).sorted().toList();
        assertThat(rounds)
                .isEqualTo(LongStream.range(rounds.getFirst(), rounds.getFirst() + rounds.size())
                        .boxed()
                        .toList());
    }
}
