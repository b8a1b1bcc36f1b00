// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement of available bandwidth gave. Rates are bits per second at the IP layer.
 *
 * @param startedAt first packet, by this machine's clock
 * @param duration from then to the end
 * @param outcome measured, unstable, host-limited or above with a value or bound; lost or failed without
 * @param reason why it is not measured; null when it is
 * @param availableBps what is available
 * @param lowBps lower end of its 95 % interval, or all that is known
 * @param highBps upper end
 * @param meanOwdUs mean one-way delay of the trains that count, by both clocks, microseconds
 * @param jitterUs mean jitter of the trains that count, microseconds
 * @param loss share of the packets of the trains that count which did not arrive
 * @param sentBytes octets sent at the IP layer
 * @param trains every train, in order
 */
public record BandwidthRun(
        Instant startedAt,
        Duration duration,
        Outcome outcome,
        @Nullable String reason,
        OptionalDouble availableBps,
        OptionalDouble lowBps,
        OptionalDouble highBps,
        long meanOwdUs,
        double jitterUs,
        double loss,
        long sentBytes,
        List<Train> trains) {
    public BandwidthRun {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        requireNonNull(outcome, "outcome");
        trains = List.copyOf(trains);
    }

    /** An interval that reaches further from its value, as a share of it, says no more than of which order the path is. */
    private static final double MOST_HALF_WIDTH = 0.5;

    /**
     * The value for those who can be told neither an interval nor an outcome, as the prototype's interfaces: what is available, or the
     * lower bound of a path that carries more than could be tried. Empty where it would mislead: this host was held up, so that the value
     * is its own and not the path's, or the interval is very wide.
     */
    public OptionalDouble valueAlone() {
        return switch (outcome) {
            case MEASURED -> positive(availableBps);
            case UNSTABLE -> isNarrow() ? positive(availableBps) : OptionalDouble.empty();
            case ABOVE -> positive(lowBps);
            default -> OptionalDouble.empty();
        };
    }

    private boolean isNarrow() {
        return availableBps.isPresent()
                && lowBps.isPresent()
                && highBps.isPresent()
                && highBps.getAsDouble() - lowBps.getAsDouble() <= 2 * MOST_HALF_WIDTH * availableBps.getAsDouble();
    }

    private static OptionalDouble positive(OptionalDouble bps) {
        return bps.isPresent() && bps.getAsDouble() > 0 && Double.isFinite(bps.getAsDouble())
                ? bps
                : OptionalDouble.empty();
    }

    /**
     * A train.
     *
     * @param askedBps rate at which it was to be sent
     * @param sentBps rate at which this host sent it
     * @param receivedBps rate at which it arrived by the server's word; 0 when unknown
     * @param sent packets
     * @param arrived packets by the server's word
     * @param counted whether the answer rests on it
     */
    public record Train(long askedBps, long sentBps, long receivedBps, int sent, int arrived, boolean counted) {}
}
