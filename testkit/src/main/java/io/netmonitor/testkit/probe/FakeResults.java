// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.probe;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Results of the {@link FakeProbeType}s, with every field that they describe. */
public final class FakeResults {
    /** The task that they belong to. */
    public static final String TASK = "wan";
    /** A path that they may be on. */
    public static final Path SH_BJ = new Path("sh", "bj", Family.IPV4);

    private static final UUID SPOOL = new UUID(7, 7);

    private FakeResults() {}

    /** A measurement on {@link #SH_BJ} in the round of the second in which it started. */
    public static Result measured(Instant startedAt, long delayNs) {
        return measured(SH_BJ, startedAt, delayNs);
    }

    /** A measurement that gave a round trip of so many nanoseconds, three fifths of them on the way out. */
    public static Result measured(Path path, Instant startedAt, long delayNs) {
        return of(FakeProbeType.SYMMETRIC, path, startedAt, Outcome.MEASURED, delays(delayNs));
    }

    /** A measurement in one direction. */
    public static Result oneWay(Path path, Instant startedAt, long availableBps) {
        Values values = Values.builder()
                .put("availableBps", availableBps)
                .put("limiter", "shaper")
                .build();
        return of(FakeProbeType.ONE_WAY, path, startedAt, Outcome.MEASURED, values);
    }

    /** A measurement that gave nothing. */
    public static Result failed(Path path, Instant startedAt) {
        return of(FakeProbeType.SYMMETRIC, path, startedAt, Outcome.UNREACHABLE, Values.NONE);
    }

    /** A result of any kind, with any values. */
    public static Result of(String kind, Path path, Instant startedAt, Outcome outcome, Values values) {
        return new Result(
                TASK,
                1,
                Math.abs(startedAt.getEpochSecond()),
                null,
                kind,
                path,
                startedAt.minusNanos(10_000),
                startedAt,
                Duration.ofNanos(98_123_456),
                outcome,
                outcome.hasValue() ? null : "made up by a test",
                false,
                false,
                startedAt.plusSeconds(1),
                values);
    }

    /** Values of a round trip of so many nanoseconds, with a histogram of three packets around it. */
    public static Values delays(long delayNs) {
        DelayHistogram histogram = DelayHistogram.of(new long[] {delayNs - 1_000, delayNs, delayNs + 1_000});
        return Values.builder()
                .put("sent", 10)
                .put("stamps", "kernel")
                .put("roundTrip.delay.meanNs", delayNs)
                .put("roundTrip.delay.histogram", histogram.encodedText())
                .put("forward.delay.meanNs", delayNs * 3 / 5)
                .put("backward.delay.meanNs", delayNs * 2 / 5)
                .put("forward.loss", 0.25)
                .put("backward.loss", 0.0)
                .put("clock.synchronized", true)
                .build();
    }

    /** A batch of one agent's spool, always the same spool. */
    public static Batch batch(long number, Result... results) {
        return new Batch("sh", SPOOL, number, List.of(results));
    }

    static Measurement measurement(Session session) {
        return new Measurement(session.startAt(), Duration.ofMillis(1), Outcome.MEASURED, null, delays(1_000_000));
    }
}
