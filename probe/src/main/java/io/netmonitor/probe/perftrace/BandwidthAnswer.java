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
    private static final String HELD_UP = "this host was held up while it sent";
    /** An interval of more than this to both sides, and loss of more. */
    private static final double WIDE = 0.1;

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

    /**
     * Of a climb that came to no end. What came as fast as it was sent is available at least, and no more is than what came slower.
     *
     * @param mostBps the fastest that anything came
     * @param hostWasSlow whether this host could not send fast enough; else budget or time was spent
     */
    static BandwidthAnswer ofClimb(List<TrainReading> trains, double mostBps, boolean hostWasSlow) {
        // The first may have passed at once.
        List<TrainReading> telling = trains.stream()
                .skip(1)
                .filter(train -> train.isSane() && train.hasTail())
                .toList();
        if (telling.isEmpty()) {
            return without(Outcome.FAILED, "no train came as it was sent", trains);
        }
        double high = telling.stream()
                .filter(TrainReading::cameSlower)
                .mapToDouble(TrainReading::tailBps)
                .min()
                .orElse(mostBps);
        double low = telling.stream()
                .filter(train -> !train.cameSlower())
                .mapToDouble(train -> Math.min(train.tailBps(), train.sentBps()))
                .filter(bps -> bps <= high)
                .max()
                .orElse(high / 2);
        return of(
                hostWasSlow ? Outcome.HOST_LIMITED : Outcome.UNSTABLE,
                hostWasSlow
                        ? "this host did not send fast enough to fill the path"
                        : "budget or time was spent before the path was full",
                low,
                low,
                high,
                trains,
                List.of());
    }

    /** Of fewer trains than have a mean: what is known, with all that it may be. */
    static BandwidthAnswer tooFew(
            List<TrainReading> trains, List<TrainReading> counted, double bps, double mostBps, boolean heldUp) {
        // One train that took very long says nearly nothing, but not that the path carries nothing.
        double value = Math.clamp(bps, Math.min(1, mostBps), mostBps);
        return of(
                heldUp ? Outcome.HOST_LIMITED : Outcome.UNSTABLE,
                heldUp ? HELD_UP : "too few trains could be sent within budget and time",
                value,
                value / 2,
                mostBps,
                trains,
                counted);
    }

    /**
     * Of trains that held the queue.
     *
     * @param mostBps the fastest that anything came
     * @param troubled how many trains do not count since this host was held up
     */
    static BandwidthAnswer of(List<TrainReading> trains, Saturation saturation, double mostBps, int troubled) {
        List<TrainReading> counted = saturation.counted();
        if (counted.size() < 2) {
            return tooFew(trains, counted, saturation.availableBps(), mostBps, troubled > 0);
        }
        double loss = counted.stream().mapToDouble(TrainReading::loss).average().orElse(0);
        boolean host = troubled > counted.size();
        double value = Math.clamp(saturation.availableBps(), Math.min(1, mostBps), mostBps);
        double half = host ? Math.max(saturation.halfBps(), WIDE * value) : saturation.halfBps();
        boolean wide = half > WIDE * value;
        Outcome outcome = host ? Outcome.HOST_LIMITED : wide || loss > WIDE ? Outcome.UNSTABLE : Outcome.MEASURED;
        return of(
                outcome,
                reason(outcome, wide),
                value,
                Math.max(0, value - half),
                // What a host that was held up could not fill may carry more than it saw.
                host ? mostBps : Math.min(mostBps, value + half),
                trains,
                counted);
    }

    private static @Nullable String reason(Outcome outcome, boolean wide) {
        return switch (outcome) {
            case HOST_LIMITED -> HELD_UP;
            case UNSTABLE ->
                wide
                        ? "trains differ by more than a tenth: the path's load changes, or it is too short a measurement"
                        : "the path loses more than a tenth of the packets";
            default -> null;
        };
    }

    private static BandwidthAnswer of(
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
