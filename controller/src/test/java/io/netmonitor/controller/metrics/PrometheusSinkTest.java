// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.testkit.contract.ResultSinkContract;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusSinkTest extends ResultSinkContract {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private Instant now = START;

    @Override
    protected ResultSink open() {
        return new PrometheusSink(FakeProbeType.catalog(), () -> now);
    }

    @Test
    void labelsABackwardValueWithTheWayItWent() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), () -> now);

        sink.accept(List.of(result(START)));

        assertThat(text(sink))
                .contains(
                        "netmonitor_fake_lossForward_ratio{destination=\"bj\",family=\"ipv4\",source=\"sh\",task=\"wan\"}"
                                + " 0.25")
                .contains(
                        "netmonitor_fake_lossBackward_ratio{destination=\"sh\",family=\"ipv4\",source=\"bj\",task=\"wan\"}"
                                + " 0.5")
                .contains("netmonitor_fake_rtt_seconds{destination=\"bj\",family=\"ipv4\",source=\"sh\",task=\"wan\"}"
                        + " 0.0015");
    }

    @Test
    void tellsTheAgeOfTheNewestResult() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), () -> now);
        sink.accept(List.of(result(START), result(START.minusSeconds(60))));

        now = START.plusSeconds(7);

        assertThat(text(sink)).containsPattern("netmonitor_result_age_seconds\\{[^}]*} 7\\.0");
    }

    @Test
    void forgetsAPathThatNobodyFeeds() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), () -> now);
        sink.accept(List.of(result(START)));

        now = START.plus(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(text(sink)).doesNotContain("task=\"wan\"");
    }

    @Test
    void keepsAPathOfLongRoundsForThreeOfThem() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), () -> now);
        sink.accept(List.of(result(START.minus(Duration.ofHours(1))), result(START)));

        now = START.plus(Duration.ofMinutes(179));
        String before = text(sink);
        now = START.plus(Duration.ofMinutes(181));
        String after = text(sink);

        assertThat(before).contains("task=\"wan\"");
        assertThat(after).doesNotContain("task=\"wan\"");
    }

    @Test
    void forgetsATaskThatIsGone() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), () -> now);
        sink.accept(List.of(result(START)));

        sink.forget("wan");

        assertThat(text(sink)).doesNotContain("task=\"wan\"");
    }

    private static String text(PrometheusSink sink) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sink.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Result result(Instant at) {
        return new Result(
                "wan",
                1,
                7L,
                null,
                FakeProbeType.SYMMETRIC,
                new Path("sh", "bj", Family.IPV4),
                at,
                at,
                Duration.ofMillis(200),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                Values.builder()
                        .put("roundTrip.delay.meanNs", 1_500_000)
                        .put("forward.loss", 0.25)
                        .put("backward.loss", 0.5)
                        .build());
    }
}
