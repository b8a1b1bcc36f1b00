// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static io.netmonitor.agent.Samples.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.TestController.Arrived;
import io.netmonitor.agent.TestController.Mood;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentTest {
    private static final Duration PERIOD = Duration.ofMillis(200);

    /** How wrong the offset may be on a host that is held up during an exchange. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** A leap of the clock that is taken for time that passed makes a thousand. */
    private static final int MANY_MISSED = 500;

    @TempDir
    Path data;

    private final TestClocks clocks = TestClocks.running();
    private final FakeProbeType probes = new FakeProbeType(clocks.wall());
    private TestController controller;

    @BeforeEach
    void startController() throws Exception {
        controller = TestController.start();
        Files.writeString(data.resolve("token"), controller.token());
    }

    @AfterEach
    void stopController() throws IOException {
        controller.close();
    }

    private Agent start() throws IOException {
        return Agent.start(options(), probes.extensions());
    }

    private AgentOptions options() {
        return options(Reach.UNSAID);
    }

    private AgentOptions options(Reach reach) {
        return options(reach, Map.of(FakeProbeType.NAME, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    private AgentOptions options(Reach reach, Map<String, InetSocketAddress> listen) {
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

    private static PlanEntry entry(String task) {
        return Samples.entry(task, "sh", Instant.now(), PERIOD, Map.of());
    }

    private void awaitStored(int more) {
        int enough = controller.stored().size() + more;
        await().until(() -> controller.stored().size() >= enough);
    }

    private static Duration offset(Result result) {
        return Duration.ofNanos(
                result.values().whole("clock.controllerOffsetNs").orElseThrow());
    }

    private List<Result> measured() {
        return controller.stored().stream()
                .filter(result -> result.outcome() == Outcome.MEASURED)
                .toList();
    }

    /** Every round from the first on, each once; batches in order. */
    private void assertNoGap() {
        assertThat(controller.arrived().stream().map(Arrived::number)).isSorted();
        List<Long> rounds =
                controller.stored().stream().map(Result::round).sorted().toList();
        assertThat(rounds)
                .isEqualTo(LongStream.range(rounds.getFirst(), rounds.getFirst() + rounds.size())
                        .boxed()
                        .toList());
    }

    @Test
    void tellsWhereItAnswersThePrototypesMeasurements() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        int port;
        AgentOptions options =
                options(Reach.UNSAID, Map.of(FakeProbeType.NAME, loopback, AgentOptions.PERFTRACE, loopback));
        try (Agent agent = Agent.start(options, probes.extensions())) {
            await().until(() -> controller.report() != null);
            port = requireNonNull(requireNonNull(controller.report()).ports().get("perftrace"));

            assertThat(agent.check().detail()).contains("perftrace at tcp and udp port " + port);
            new Socket(loopback.getAddress(), port).close();
        }
        // Java closes a port on which a thread waits only when that thread has heard of it.
        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket(loopback.getAddress(), port))
                .isInstanceOf(ConnectException.class));
    }

    @Test
    void joinsAndReportsItself() throws Exception {
        try (Agent agent = start()) {
            await().until(() -> controller.report() != null);

            assertThat(agent.name()).isEqualTo("bj");
            assertThat(controller.report()).satisfies(report -> {
                assertThat(report.version()).isEqualTo("1.2.3");
                assertThat(report.addresses()).containsExactly("127.0.0.1");
                assertThat(report.ports()).containsExactly(Map.entry(FakeProbeType.NAME, 9999));
                assertThat(report.bootId()).isEqualTo("boot");
                assertThat(report.clockSynchronized()).isTrue();
                assertThat(report.clockMaxErrorNs()).isEqualTo(1000);
            });
            await().until(() -> agent.check().up());
            assertThat(agent.check().detail()).contains("node bj", "connected to https://127.0.0.1");
        }
    }

    @Test
    void startsWithoutATokenOnceItHasJoined() throws Exception {
        start().close();
        Files.delete(data.resolve("token"));

        try (Agent agent = start()) {
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void measuresByThePlanAndDeliversInOrder() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> measured().size() >= 6);

            assertNoGap();
            assertThat(agent.listening()).containsKey(FakeProbeType.NAME);
            assertThat(measured()).allSatisfy(result -> {
                assertThat(result.values().whole("sent")).hasValue(1);
                assertThat(offset(result)).isBetween(SLACK.negated(), SLACK);
            });
        }
    }

    @Test
    void changesOverToANewPlanAtItsInstant() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("old")));
        try (Agent agent = start()) {
            awaitStored(2);
            Instant change = Instant.now().plusSeconds(3);
            PlanEntry entry = Samples.entry("new", "sh", Instant.now(), PERIOD, Map.of());
            controller.give(
                    new Plan("b", change, List.of(entry), Map.of(FakeProbeType.NAME, FakeProbeType.sessions(18))));

            await().until(() -> Set.of(17, 18).equals(probes.answered()));
            await().until(() -> controller.stored().stream()
                    .anyMatch(result -> result.task().equals("new")));

            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(result.task())
                            .isEqualTo(result.plannedAt().isBefore(change) ? "old" : "new"));
            assertThat(agent.check().detail()).contains("1 paths in the plan");
        }
    }

    @Test
    void sendsABatchWhoseAnswerWasLostAgainUnderItsNumber() throws Exception {
        controller.be(Mood.TAKES_BUT_CUTS_THE_ANSWER);
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> controller.arrived().size() >= 3);
            controller.be(Mood.TAKES);
            awaitStored(3);

            Arrived first = controller.arrived().getFirst();
            assertThat(controller.arrived().get(1)).isEqualTo(first);
            assertNoGap();
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void measuresOnWhileTheControllerIsAwayAndDeliversLater() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            awaitStored(2);
            controller.leave();
            int before = probes.sessions().size();
            await().until(() -> probes.sessions().size() > before + 10);
            assertThat(agent.check().up()).isFalse();
            controller.comeBack();
            awaitStored(12);

            assertNoGap();
            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(Duration.between(result.plannedAt(), result.startedAt()))
                            .isLessThan(Duration.ofSeconds(1)));
        }
    }

    @Test
    void measuresOnAfterARestartWithoutItsController() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        start().close();
        try (Agent agent = start()) {
            awaitStored(2);
            assertThat(agent.name()).isEqualTo("bj");
        }
        controller.leave();

        int before = probes.sessions().size();
        try (Agent agent = start()) {
            await().until(() -> probes.sessions().size() > before + 3);
            controller.comeBack();
            awaitStored(4);

            assertThat(controller.stored().stream().map(Result::round)).doesNotHaveDuplicates();
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void triesAgainWhenTheControllerCannotStore() throws Exception {
        controller.be(Mood.IS_BROKEN);
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> controller.arrived().size() >= 2);
            await().until(() -> agent.check().detail().contains("the store is away (HTTP 503)"));
            controller.be(Mood.TAKES);
            awaitStored(3);

            assertNoGap();
        }
    }

    @Test
    void setsARefusedBatchAsideAndGoesOn() throws Exception {
        controller.be(Mood.REFUSES);
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> controller.arrived().size() >= 2);
            controller.be(Mood.TAKES);
            awaitStored(2);

            assertThat(agent.check().detail()).containsPattern("[1-9][0-9]* refused");
        }
        try (Stream<Path> refused = Files.list(data.resolve("data/refused"))) {
            assertThat(refused).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-24, -1, 1})
    void measuresInTurnWithAClockThatIsHoursWrong(int hours) throws Exception {
        clocks.stepWall(Duration.ofHours(hours));
        Instant began = Instant.now();
        Duration slot = Duration.ofSeconds(1);
        controller.give(plan(
                "a",
                Instant.EPOCH,
                EntrySample.to("sh", slot).startingAt(began).slot(slot).build(),
                EntrySample.to("gz", slot.multipliedBy(2)).startingAt(began).build()));
        try (Agent agent = start()) {
            await().until(() -> measured().size() >= 4);

            assertThat(measured()).allSatisfy(result -> {
                assertThat(result.plannedAt()).isBetween(began, Instant.now().plus(SLACK));
                assertThat(offset(result).plusHours(hours)).isBetween(SLACK.negated(), SLACK);
                if (result.path().destination().equals("sh")) {
                    assertThat(result.startedAt())
                            .isBetween(result.plannedAt(), result.plannedAt().plus(slot.dividedBy(2)));
                }
            });
            assertThat(probes.sessions())
                    .allSatisfy(session -> assertThat(session.startAt())
                            .isBetween(
                                    began.plus(Duration.ofHours(hours)).minus(SLACK),
                                    Instant.now().plus(Duration.ofHours(hours)).plus(SLACK)));
            assertThat(probes.sessions())
                    .filteredOn(session -> session.endBy() != null)
                    .isNotEmpty()
                    .allSatisfy(session -> assertThat(session.endBy())
                            .isEqualTo(session.startAt().plus(slot).minusMillis(200)));
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void saysWhenItStarted() throws Exception {
        clocks.stepWall(Duration.ofHours(-1));
        Instant before = Instant.now();
        try (Agent agent = start()) {
            Instant after = Instant.now();
            await().until(() -> controller.reports().size() >= 2);

            assertThat(controller.reports().getFirst().startedAt()).isNull();
            assertThat(controller.report()).satisfies(report -> {
                assertThat(report.startedAt()).isBetween(before.minus(SLACK), after.plus(SLACK));
                assertThat(Duration.ofNanos(requireNonNull(report.clockOffsetNs()))
                                .minusHours(1))
                        .isBetween(SLACK.negated(), SLACK);
                assertThat(report.hostLoad()).isNotNull().isNotNegative();
                assertThat(report.seenAs()).isNull();
                assertThat(report.inbound()).isNull();
            });
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void saysThatItIsSeenUnderAnotherAddress() throws Exception {
        controller.see("203.0.113.7");
        try (Agent agent = start()) {
            await().until(() ->
                    controller.reports().stream().anyMatch(report -> "203.0.113.7".equals(report.seenAs())));
            assertThat(controller.report())
                    .satisfies(report -> assertThat(report.isReachable()).isFalse());

            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void saysWhatItsOperatorSaysOfReachingIt() throws Exception {
        AgentOptions options = options(Reach.at(List.of("203.0.113.7", "2001:db8::7")));
        try (Agent agent = Agent.start(options, probes.extensions())) {
            await().until(() -> controller.report() != null);

            assertThat(controller.report()).satisfies(report -> {
                assertThat(report.addresses()).containsExactly("203.0.113.7", "2001:db8::7");
                assertThat(report.inbound()).isTrue();
            });
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void remembersTheControllersTimeOverARestartWithoutIt() throws Exception {
        clocks.stepWall(Duration.ofHours(-1));
        Instant began = Instant.now();
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            await().until(() -> !measured().isEmpty() && Files.exists(data.resolve("data/clock-offset")));
            assertThat(agent.name()).isEqualTo("bj");
        }
        controller.leave();

        int before = probes.sessions().size();
        try (Agent agent = start()) {
            await().until(() -> probes.sessions().size() > before + 3);
            controller.comeBack();
            awaitStored(4);

            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(result.plannedAt())
                            .isBetween(began, Instant.now().plus(SLACK)));
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void missesNothingWhenTheLocalClockIsStepped() throws Exception {
        controller.give(plan("a", Instant.EPOCH, entry("wan")));
        try (Agent agent = start()) {
            awaitStored(2);
            clocks.stepWall(Duration.ofHours(1));
            awaitStored(8);
            clocks.stepWall(Duration.ofHours(-3));
            awaitStored(8);

            assertNoGap();
            assertThat(controller.stored())
                    .allSatisfy(result -> assertThat(result.plannedAt())
                            .isBefore(Instant.now().plus(SLACK)))
                    .filteredOn(result -> result.outcome() == Outcome.MISSED)
                    .hasSizeLessThan(MANY_MISSED);
            assertThat(agent.name()).isEqualTo("bj");
        }
    }

    @Test
    void sharesItsDataFolderWithNobody() throws Exception {
        try (Agent agent = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another agent");
            assertThat(agent.name()).isEqualTo("bj");
        }
    }
}
