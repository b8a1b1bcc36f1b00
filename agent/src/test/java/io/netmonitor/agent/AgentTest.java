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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentTest extends UnderController {
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
    void sharesItsDataFolderWithNobody() throws Exception {
        try (Agent agent = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by another agent");
            assertThat(agent.name()).isEqualTo("bj");
        }
    }
}
