// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.metrics.ListedNames;
import io.netmonitor.controller.metrics.NewestResults;
import io.netmonitor.controller.metrics.PrototypeGauge;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.probe.PrototypeKinds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Round by round, against a gateway that answers as the test wants it. */
@Timeout(120)
class GroupsTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");
    private static final Duration NEVER = Duration.ofDays(1);

    private final NewestResults newest = new NewestResults();
    private final PushedGroups pushed = PushedGroups.inMemory();
    private final Set<String> stopped = new HashSet<>();
    private final PushStatus status = new PushStatus("test");
    private Instant now = START;
    private GatewayDouble other;
    private Gateway gateway;
    private Groups groups;

    @BeforeEach
    void open() throws IOException {
        other = new GatewayDouble();
        gateway = new Gateway(other.address(), Duration.ofSeconds(20));
        groups = groups(new Pace(Duration.ofMillis(1), NEVER, Duration.ofMillis(1), Duration.ofSeconds(20)));
    }

    private Groups groups(Pace pace) {
        return new Groups(
                newest,
                new PrototypeGauge(PrototypeKinds.catalog(), ListedNames.AS_THEY_ARE),
                task -> !stopped.contains(task),
                pushed,
                gateway,
                status,
                () -> now,
                pace);
    }

    @AfterEach
    void close() {
        gateway.close();
        other.close();
    }

    @Test
    void putManyResultsAtOnceAndThenNothing() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            take(rate("wan", "n" + i, "bj", START, i));
        }

        groups.round();
        groups.round();

        assertThat(other.asked).hasSize(1);
        assertThat(other.asked.getFirst().lines().filter(line -> line.startsWith("netmonitor{")))
                .hasSize(500);
    }

    @Test
    void holdTheNewestResultOfEachPath() throws InterruptedException {
        take(rate("wan", "sh", "bj", START, 2));
        take(rate("wan", "sh", "bj", START.minusSeconds(1), 1));

        groups.round();

        assertThat(other.asked.getFirst()).contains("netmonitor{dip=\"bj\",metric=\"AB\",sip=\"sh\"} 2.0\n");
    }

    @Test
    void losesASeriesWithoutAFreshValueAndGoesWithTheLast() throws InterruptedException {
        take(rate("wan", "sh", "bj", START, 1));
        take(rate("wan", "sh", "gz", START.plusSeconds(60), 2));
        groups.round();

        now = START.plusSeconds(301);
        groups.round();
        now = START.plusSeconds(361);
        groups.round();
        groups.round();

        assertThat(other.asked).hasSize(3);
        assertThat(other.asked.get(1))
                .startsWith("PUT /metrics/job/wan\n")
                .contains("gz")
                .doesNotContain("bj");
        assertThat(other.asked.get(2)).isEqualTo("DELETE /metrics/job/wan\n");
    }

    @Test
    void goesWhenNothingOfWhatIsNewestHasAValue() throws InterruptedException {
        Result good = rate("wan", "sh", "bj", START, 1);
        take(good);
        groups.round();

        take(new Result(
                "wan",
                1,
                9L,
                null,
                good.kind(),
                good.path(),
                START,
                START,
                Duration.ZERO,
                Outcome.UNREACHABLE,
                "nobody answers",
                false,
                false,
                null,
                Values.NONE));
        groups.round();

        assertThat(other.asked.getLast()).isEqualTo("DELETE /metrics/job/wan\n");
    }

    @Test
    void goesWithItsTaskAndStaysGoneForResultsThatComeLate() throws InterruptedException {
        take(rate("wan", "sh", "bj", START, 1));
        groups.round();

        stopped.add("wan");
        groups.round();
        take(rate("wan", "sh", "bj", START.plusSeconds(1), 2));
        groups.round();
        groups.round();

        assertThat(other.asked).hasSize(2);
        assertThat(other.asked.getLast()).isEqualTo("DELETE /metrics/job/wan\n");
        assertThat(newest.size()).as("kept for nobody").isZero();
    }

    @Test
    void isNotDeletedWhenItWasNeverOurs() throws InterruptedException {
        stopped.add("node");
        take(rate("node", "sh", "bj", START, 1));

        groups.round();

        assertThat(other.asked).isEmpty();
    }

    @Test
    void isDeletedUntilThatIsDone() throws InterruptedException {
        take(rate("wan", "sh", "bj", START, 1));
        groups.round();
        stopped.add("wan");
        other.manner = GatewayDouble.status(503, "busy");

        groups.round();
        other.manner = GatewayDouble.status(202, "");
        roundsUntil(() -> pushed.names().isEmpty());

        assertThat(other.asked.getLast()).isEqualTo("DELETE /metrics/job/wan\n");
        assertThat(status.health().up()).isTrue();
        assertThat(status.health().detail()).isEqualTo("pushes to test, 1 put, 1 deleted, 1 failed");
    }

    @Test
    void aRefusedOneHoldsUpNoOther() throws InterruptedException {
        other.manner = exchange -> {
            boolean bad = exchange.getRequestURI().getPath().endsWith("bad");
            exchange.sendResponseHeaders(bad ? 400 : 202, -1);
        };
        for (String task : List.of("a", "bad", "z")) {
            take(rate(task, "sh", "bj", START, 1));
        }

        groups.round();

        assertThat(other.asked).hasSize(3);
        assertThat(status.health().up()).isFalse();
        assertThat(status.health().detail())
                .isEqualTo("cannot push to test: answered PUT of bad with 400, 2 put, 0 deleted, 1 failed");
    }

    @Test
    void waitTogetherWhileNobodyAnswersAndThenComeAllAnew() throws InterruptedException {
        take(rate("a", "sh", "bj", START, 1));
        take(rate("b", "sh", "bj", START, 1));
        groups.round();
        other.manner = GatewayDouble.endless();
        take(rate("b", "sh", "bj", START, 2));

        groups.round();
        boolean up = status.health().up();
        other.manner = GatewayDouble.status(200, "");
        int before = other.asked.size();
        roundsUntil(() -> other.asked.size() >= before + 2);

        assertThat(up).isFalse();
        assertThat(before).as("a group that has not changed is not put").isEqualTo(3);
        assertThat(other.asked.subList(before, before + 2))
                .as("a gateway that comes back may have lost what has not changed")
                .extracting(request -> request.lines().findFirst().orElse(""))
                .containsExactlyInAnyOrder("PUT /metrics/job/a", "PUT /metrics/job/b");
        assertThat(status.health().up()).isTrue();
    }

    @Test
    void areLeftAloneBetweenTriesWhenNobodyAnswers() throws InterruptedException {
        groups = groups(new Pace(NEVER, NEVER, NEVER, Duration.ofSeconds(20)));
        other.manner = GatewayDouble.endless();
        take(rate("a", "sh", "bj", START, 1));
        take(rate("b", "sh", "bj", START, 1));

        for (int i = 0; i < 10; i++) {
            groups.round();
        }

        assertThat(other.asked).hasSize(1);
    }

    @Test
    void arePutAgainAfterAWhileAlthoughTheyHaveNotChanged() throws InterruptedException {
        groups = groups(new Pace(NEVER, Duration.ZERO, NEVER, Duration.ofSeconds(20)));
        take(rate("wan", "sh", "bj", START, 1));

        groups.round();
        groups.round();

        assertThat(other.asked).hasSize(2);
        assertThat(other.asked.get(1)).isEqualTo(other.asked.get(0));
    }

    private void roundsUntil(BooleanSupplier done) {
        Awaitility.await().until(() -> {
            groups.round();
            return done.getAsBoolean();
        });
    }

    private void take(Result result) {
        newest.add(result);
        groups.touch(result.task());
    }

    private static Result rate(String task, String source, String destination, Instant at, long bps) {
        return PrototypeKinds.measured(
                task,
                PrototypeKinds.BANDWIDTH,
                new Path(source, destination, Family.IPV6),
                at,
                PrototypeKinds.rate(bps));
    }
}
