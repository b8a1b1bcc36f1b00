// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.estimate.Estimate;
import io.netmonitor.probe.clock.BootId;
import java.util.OptionalDouble;

/** Turns an estimate into the fields of {@link BandwidthDescription}. */
final class BandwidthValues {
    private BandwidthValues() {}

    /** All fields that are known. */
    static Values of(Estimate estimate, boolean kernelStamps, boolean reverse) {
        Values.Builder values = Values.builder();
        if (estimate.outcome() != Outcome.LOST) {
            put(values, "availableBps", estimate.availableBps());
            put(values, "lowBps", estimate.lowBps());
            put(values, "highBps", estimate.highBps());
            put(values, "capacityBps", estimate.capacityBps());
            values.put("limiter", estimate.limiter().label());
            values.put("burstBytes", estimate.burstBytes());
            values.put(
                    "trains",
                    estimate.trains().stream()
                            .filter(train -> train.toNs() > train.fromNs())
                            .count());
            values.put("loss", estimate.lost());
            estimate.samplingFloor().ifPresent(share -> values.put("samplingFloor", share));
            values.put("queueNs", estimate.queueNs());
            values.put("stamps", kernelStamps ? "kernel" : "user");
        }
        values.put("sentBytes", estimate.sentBytes());
        values.put("reverse", reverse);
        values.put("clock.bootId", BootId.own().orElse(null));
        return values.build();
    }

    private static void put(Values.Builder values, String field, OptionalDouble bps) {
        bps.ifPresent(value -> values.put(field, Math.round(value)));
    }
}
