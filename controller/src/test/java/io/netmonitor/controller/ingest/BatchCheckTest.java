// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Batches of the node sh. */
class BatchCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final BatchCheck check = new BatchCheck(FakeProbeType.catalog(), () -> NOW);

    @Test
    void takesWhatANodeMeasuredItself() {
        assertTaken(result(FakeProbeType.SYMMETRIC, "sh", "bj", NOW));
        assertTaken(result(FakeProbeType.ONE_WAY, "sh", "stamp:reflector.example:8620", NOW));
        assertTaken(result(FakeProbeType.ONE_WAY, "sh", "stamp:[2001:db8::1]", NOW));
    }

    @Test
    void takesWhatWasStartedFromTheDestinationOfReversibleKindsAlone() {
        assertTaken(result(FakeProbeType.EXCLUSIVE, "bj", "sh", NOW));
        assertRefused(result(FakeProbeType.ONE_WAY, "bj", "sh", NOW), "results[0].source");
        assertRefused(result(FakeProbeType.SYMMETRIC, "bj", "sh", NOW), "results[0].source");
        assertRefused(result("unheard-of", "bj", "sh", NOW), "results[0].source");
        assertRefused(result(FakeProbeType.EXCLUSIVE, "bj", "gz", NOW), "results[0].source");
    }

    @Test
    void refusesEndsThatAreNeitherNodesNorHosts() {
        assertRefused(result(FakeProbeType.ONE_WAY, "sh", "site=north", NOW), "results[0].destination");
        assertRefused(result(FakeProbeType.ONE_WAY, "sh", "*", NOW), "results[0].destination");
        assertRefused(result(FakeProbeType.ONE_WAY, "sh", "../bj", NOW), "results[0].destination");
        assertRefused(result(FakeProbeType.EXCLUSIVE, "<b>", "sh", NOW), "results[0].source");
    }

    @Test
    void refusesTimesThatCannotBe() {
        assertTaken(result(FakeProbeType.ONE_WAY, "sh", "bj", NOW.minus(Duration.ofDays(399))));
        assertRefused(
                result(FakeProbeType.ONE_WAY, "sh", "bj", NOW.minus(Duration.ofDays(401))), "results[0].startedAt");
        assertRefused(result(FakeProbeType.ONE_WAY, "sh", "bj", NOW.plus(Duration.ofDays(2))), "results[0].startedAt");
        assertRefused(result(FakeProbeType.ONE_WAY, "sh", "bj", Instant.MAX), "results[0].startedAt");
    }

    @Test
    void namesAsManyFaultsAsAnybodyReads() {
        Result foreign = result(FakeProbeType.ONE_WAY, "bj", "sh", NOW);

        assertThatThrownBy(() -> check.require(batch(Collections.nCopies(100, foreign))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.faults()).hasSize(20));
        assertThatThrownBy(() -> check.require(batch(Collections.nCopies(2_001, foreign))))
                .hasMessageContaining("are more than 2000: 2001");
    }

    private void assertTaken(Result result) {
        assertThatCode(() -> check.require(batch(List.of(result)))).doesNotThrowAnyException();
    }

    private void assertRefused(Result result, String field) {
        assertThatThrownBy(() -> check.require(batch(List.of(result))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.faults())
                                .anyMatch(fault -> fault.field().equals(field)));
    }

    private static Batch batch(List<Result> results) {
        return new Batch("sh", new UUID(7, 7), 1, results);
    }

    private static Result result(String kind, String source, String destination, Instant at) {
        return new Result(
                "wan",
                1,
                3L,
                null,
                kind,
                new Path(source, destination, Family.IPV4),
                at,
                at,
                Duration.ZERO,
                Outcome.MEASURED,
                null,
                false,
                false,
                null,
                Values.NONE);
    }
}
