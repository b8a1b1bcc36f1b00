// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static io.netmonitor.agent.Samples.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.plan.Plans;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.perftrace.BasicOrder;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnsweringTest {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);

    private final FakeProbeType probes = new FakeProbeType(WallClock.SYSTEM);

    private Answering start() throws IOException {
        return Answering.start(Map.of(FakeProbeType.NAME, ANYWHERE), null, probes.extensions());
    }

    private static Plan answering(String revision, Instant effectiveAt, Integer... sessions) {
        return new Plan(revision, effectiveAt, List.of(), Map.of(FakeProbeType.NAME, FakeProbeType.sessions(sessions)));
    }

    @Test
    void answersNobodyWithoutAPlan() throws Exception {
        try (Answering answering = start()) {
            assertThat(probes.answered()).isEmpty();
            assertThat(answering.sides()).hasSize(1);
        }
    }

    @Test
    void answersTheSessionsOfBothPlans() throws Exception {
        try (Answering answering = start()) {
            answering.follow(new Plans(answering("a", START, 1, 2), List.of(answering("b", START, 2, 3))), START);

            assertThat(probes.answered()).containsExactlyInAnyOrder(1, 2, 3);
        }
    }

    @Test
    void answersTheSessionsOfAReplacedPlanForTenSecondsMore() throws Exception {
        try (Answering answering = start()) {
            Plans before = new Plans(answering("a", START, 1), List.of());
            Plans after = new Plans(answering("b", START, 2), List.of());
            answering.follow(before, START);

            answering.follow(after, START.plusSeconds(60));
            assertThat(probes.answered()).containsExactlyInAnyOrder(1, 2);
            answering.follow(after, START.plusSeconds(69));
            assertThat(probes.answered()).containsExactlyInAnyOrder(1, 2);
            answering.follow(after, START.plusSeconds(70));

            assertThat(probes.answered()).containsExactly(2);
        }
    }

    @Test
    void endsTheGraceWhenTheClockIsSetBackFar() throws Exception {
        try (Answering answering = start()) {
            answering.follow(new Plans(answering("a", START, 1), List.of()), START);
            Plans after = new Plans(answering("b", START, 2), List.of());
            answering.follow(after, START.plusSeconds(60));

            answering.follow(after, START.minusSeconds(3600));

            assertThat(probes.answered()).containsExactly(2);
        }
    }

    @Test
    void answersNobodyWhenThePlanNamesNoSession() throws Exception {
        try (Answering answering = start()) {
            answering.follow(new Plans(answering("a", START, 1), List.of()), START);
            Plans none = new Plans(new Plan("b", START, List.of(), Map.of()), List.of());
            answering.follow(none, START);
            answering.follow(none, START.plusSeconds(11));

            assertThat(probes.answered()).isEmpty();
        }
    }

    @Test
    void tellsWhereItListens() throws Exception {
        try (Answering answering = start()) {
            assertThat(answering.addresses())
                    .containsExactly(
                            Map.entry(FakeProbeType.NAME, new InetSocketAddress(InetAddress.ofLiteral("::"), 9999)));
        }
    }

    @Test
    void answersThePrototypesMeasurementsWithoutAPlan() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.ofLiteral("::1"), 0);
        Map<String, InetSocketAddress> listen = Map.of(FakeProbeType.NAME, ANYWHERE, AgentOptions.PERFTRACE, loopback);
        Answering answering = Answering.start(listen, null, probes.extensions());
        try (answering) {
            int port = requireNonNull(answering.ports().get(AgentOptions.PERFTRACE));

            // The server waits 100 ms for stragglers and ends; a host may be held up for longer.
            await().ignoreExceptionsInstanceOf(IOException.class)
                    .untilAsserted(() -> assertThat(new PerfTraceClient()
                                    .basic(
                                            new InetSocketAddress(loopback.getAddress(), port),
                                            new BasicOrder(3, 1_000, 0))
                                    .returned())
                            .isEqualTo(3));
            assertThat(answering.ports()).containsEntry(FakeProbeType.NAME, 9999);
            assertThat(answering.addresses())
                    .as("only probe types have sessions")
                    .containsOnlyKeys(FakeProbeType.NAME);
            assertThat(answering.sides())
                    .anySatisfy(side -> assertThat(side.check().detail()).contains("port " + port));
        }
    }

    @Test
    void refusesAProbeTypeThatIsNotThere() {
        assertThatThrownBy(() -> Answering.start(Map.of("magic", ANYWHERE), null, probes.extensions()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("kind: is none of fake: magic");
    }
}
