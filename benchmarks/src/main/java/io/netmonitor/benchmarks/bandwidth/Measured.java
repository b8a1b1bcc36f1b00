// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What {@link BandwidthRun} printed of one measurement.
 *
 * @param values fields of the result
 * @param trains what each train said
 */
record Measured(
        @JsonProperty("outcome") String outcome,
        @JsonProperty("reason") String reason,
        @JsonProperty("durationMs") double durationMs,
        @JsonProperty("values") Map<String, Object> values,
        @JsonProperty("trains") List<OneTrain> trains) {
    /** A number of the result, or NaN when it has none. */
    double number(String field) {
        return values.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** A word of the result, or nothing. */
    String word(String field) {
        return String.valueOf(values.get(field));
    }

    /**
     * A train.
     *
     * @param fromNs when the part that counts began, by {@link System#nanoTime}; 0 when none counts
     * @param toNs when it ended
     * @param waitedNs how long the first packet of it waited
     * @param outNs time from that packet's arrival to the last one's
     */
    record OneTrain(
            @JsonProperty("kind") String kind,
            @JsonProperty("packets") int packets,
            @JsonProperty("askedBps") double askedBps,
            @JsonProperty("sentBps") double sentBps,
            @JsonProperty("availableBps") double availableBps,
            @JsonProperty("fromNs") long fromNs,
            @JsonProperty("toNs") long toNs,
            @JsonProperty("waitedNs") long waitedNs,
            @JsonProperty("outNs") long outNs,
            @JsonProperty("held") double held,
            @JsonProperty("queueNs") long queueNs,
            @JsonProperty("lost") int lost) {}
}
