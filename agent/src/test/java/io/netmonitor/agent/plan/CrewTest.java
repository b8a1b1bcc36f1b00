// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.FakeProbeType;
import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.result.Result;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final int MOST = 4_096;

    private final TestClocks clocks = TestClocks.standing(START);
    private final FakeProbeType probes = new FakeProbeType(clocks.wall());
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();

    private Slot held(int number) {
        Target target = Target.of(
                Samples.entry("t" + number, "sh", START, Duration.ofSeconds(10), Map.of("held", 1)),
                probes.extensions());
        return Slot.first(target, START, 0, START);
    }

    @Test
    void measuresForAsManyAsItHasThreads() {
        ControllerTime time = new ControllerTime(clocks.wall(), clocks.monotonic(), OptionalLong.empty());
        try (Crew crew =
                new Crew(new Measurer(time, NameLookup.ofThisHost(), null), results::add, ended::incrementAndGet)) {
            for (int i = 0; i < MOST; i++) {
                assertThat(crew.isFull()).isFalse();
                crew.measure(held(i));
            }
            Slot oneMore = held(MOST);

            assertThat(crew.isFull()).isTrue();
            probes.release();
            await().until(() -> ended.get() == 1);

            assertThat(crew.isFull()).isFalse();
            crew.measure(oneMore);
            assertThat(crew.busy()).isEqualTo(MOST);
        }
        // Closing waits two seconds for them, which a busy host may exceed.
        await().untilAsserted(() -> assertThat(results).hasSize(MOST + 1));
    }
}
