// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.Slots;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.store.sqlite.SqliteStateStoreType;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlansTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private Instant now = Instant.parse("2026-11-22T23:30:00Z");
    private StateStore state;
    private Plans plans;

    @BeforeEach
    void openPlans(@TempDir Path folder) throws IOException {
        state = new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
        PlanCompilerTest.nodes(List.of("bj", "gz", "sh")).forEach(state::saveNode);
        plans = plans();
    }

    @AfterEach
    void closePlans() {
        plans.close();
        state.close();
    }

    private Plans plans() {
        return new Plans(new PlanCompiler(FakeProbeType.catalog(), PlanCompilerTest.KEYS), state, () -> now);
    }

    private Task add(String name, String kind, List<String> members, String period) {
        return add(name, kind, members, period, Map.of());
    }

    private Task add(String name, String kind, List<String> members, String period, Map<String, Object> settings) {
        return state.createTask(
                new TaskSpec(name, null, null, kind, members, Family.IPV4, null, null, period, settings), "ann", now);
    }

    @Test
    void answersAtOnceWhenTheAgentHoldsAnotherPlan() throws Exception {
        plans.recompile();

        Optional<Plan> plan = plans.await("gz", "", LONG, MonotonicClock.SYSTEM);

        assertThat(plan).isPresent();
    }

    @Test
    void tellsBothEndsOfASession() throws Exception {
        add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz"), "2s");
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
        add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz"), "2s", Map.of(ProbeDescription.AUTHENTICATED, true));
        plans.recompile();
        Plan sender = plans.await("gz", "", LONG, MonotonicClock.SYSTEM).orElseThrow();
        Plan reflector = plans.await("bj", "", LONG, MonotonicClock.SYSTEM).orElseThrow();
        SessionKey key = Objects.requireNonNull(sender.entries().getFirst().sessionKey());

        assertThat(reflector.answers().get(FakeProbeType.SYMMETRIC))
                .containsExactly(new AnsweredSession(sender.entries().getFirst().sessionId(), key));

        now = now.plus(Duration.ofDays(1));
        plans.tick();
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

        add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz"), "2s");
        plans.recompile();

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isPresent();
    }

    @Test
    void leavesAnAgentAloneWhosePlanStays() throws Exception {
        plans.recompile();
        Plan before = plans.await("sh", "", LONG, MonotonicClock.SYSTEM).orElseThrow();

        add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz"), "2s");
        plans.recompile();

        assertThat(plans.await("sh", before.revision(), Duration.ofMillis(1), MonotonicClock.SYSTEM))
                .isEmpty();
    }

    @Test
    void letsWaitingAgentsGoWhenClosed() throws Exception {
        FutureTask<Optional<Plan>> waiting = start(() -> plans.await("gz", "", LONG, MonotonicClock.SYSTEM));

        plans.close();

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isEmpty();
    }

    @Test
    void tellsOfANewSlotTenSecondsAhead() throws Exception {
        add("ab", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "30s");
        plans.recompile();

        Plan plan = poll("gz", "");

        assertThat(plan.entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.slotNs()).isEqualTo(Slots.LENGTH_NS);
            assertThat(entry.offsetNs() % Slots.LENGTH_NS).isZero();
            assertThat(entry.notBefore()).isEqualTo(now.plusSeconds(10));
        });
    }

    @Test
    void keepsSlotsWhileOtherTasksComeAndGo() throws Exception {
        add("first", FakeProbeType.EXCLUSIVE, List.of("bj", "gz"), "1m");
        add("second", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "1m");
        plans.recompile();
        List<Spot> before = spots("second");

        state.deleteTask("first", "ann", now);
        plans.recompile();
        add("third", FakeProbeType.EXCLUSIVE, List.of("bj", "sh"), "1m");
        plans.recompile();

        assertThat(spots("second")).isEqualTo(before);
    }

    @Test
    void keepsSlotsOverARestartAndAPause() {
        Task task = add("ab", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "1m");
        plans.recompile();
        List<Long> before = offsets("ab");

        state.changeTask(task.spec(), TaskState.PAUSED, 1, "ann", now);
        plans.recompile();
        assertThat(spots("ab")).noneMatch(Spot::isMeasured);
        plans.close();
        plans = plans();
        add("other", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "1m");
        state.changeTask(task.spec(), TaskState.ACTIVE, 2, "ann", now);
        plans.recompile();

        assertThat(offsets("ab")).isEqualTo(before);
        assertThat(spots("ab")).allMatch(Spot::isMeasured);
    }

    @Test
    void holdsASlotBackUntilWhoHadItHasHeard() throws Exception {
        List<String> all = List.of("bj", "gz", "sh", "xa", "cd");
        PlanCompilerTest.nodes(all).forEach(state::saveNode);
        // A mesh of four takes all six slots of 30 s at each of its nodes.
        add("old", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh", "xa"), "30s");
        plans.recompile();
        Map<String, String> held = new HashMap<>();
        all.forEach(node -> follow(node, held));

        state.deleteTask("old", "ann", now);
        add("new", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "cd"), "30s");
        plans.recompile();

        assertThat(spots("new"))
                .filteredOn(spot -> spot.source().equals("cd"))
                .as("whoever measured from or to bj and gz may go on until it hears of the deletion")
                .allSatisfy(spot -> assertThat(spot.hindrance()).contains("has heard that old"));

        for (int poll = 0; poll < 3; poll++) {
            all.forEach(node -> follow(node, held));
            now = now.plusSeconds(2);
            plans.tick();
        }

        assertThat(spots("new")).hasSize(6).allMatch(Spot::isMeasured);
        assertThat(state.placements("new", now.minusSeconds(60), now.plusSeconds(60)))
                .as("the history tells of the waiting")
                .hasSizeGreaterThan(1);
    }

    /** Takes a node's plan, if there is another one, and says so at the next poll. */
    private void follow(String node, Map<String, String> held) {
        try {
            plans.await(node, held.getOrDefault(node, ""), Duration.ofNanos(1), MonotonicClock.SYSTEM)
                    .ifPresent(plan -> held.put(node, plan.revision()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void measuresOnceWhatSomebodyAsksFor() throws Exception {
        Task basic = add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz", "sh"), "1m");
        Task trains = add("ab", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "30s");
        plans.recompile();

        Run one = plans.run(basic, path -> path.source().equals("sh"));
        Run other = plans.run(trains, path -> true);

        assertThat(one.paths()).hasSize(2).allMatch(once -> once.at() != null);
        assertThat(other.paths())
                .as("all six slots of the period are taken by the task itself")
                .hasSize(6)
                .allMatch(once -> once.at() == null);
        assertThat(poll("sh", "").entries())
                .filteredOn(entry -> one.id().equals(entry.runId()))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(
                                entry.rounds().firstAtOrAfter(entry.startAt().plusNanos(1)))
                        .isEmpty());

        now = now.plusSeconds(60);
        plans.tick();

        assertThat(poll("sh", "").entries()).allMatch(entry -> entry.runId() == null);
    }

    @Test
    void refusesARunOfPathsThatThereAreNot() {
        Task task = add("wan", FakeProbeType.SYMMETRIC, List.of("bj", "gz"), "1m");
        plans.recompile();

        assertThatThrownBy(() -> plans.run(task, path -> path.source().equals("sh")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task wan does not measure between these");

        now = now.plusSeconds(60);
        Task over = state.changeTask(
                new TaskSpec(
                        "wan",
                        null,
                        null,
                        FakeProbeType.SYMMETRIC,
                        List.of("bj", "gz"),
                        Family.IPV4,
                        null,
                        now.minusSeconds(1),
                        "1m",
                        Map.of()),
                TaskState.ACTIVE,
                1,
                "ann",
                now);
        assertThatThrownBy(() -> plans.run(over, path -> true)).hasMessageContaining("it has ended as it says");
    }

    @Test
    void givesARunSlotsThatNobodyHas() {
        Task trains = add("ab", FakeProbeType.EXCLUSIVE, List.of("bj", "gz", "sh"), "1m");
        plans.recompile();

        Run run = plans.run(trains, path -> true);

        assertThat(run.paths()).hasSize(6).extracting(Run.Once::at).doesNotContainNull();
        Set<Long> slots = new HashSet<>();
        for (Run.Once once : run.paths()) {
            long slot = Slots.at(Objects.requireNonNull(once.at()));
            assertThat(slots.add(slot))
                    .as("three nodes leave room for one path at a time")
                    .isTrue();
            assertThat(offsets("ab")).doesNotContain(slot % 12 * Slots.LENGTH_NS);
        }
    }

    private Plan poll(String node, String held) throws InterruptedException {
        return plans.await(node, held, LONG, MonotonicClock.SYSTEM).orElseThrow();
    }

    private List<Spot> spots(String task) {
        return plans.placement(task).orElseThrow().spots();
    }

    private List<Long> offsets(String task) {
        return spots(task).stream().map(Spot::offsetNs).toList();
    }

    /** Starts waiting, and returns once the thread does wait. */
    private static FutureTask<Optional<Plan>> start(Callable<Optional<Plan>> wait) {
        FutureTask<Optional<Plan>> task = new FutureTask<>(wait);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }
}
