// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What one run of irtt said. It gives no 99th percentile, so all is computed from its list of round trips, by the same rule
 * as our own.
 *
 * @param roundTrip round-trip delay without the server's own time, as irtt reckons it
 * @param sent packets
 * @param skipped sending instants that its timer left out
 * @param timerErrorNs mean distance of its sending instants to the schedule
 */
record IrttRun(DelaySummary roundTrip, long sent, long skipped, long timerErrorNs) {
    static final int PORT = 2112;

    /** The server takes any interval; its own lower limit would be 10 ms. */
    static final List<String> SERVER = List.of("irtt", "server", "-i", "0");

    static List<String> client(String address, Pace pace) {
        long spanUs = (long) pace.count() * pace.intervalUs();
        return List.of(
                "irtt",
                "client",
                "-Q",
                "-o",
                "-",
                "-i",
                pace.intervalUs() + "us",
                "-d",
                spanUs + "us",
                "-l",
                String.valueOf(Pace.PAYLOAD_BYTES),
                address + ":" + PORT);
    }

    /**
     * Reads irtt's JSON.
     *
     * @throws IOException when no packet came back
     */
    static IrttRun read(String json) throws IOException {
        JsonNode root = Json.read(json, JsonNode.class);
        long[] roundTrips = StreamSupport.stream(root.path("round_trips").spliterator(), false)
                .map(packet -> packet.path("delay").path("rtt"))
                .filter(JsonNode::isNumber)
                .flatMapToLong(rtt -> LongStream.of(rtt.asLong()))
                .toArray();
        if (roundTrips.length == 0) {
            throw new IOException("irtt got no packet back");
        }
        JsonNode stats = root.path("stats");
        return new IrttRun(
                DelaySummary.of(roundTrips),
                root.path("round_trips").size(),
                stats.path("timer_misses").asLong(0),
                stats.path("timer_error").path("mean").asLong(0));
    }
}
