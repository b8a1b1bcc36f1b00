// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {
    private static final Instant AT = Instant.parse("2026-11-22T11:00:00Z");
    private static final UUID SPOOL = UUID.fromString("00000000-0000-0000-0000-000000000001");

    @Test
    void aPlannedOneHasARoundAndOneThatAPersonStartedARunId() {
        assertThat(result(1, 0L, null, Duration.ZERO).round()).isZero();
        assertThat(result(1, null, "r", Duration.ZERO).runId()).isEqualTo("r");
    }

    @Test
    void refusesBothAndNeitherOfRoundAndRunId() {
        assertThatThrownBy(() -> result(1, 0L, "r", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exactly one of round and runId: round=0 runId=r");
        assertThatThrownBy(() -> result(1, null, null, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("exactly one of round and runId: round=null runId=null");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, revision < 1: 0", "1, -1, 0, round < 0: -1", "1, 0, -1, durationNs < 0: -1"})
    void refusesNumbersOutOfBounds(int revision, long round, long durationNs, String message) {
        assertThatThrownBy(() -> result(revision, round, null, Duration.ofNanos(durationNs)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void isMarkedWithWhenTheControllerTookItAndElseTheSame() {
        Result result = result(1, 0L, null, Duration.ZERO);

        Result received = result.receivedAt(AT.plusSeconds(1));

        assertThat(result.receivedAt()).isNull();
        assertThat(received.receivedAt()).isEqualTo(AT.plusSeconds(1));
        assertThat(received)
                .usingRecursiveComparison()
                .ignoringFields("receivedAt")
                .isEqualTo(result);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackTheWordOfAnOutcome(Outcome outcome) {
        assertThat(Outcome.of(outcome.label())).isSameAs(outcome);
        assertThat(Json.read(Json.write(outcome), Outcome.class)).isSameAs(outcome);
    }

    @Test
    void onlyFourOutcomesHaveAValue() {
        assertThat(Arrays.stream(Outcome.values()).filter(Outcome::hasValue).map(Outcome::label))
                .containsExactly("measured", "unstable", "host-limited", "above");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MEASURED", "no_answer", "measured "})
    void refusesOtherOutcomes(String label) {
        assertThatThrownBy(() -> Outcome.of(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown outcome: " + label);
    }

    @Test
    void aBatchKeepsItsResultsInOrder() {
        List<Result> results =
                new ArrayList<>(List.of(result(1, 1L, null, Duration.ZERO), result(1, 0L, null, Duration.ZERO)));

        Batch batch = new Batch("bj", SPOOL, 1, results);
        results.clear();

        assertThat(batch.results()).extracting(Result::round).containsExactly(1L, 0L);
        assertThat(Json.read(Json.write(batch), Batch.class)).isEqualTo(batch);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void batchesAreNumberedFromOne(long number) {
        assertThatThrownBy(() -> new Batch("bj", SPOOL, number, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch number < 1: " + number);
    }

    private static Result result(int revision, @Nullable Long round, @Nullable String runId, Duration duration) {
        return new Result(
                "wan",
                revision,
                round,
                runId,
                "basic",
                new Path("sh", "bj", Family.IPV4),
                AT,
                AT,
                duration,
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                Values.NONE);
    }
}
