// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.core.result.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a measurement came to. All rates are of the IP layer, in bits per second.
 *
 * @param outcome one of measured, unstable, host-limited, above, lost
 * @param reason why it is not measured
 * @param availableBps absent when it is above what was tried, or nothing came
 * @param lowBps lower end of the 95 % interval
 * @param highBps upper end; absent when it is above what was tried
 * @param capacityBps rate of the tight link, where it showed
 * @param limiter what limits the path
 * @param burstBytes what passes at once before it does
 * @param samplingFloor standard deviation, as a share of the value, that a path of this load would show by chance if its cross traffic
 *     came at random: no single measurement of this length can be surer of the long-term mean
 * @param lost share of paced packets lost
 * @param queueNs the longest that a packet waited
 * @param sentBytes IP octets sent, all trains
 * @param trains what each train said
 */
public record Estimate(
        Outcome outcome,
        @Nullable String reason,
        OptionalDouble availableBps,
        OptionalDouble lowBps,
        OptionalDouble highBps,
        OptionalDouble capacityBps,
        Limiter limiter,
        long burstBytes,
        OptionalDouble samplingFloor,
        double lost,
        long queueNs,
        long sentBytes,
        List<TrainReport> trains) {
    public Estimate {
        trains = List.copyOf(trains);
    }
}
