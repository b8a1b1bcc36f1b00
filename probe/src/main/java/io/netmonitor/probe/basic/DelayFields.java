// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.core.statistics.DelaySummary;
import io.netmonitor.core.statistics.Jitter;
import java.util.Arrays;

/** The fields that sum up the delays of one way, by whatever protocol they were measured. */
final class DelayFields {
    private DelayFields() {}

    /** Adds them under a way's name; none without delays, which are in sending order. */
    static void put(Values.Builder values, String name, long[] delaysNs) {
        if (delaysNs.length == 0) {
            return;
        }
        DelaySummary summary = DelaySummary.of(delaysNs);
        values.put(name + ".delay.minNs", summary.minNs());
        values.put(name + ".delay.meanNs", summary.meanNs());
        values.put(name + ".delay.p50Ns", summary.p50Ns());
        values.put(name + ".delay.p95Ns", summary.p95Ns());
        values.put(name + ".delay.p99Ns", summary.p99Ns());
        values.put(name + ".delay.maxNs", summary.maxNs());
        values.put(name + ".delay.stddevNs", summary.stddevNs());
        Jitter jitter = new Jitter();
        Arrays.stream(delaysNs).forEach(jitter::add);
        if (jitter.isKnown()) {
            values.put(name + ".jitterNs", jitter.jitterNs());
        }
        values.put(name + ".pdvNs", summary.pdvNs());
        values.put(name + ".histogram", DelayHistogram.of(delaysNs).encodedText());
    }
}
