// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/**
 * What one of our own measurements said.
 *
 * @param roundTrip round-trip delay
 * @param forward delay there
 * @param sent packets
 * @param returned packets
 * @param unstamped packets that returned without all four kernel stamps
 * @param stamps {@code kernel}, {@code user} or {@code mixed}
 * @param timerErrorNs median distance of the sending instants to the schedule
 * @param endNs how long after the last packet was due the measurement ended
 */
record OwnRun(
        DelaySummary roundTrip,
        DelaySummary forward,
        long sent,
        long returned,
        long unstamped,
        String stamps,
        long timerErrorNs,
        long endNs) {

    /**
     * Reads a result.
     *
     * @param result as {@code probe basic --json} prints it
     * @throws IOException when nothing was measured, with the outcome and its reason
     */
    static OwnRun read(String result, Pace pace) throws IOException {
        return read(Json.read(result, JsonNode.class), pace);
    }

    static OwnRun read(JsonNode result, Pace pace) throws IOException {
        String outcome = result.path("outcome").asString("");
        if (!outcome.equals("measured")) {
            throw new IOException("our measurement ended as " + outcome + ": "
                    + result.path("reason").asString("no reason given"));
        }
        return new OwnRun(
                delay(result.path("roundTrip")),
                delay(result.path("forward")),
                result.path("sent").asLong(0),
                result.path("returned").asLong(0),
                result.path("unstamped").asLong(0),
                result.path("stamps").asString(""),
                result.path("timerErrorNs").asLong(0),
                result.path("durationNs").asLong(0) - pace.spanNs());
    }

    private static DelaySummary delay(JsonNode direction) throws IOException {
        JsonNode delay = direction.path("delay");
        if (!delay.has("p50Ns")) {
            throw new IOException("our measurement has no delay: " + Place.tail(direction.toString()));
        }
        return new DelaySummary(
                delay.path("minNs").asLong(),
                delay.path("meanNs").asLong(),
                delay.path("p50Ns").asLong(),
                delay.path("p95Ns").asLong(),
                delay.path("p99Ns").asLong(),
                delay.path("maxNs").asLong(),
                delay.path("stddevNs").asLong());
    }
}
