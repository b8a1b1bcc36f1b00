// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.core.result.Outcome;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Puts what was found into an {@link Estimate}, and says how far it can be trusted. */
final class Verdict {
    /** A sender that reached less of the rate than this was too slow. */
    static final double KEPT_PACE = 0.93;

    private static final double WIDE = 0.1;
    /** With so much loss it matters whether it is before the tight link or behind it, and nobody knows. */
    private static final double MUCH_LOST = 0.1;

    private static final double MOST_OF_CAPACITY = 1.05;
    /** From so many packets on, what passes at once is a bucket and not the link's own first packet. */
    private static final double BUCKET_PACKETS = 2.5;

    private final Log log;

    Verdict(Log log) {
        this.log = log;
    }

    Estimate lost() {
        return estimate(
                Outcome.LOST,
                "packets of the trains did not arrive; does every firewall on the way let UDP through?",
                new Range(null, null, null),
                OptionalDouble.empty(),
                Limiter.NONE,
                0,
                OptionalDouble.empty(),
                1);
    }

    /** More is available than was tried. */
    Estimate above(double sentBps, OptionalDouble capacityBps, long bucketBytes, double loss) {
        double lowBps = sentBps * (1 - loss);
        return estimate(
                Outcome.ABOVE,
                null,
                new Range(null, lowBps, null),
                capacityBps,
                limiter(bucketBytes),
                bucketBytes,
                OptionalDouble.empty(),
                loss);
    }

    /** The host could not send fast enough to find more than this. */
    Estimate hostLimited(double sentBps, double capacityBps, long bucketBytes, double loss) {
        double sent = sentBps * (1 - loss);
        double lowBps = capacityBps > 0 ? Math.min(sent, MOST_OF_CAPACITY * capacityBps) : sent;
        if (lowBps <= 0) {
            return lost();
        }
        return estimate(
                Outcome.HOST_LIMITED,
                "this host did not send fast enough to fill the path",
                new Range(lowBps, 0.9 * lowBps, Math.max(lowBps, capacityBps)),
                capacityBps > 0 ? OptionalDouble.of(capacityBps) : OptionalDouble.empty(),
                limiter(bucketBytes),
                bucketBytes,
                OptionalDouble.empty(),
                loss);
    }

    /** What is dropped above a rate passes at that rate. */
    Estimate policed(double availableBps, double lowBps, double highBps, long bucketBytes, double loss) {
        boolean wide = highBps - lowBps > 2 * WIDE * availableBps;
        return estimate(
                wide ? Outcome.UNSTABLE : Outcome.MEASURED,
                wide ? "trains differ by more than a tenth" : null,
                new Range(availableBps, lowBps, highBps),
                OptionalDouble.empty(),
                Limiter.POLICER,
                bucketBytes,
                OptionalDouble.empty(),
                loss);
    }

    /** The mean of the trains. */
    Estimate of(Balance balance, boolean hostWasSlow, long bucketBytes, double samplingFloor, double loss) {
        double arrive = 1 - loss;
        double mostBps = MOST_OF_CAPACITY * balance.capacityBps();
        double value = Math.min(balance.availableBps() * arrive, mostBps);
        boolean host = hostWasSlow || log.overflows() > 0;
        double half = host ? Math.max(balance.halfBps(), WIDE * value) : balance.halfBps();
        boolean wide = half > WIDE * value;
        Outcome outcome = host ? Outcome.HOST_LIMITED : wide || loss > MUCH_LOST ? Outcome.UNSTABLE : Outcome.MEASURED;
        String reason = switch (outcome) {
            case HOST_LIMITED ->
                log.overflows() > 0
                        ? "the receiving host dropped " + log.overflows() + " packets"
                        : "a host did not keep up with the trains";
            case UNSTABLE ->
                !wide
                        ? "the path loses more than a tenth of the packets"
                        : "trains differ by more than a tenth: the path's load changes, or it is too short a measurement";
            default -> null;
        };
        return estimate(
                outcome,
                reason,
                new Range(value, Math.max(0, value - half), Math.min(mostBps, value + half)),
                OptionalDouble.of(balance.capacityBps()),
                limiter(bucketBytes),
                bucketBytes,
                OptionalDouble.of(samplingFloor),
                loss);
    }

    private Limiter limiter(long bucketBytes) {
        return bucketBytes >= BUCKET_PACKETS * log.packetBytes() ? Limiter.SHAPER : Limiter.NONE;
    }

    private Estimate estimate(
            Outcome outcome,
            @Nullable String reason,
            Range range,
            OptionalDouble capacityBps,
            Limiter limiter,
            long bucketBytes,
            OptionalDouble samplingFloor,
            double loss) {
        return new Estimate(
                outcome,
                reason,
                optional(range.value),
                optional(range.low),
                optional(range.high),
                capacityBps,
                limiter,
                bucketBytes,
                samplingFloor,
                loss,
                log.queueNs(),
                log.sentBytes(),
                log.reports());
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private record Range(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}
}
