// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one run of ping said.
 *
 * @param roundTrip round-trip delay; ping shows it to the microsecond
 */
record PingRun(DelaySummary roundTrip) {
    private static final Pattern TIME = Pattern.compile(" time=([0-9]{1,9}(?:\\.[0-9]{1,6})?) ms");

    static List<String> client(String address, Pace pace) {
        return List.of(
                "ping",
                "-n",
                "-i",
                BigDecimal.valueOf(pace.intervalUs(), 6).toPlainString(),
                "-c",
                String.valueOf(pace.count()),
                "-s",
                String.valueOf(Pace.PAYLOAD_BYTES),
                address);
    }

    /**
     * Reads the lines that ping prints for each reply.
     *
     * @throws IOException when there are none
     */
    static PingRun read(String lines) throws IOException {
        long[] roundTrips = TIME.matcher(lines)
                .results()
                .mapToLong(
                        time -> new BigDecimal(time.group(1)).movePointRight(6).longValue())
                .toArray();
        if (roundTrips.length == 0) {
            throw new IOException("ping got no packet back: " + Place.tail(lines));
        }
        return new PingRun(DelaySummary.of(roundTrips));
    }
}
