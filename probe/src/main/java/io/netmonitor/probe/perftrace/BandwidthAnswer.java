// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What all trains of a measurement came to: outcome, value and interval, bits per second. */
record BandwidthAnswer(
        Outcome outcome,
        @Nullable String reason,
        OptionalDouble availableBps,
        OptionalDouble lowBps,
        OptionalDouble highBps,
        List<TrainReading> trains,
        List<TrainReading> counted) {
    /** Without a number. */
    static BandwidthAnswer without(Outcome outcome, String reason, List<TrainReading> trains) {
        return new BandwidthAnswer(
                outcome,
                reason,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                trains,
                List.of());
    }

    /** More than this is available. */
    static BandwidthAnswer above(double lowBps, List<TrainReading> trains, List<TrainReading> counted) {
        return new BandwidthAnswer(
                Outcome.ABOVE,
                null,
                OptionalDouble.empty(),
                OptionalDouble.of(lowBps),
                OptionalDouble.empty(),
                trains,
                counted);
    }

    /** With a number and an interval. */
    static BandwidthAnswer of(
            Outcome outcome,
            @Nullable String reason,
            double bps,
            double lowBps,
            double highBps,
            List<TrainReading> trains,
            List<TrainReading> counted) {
        return new BandwidthAnswer(
                outcome,
                reason,
                OptionalDouble.of(bps),
                OptionalDouble.of(lowBps),
                OptionalDouble.of(highBps),
                trains,
                counted);
    }

    BandwidthRun run(Instant startedAt, Duration duration) {
        List<TrainReading> of = counted.isEmpty() ? trains : counted;
        long sent = of.stream().mapToLong(TrainReading::sent).sum();
        long arrived = of.stream().mapToLong(TrainReading::arrived).sum();
        return new BandwidthRun(
                startedAt,
                duration,
                outcome,
                reason,
                availableBps,
                lowBps,
                highBps,
                Math.round(of.stream()
                        .mapToInt(train -> train.result().meanOwdUs())
                        .average()
                        .orElse(0)),
                of.stream()
                        .mapToDouble(train -> train.result().jitterUs())
                        .filter(jitter -> jitter >= 0 && jitter <= Float.MAX_VALUE)
                        .average()
                        .orElse(0),
                sent == 0 ? 0 : 1 - (double) arrived / sent,
                trains.stream()
                        .mapToLong(train -> (long) train.sent() * train.order().packetBytes())
                        .sum(),
                trains.stream()
                        .map(train -> train.train(counted.stream().anyMatch(each -> Objects.equals(each, train))))
                        .toList());
    }
}
