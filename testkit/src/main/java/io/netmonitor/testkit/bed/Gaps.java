// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

/**
 * How true a source was to its pattern in some span of time, in sends: packets, or clumps of TCP. An immutable value.
 *
 * @param meanBps with 14 bytes of Ethernet a packet
 * @param variation the deviation of a gap divided by its mean: 0 for constant gaps, 1 for Poisson
 * @param lateP99Ns of the sends, the 99th percentile of the lateness against the schedule
 */
public record Gaps(
        long sends,
        double meanBps,
        double meanGapNs,
        double deviationNs,
        double variation,
        long lateP99Ns,
        long lateMaxNs) {
    /** Written by hand: a library that starts up beside the sender would spoil what is reported here. */
    String json() {
        return "{\"sends\":" + sends + ",\"meanBps\":" + meanBps + ",\"meanGapNs\":" + meanGapNs + ",\"deviationNs\":"
                + deviationNs + ",\"variation\":" + variation + ",\"lateP99Ns\":" + lateP99Ns + ",\"lateMaxNs\":"
                + lateMaxNs + "}";
    }
}
