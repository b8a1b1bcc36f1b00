// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.sink.ResultSink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every sink keeps to. A newcomer's test extends this and says how to open its sink. */
public abstract class ResultSinkContract {
    /** A sink that can be reached. */
    protected abstract ResultSink open() throws IOException;

    @Test
    void isUpWhileOpenAndDownWhenClosed() throws IOException {
        ResultSink sink = open();

        assertThat(sink.check().up()).isTrue();
        sink.close();

        assertThat(sink.check().up()).isFalse();
    }

    @Test
    void takesResultsOfEveryOutcome() throws IOException {
        try (ResultSink sink = open()) {
            for (Outcome outcome : Outcome.values()) {
                sink.accept(List.of(result("basic", outcome)));
            }

            assertThat(sink.check().up()).isTrue();
        }
    }

    @Test
    void takesAnEmptyList() throws IOException {
        try (ResultSink sink = open()) {
            sink.accept(List.of());

            assertThat(sink.check().up()).isTrue();
        }
    }

    @Test
    void passesOverAKindThatNobodyDescribes() throws IOException {
        try (ResultSink sink = open()) {
            sink.accept(List.of(result("nobody-describes-this", Outcome.MEASURED)));

            assertThat(sink.check().up()).isTrue();
        }
    }

    @Test
    void closesMoreThanOnceAndThenTakesNothing() throws IOException {
        ResultSink sink = open();

        sink.close();
        sink.close();

        assertThatThrownBy(() -> sink.accept(List.of(result("basic", Outcome.MEASURED))))
                .isInstanceOf(IOException.class);
    }

    private static Result result(String kind, Outcome outcome) {
        Instant at = Instant.parse("2026-11-22T11:00:00Z");
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
                outcome,
                outcome.hasValue() ? null : "for the contract's sake",
                false,
                false,
                null,
                outcome.hasValue() ? Values.builder().put("sent", 10).build() : Values.NONE);
    }
}
