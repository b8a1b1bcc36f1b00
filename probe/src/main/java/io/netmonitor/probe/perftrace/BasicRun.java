// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What a Basic measurement gave. Delays are of the probes whose reply came, in the order of their numbers: at the same index of each
 * array the same probe.
 *
 * @param startedAt first probe, by this machine's clock
 * @param duration from the first probe until all was known
 * @param sent probes
 * @param arrived how many reached the server by its own word, within what can be: {@link #returned} to {@code sent}
 * @param forwardNs there, in whole microseconds; negative when the clocks disagree
 * @param backwardNs back with the server's own time; negative when the clocks disagree
 * @param roundTripNs there and back with the server's own time; never negative
 */
@SuppressWarnings("ArrayRecordComponent") // delays are many numbers, taken as one
public record BasicRun(
        Instant startedAt,
        Duration duration,
        int sent,
        int arrived,
        long[] forwardNs,
        long[] backwardNs,
        long[] roundTripNs) {
    public BasicRun {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        if (forwardNs.length != roundTripNs.length || backwardNs.length != roundTripNs.length) {
            throw new IllegalArgumentException("delays of " + forwardNs.length + ", " + backwardNs.length + " and "
                    + roundTripNs.length + " probes");
        }
        if (arrived < roundTripNs.length || sent < arrived) {
            throw new IllegalArgumentException(
                    "of " + sent + " probes " + arrived + " arrived and " + roundTripNs.length + " returned");
        }
        forwardNs = forwardNs.clone();
        backwardNs = backwardNs.clone();
        roundTripNs = roundTripNs.clone();
    }

    /** Probes whose reply came. */
    public int returned() {
        return roundTripNs.length;
    }

    /** 1 − replies / sent. */
    public double roundTripLoss() {
        return share(sent - returned(), sent);
    }

    /** 1 − arrived / sent. */
    public double forwardLoss() {
        return share(sent - arrived, sent);
    }

    /** 1 − replies / arrived; 0 when nothing arrived. */
    public double backwardLoss() {
        return share(arrived - returned(), arrived);
    }

    private static double share(int lost, int of) {
        return of == 0 ? 0 : (double) lost / of;
    }
}
