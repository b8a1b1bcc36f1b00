// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Field;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.sink.ResultSink;
import io.netmonitor.testkit.contract.ResultSinkContract;
import io.netmonitor.testkit.probe.FakeProbeType;
import io.netmonitor.testkit.probe.PrototypeKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PrometheusSinkTest extends ResultSinkContract {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private Instant now = START;

    @Override
    protected ResultSink open() {
        return new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);
    }

    @Test
    void labelsABackwardValueWithTheWayItWent() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);

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
    void givesBandwidthInBitsASecondWithItsBoundsAndByThePrototypesName() throws IOException {
        PrometheusSink sink =
                new PrometheusSink(new ProbeCatalog(List.of(bandwidth())), ListedNames.AS_THEY_ARE, () -> now);

        sink.accept(List.of(result(
                "bandwidth",
                START,
                Values.builder()
                        .put("availableBps", 94_200_000)
                        .put("lowBps", 93_100_000)
                        .build())));

        assertThat(text(sink))
                .contains("# HELP netmonitor_available_bandwidth_bps Available bandwidth, from source to destination\n")
                .contains("netmonitor_available_bandwidth_bps{destination=\"bj\",family=\"ipv4\",source=\"sh\","
                        + "task=\"wan\"} 9.42E7\n")
                .contains("netmonitor_available_bandwidth_low_bps{destination=\"bj\",family=\"ipv4\",source=\"sh\","
                        + "task=\"wan\"} 9.31E7\n")
                .contains("netmonitor{dip=\"bj\",metric=\"AB\",sip=\"sh\",task=\"wan\"} 9.42E7\n");
    }

    @Test
    void tellsTheAgeOfTheNewestResult() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);
        sink.accept(List.of(result(START), result(START.minusSeconds(60))));

        now = START.plusSeconds(7);

        assertThat(text(sink)).containsPattern("netmonitor_result_age_seconds\\{[^}]*} 7\\.0");
    }

    @Test
    void forgetsAPathThatNobodyFeeds() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);
        sink.accept(List.of(result(START)));

        now = START.plus(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(text(sink)).doesNotContain("task=\"wan\"");
    }

    @Test
    void keepsAPathOfLongRoundsForThreeOfThem() throws IOException {
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);
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
        PrometheusSink sink = new PrometheusSink(FakeProbeType.catalog(), ListedNames.AS_THEY_ARE, () -> now);
        sink.accept(List.of(result(START)));

        sink.forget("wan");

        assertThat(text(sink)).doesNotContain("task=\"wan\"");
    }

    @Test
    void tellsOnceWhatWasMeasuredFromBothEnds() throws IOException {
        PrometheusSink sink = new PrometheusSink(PrototypeKinds.catalog(), ListedNames.AS_THEY_ARE, () -> now);
        Path path = new Path("sh", "bj", Family.IPV4);

        sink.accept(List.of(
                PrototypeKinds.measured(
                        "wan",
                        PrototypeKinds.BASIC,
                        path.reversed(),
                        START,
                        PrototypeKinds.delays(9_000, 4_000, 5_000)),
                PrototypeKinds.measured(
                        "wan",
                        PrototypeKinds.BASIC,
                        path,
                        START.minusSeconds(60),
                        PrototypeKinds.delays(3_000, 1_000, 2_000))));

        assertThat(text(sink))
                .contains("netmonitor_one_way_delay_seconds{destination=\"sh\",family=\"ipv4\",source=\"bj\","
                        + "task=\"wan\"} 4.0E-6\n")
                .contains("netmonitor{dip=\"sh\",metric=\"OWD\",sip=\"bj\",task=\"wan\"} 0.004\n")
                .contains("netmonitor{dip=\"bj\",metric=\"OWD\",sip=\"sh\",task=\"wan\"} 0.005\n");
    }

    private static String text(PrometheusSink sink) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sink.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ProbeType bandwidth() {
        List<Field> fields = List.of(
                new Field("availableBps", Field.Type.WHOLE, Unit.BITS_PER_SECOND, "Available."),
                new Field("lowBps", Field.Type.WHOLE, Unit.BITS_PER_SECOND, "Lower end."));
        Metric low = rate("lowBps", "Lower end", null, "available_bandwidth_low", null);
        Metric available = rate("availableBps", "Available bandwidth", "lowBps", "available_bandwidth", "AB");
        ProbeDescription description =
                new ProbeDescription("Rates", false, 8621, List.of(), fields, List.of(available, low));
        return new FakeProbeType("bandwidth", description, session -> {
            throw new IOException("measures nothing");
        });
    }

    private static Metric rate(
            String name, String title, @Nullable String low, String exposition, @Nullable String legacy) {
        return new Metric(
                name,
                title,
                Direction.FORWARD,
                Unit.BITS_PER_SECOND,
                name,
                Map.of(),
                null,
                null,
                name,
                low,
                null,
                exposition,
                legacy);
    }

    private static Result result(Instant at) {
        return result(
                FakeProbeType.SYMMETRIC,
                at,
                Values.builder()
                        .put("roundTrip.delay.meanNs", 1_500_000)
                        .put("forward.loss", 0.25)
                        .put("backward.loss", 0.5)
                        .build());
    }

    private static Result result(String kind, Instant at, Values values) {
        return new Result(
                "wan",
                1,
                7L,
                null,
                kind,
                new Path("sh", "bj", Family.IPV4),
                at,
                at,
                Duration.ofMillis(200),
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                values);
    }
}
