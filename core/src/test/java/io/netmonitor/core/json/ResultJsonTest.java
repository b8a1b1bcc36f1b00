// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResultJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"basic.json", "bandwidth.json", "missed.json"})
    void writesASampleAsItWasRead(String sample) throws IOException {
        String text = sample(sample);

        Result result = Json.read(text, Result.class);

        assertThat(Json.read(Json.write(result), JsonNode.class)).isEqualTo(Json.read(text, JsonNode.class));
        assertThat(Json.write(result)).isEqualTo(text.replaceAll("\\n ?", ""));
    }

    @Test
    void readsTheBasicSample() throws IOException {
        Result result = Json.read(sample("basic.json"), Result.class);

        assertThat(result.task()).isEqualTo("wan");
        assertThat(result.revision()).isEqualTo(3);
        assertThat(result.round()).isEqualTo(41);
        assertThat(result.runId()).isNull();
        assertThat(result.kind()).isEqualTo("basic");
        assertThat(result.path()).isEqualTo(new Path("sh", "bj", Family.IPV6));
        assertThat(result.plannedAt()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(result.startedAt()).isEqualTo(Instant.parse("2026-11-22T11:00:00.010Z"));
        assertThat(result.duration()).isEqualTo(Duration.ofNanos(98_123_456));
        assertThat(result.outcome()).isSameAs(Outcome.MEASURED);
        assertThat(result.reason()).isNull();
        assertThat(result.late()).isFalse();
        assertThat(result.overlapsTrain()).isFalse();
        assertThat(result.receivedAt()).isNull();
        assertThat(result.values().byField()).hasSize(24);
        assertThat(result.values().whole("roundTrip.delay.p95Ns")).hasValue(0);
        assertThat(result.values().number("forward.loss")).hasValue(0.0);
        assertThat(result.values().whole("forward.hops")).hasValue(2);
        assertThat(result.values().text("stamps")).hasValue("kernel");
        assertThat(result.values().flag("clock.synchronized")).isTrue();
    }

    @Test
    void readsTheSampleOfAMissedRound() throws IOException {
        Result result = Json.read(sample("missed.json"), Result.class);

        assertThat(result.round()).isNull();
        assertThat(result.runId()).isEqualTo("r-17");
        assertThat(result.outcome()).isSameAs(Outcome.MISSED);
        assertThat(result.reason()).isEqualTo("the host was suspended");
        assertThat(result.startedAt()).isEqualTo(result.plannedAt());
        assertThat(result.duration()).isZero();
        assertThat(result.late()).isTrue();
        assertThat(result.overlapsTrain()).isTrue();
        assertThat(result.receivedAt()).isEqualTo(Instant.parse("2026-11-22T11:05:00.000000001Z"));
        assertThat(result.values()).isEqualTo(Values.NONE);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void readsBackEveryResult(@ForAll("results") Result result) {
        assertThat(Json.read(Json.write(result), Result.class)).isEqualTo(result);
        assertThat(Json.readStrictly(new String(Json.writeBytes(result), StandardCharsets.UTF_8), Result.class))
                .isEqualTo(result);
        assertThat(Json.convertStrictly(Json.tree(result), Result.class)).isEqualTo(result);
    }

    @Test
    void leavesOutWhatIsUnknown() {
        JsonNode tree = Json.tree(Results.measured(Values.builder()
                .put("sent", 10)
                .put("loss", Double.NaN)
                .put("note", (String) null)
                .build()));

        assertThat(tree.propertyNames())
                .containsExactly(
                        "task",
                        "revision",
                        "round",
                        "kind",
                        "source",
                        "destination",
                        "family",
                        "plannedAt",
                        "startedAt",
                        "durationNs",
                        "outcome",
                        "sent");
    }

    @Test
    void unfoldsDottedNamesIntoObjectsAndKeepsTheirOrder() {
        Values values = Values.builder()
                .put("forward.delay.minNs", -5)
                .put("sent", 2)
                .put("forward.loss", 0.5)
                .put("clock.synchronized", false)
                .build();

        String text = Json.write(Results.measured(values));

        assertThat(text)
                .endsWith("\"outcome\":\"measured\",\"forward\":{\"delay\":{\"minNs\":-5},\"loss\":0.5},"
                        + "\"sent\":2,\"clock\":{\"synchronized\":false}}");
    }

    @Test
    void takesNullAsAbsent() {
        String text = Json.write(Results.measured(Values.NONE))
                .replace(
                        "\"round\":41",
                        "\"round\":41,\"runId\":null,\"reason\":null,\"late\":null,\"receivedAt\":null,"
                                + "\"overlapsTrain\":null,\"sent\":null,\"clock\":{\"bootId\":null}");

        assertThat(Json.read(text, Result.class)).isEqualTo(Results.measured(Values.NONE));
    }

    @Test
    void keepsWholeNumbersAndOthersApart() {
        String text =
                Json.write(Results.measured(Values.NONE)).replace("}", ",\"a\":1,\"b\":1.0,\"c\":1e3,\"d\":-0.5}");

        Values values = Json.read(text, Result.class).values();

        assertThat(values.byField())
                .containsEntry("a", 1L)
                .containsEntry("b", 1.0)
                .containsEntry("d", -0.5);
        assertThat(values.whole("b")).isEmpty();
        assertThat(values.number("c")).hasValue(1_000);
    }

    @Test
    void takesInstantsOfAnyZoneAndPrecision() {
        String text = Json.write(Results.measured(Values.NONE))
                .replace("2026-11-22T11:00:00.010000000Z", "2026-11-22T19:00:00.01+08:00");

        assertThat(Json.read(text, Result.class)).isEqualTo(Results.measured(Values.NONE));
    }

    @Test
    void readsAListOfResults() {
        List<Result> results = List.of(
                Results.measured(Values.NONE),
                Results.measured(Values.builder().put("sent", 1).build()));

        Result[] read = Json.read(Json.write(results), Result[].class);

        assertThat(read).containsExactlyElementsOf(results);
    }

    @Provide
    Arbitrary<Result> results() {
        return Results.any();
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = ResultJsonTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
