// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlansTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<Task> tasks = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-22T23:30:00Z");
    private final Plans plans = new Plans(
            new PlanCompiler(FakeProbeType.catalog(), PlanCompilerTest.KEYS),
            () -> tasks,
            () -> PlanCompilerTest.nodes(List.of("bj", "gz", "sh")),
            () -> now);

    @Test
    void answersAtOnceWhenTheAgentHoldsAnotherPlan() throws Exception {
        plans.recompile();

        Optional<Plan> plan = plans.await("gz", "", LONG, MonotonicClock.SYSTEM);

        assertThat(plan).isPresent();
    }

    @Test
    void tellsBothEndsOfASession() throws Exception {
        tasks.add(PlanCompilerTest.task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ACTIVE));
        plans.recompile();

        Plan sender = plans.await("gz", "", LONG, MonotonicClock.SYSTEM).orElseThrow();
        Plan reflector = plans.await("bj", "", LONG, MonotonicClock.SYSTEM).orElseThrow();

        assertThat(sender.entries()).hasSize(1);
        assertThat(reflector.entries()).isEmpty();
        assertThat(reflector.answers().get(FakeProbeType.SYMMETRIC))
                .containsExactly(new AnsweredSession(sender.entries().getFirst().sessionId(), null));
    }

    @Test
    void bothEndsHaveTheSameKeyAndAnotherOneTheNextDay() throws Exception {
        tasks.add(PlanCompilerTest.task(
                1,
                FakeProbeType.SYMMETRIC,
                List.of("bj", "gz"),
                TaskState.ACTIVE,
                Map.of(ProbeDescription.AUTHENTICATED, true)));
        plans.recompile();
        Plan sender = plans.await("gz", "", LONG, MonotonicClock.SYSTEM).orElseThrow();
        Plan reflector = plans.await("bj", "", LONG, MonotonicClock.SYSTEM).orElseThrow();
        SessionKey key = Objects.requireNonNull(sender.entries().getFirst().sessionKey());

        assertThat(reflector.answers().get(FakeProbeType.SYMMETRIC))
                .containsExactly(new AnsweredSession(sender.entries().getFirst().sessionId(), key));

        now = now.plus(Duration.ofDays(1));
        Plan next = plans.await("gz", sender.revision(), LONG, MonotonicClock.SYSTEM)
                .orElseThrow();

        assertThat(next.entries().getFirst().sessionKey()).isNotNull().isNotEqualTo(key);
        assertThat(next.entries().getFirst().sessionId())
                .isEqualTo(sender.entries().getFirst().sessionId());
    }

    @Test
    void wakesTheAgentWhosePlanChanges() throws Exception {
        plans.recompile();
        String held =
                plans.await("gz", "", LONG, MonotonicClock.SYSTEM).orElseThrow().revision();
        FutureTask<Optional<Plan>> waiting = start(() -> plans.await("gz", held, LONG, MonotonicClock.SYSTEM));

        tasks.add(PlanCompilerTest.task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ACTIVE));
        plans.recompile();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void leavesAnAgentAloneWhosePlanStays() throws Exception {
        plans.recompile();
        Plan before = plans.await("sh", "", LONG, MonotonicClock.SYSTEM).orElseThrow();

        tasks.add(PlanCompilerTest.task(1, FakeProbeType.SYMMETRIC, List.of("bj", "gz"), TaskState.ACTIVE));
        plans.recompile();

        assertThat(plans.await("sh", before.revision(), Duration.ofMillis(1), MonotonicClock.SYSTEM))
                .isEmpty();
    }

    @Test
    void letsWaitingAgentsGoWhenClosed() throws Exception {
        FutureTask<Optional<Plan>> waiting = start(() -> plans.await("gz", "", LONG, MonotonicClock.SYSTEM));

        plans.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    /** Starts waiting, and returns once the thread does wait. */
    private static FutureTask<Optional<Plan>> start(Callable<Optional<Plan>> wait) {
        FutureTask<Optional<Plan>> task = new FutureTask<>(wait);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }
}
