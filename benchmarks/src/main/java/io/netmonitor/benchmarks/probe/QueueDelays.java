// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.statistics.DelaySummary;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How long each request was in the router, from the stamps of two captures: seen leaving minus seen coming. */
final class QueueDelays {
    private QueueDelays() {}

    /**
     * Matches both captures by session and sequence number, and sums up.
     *
     * @param count sequence numbers from this one on are a session's flush packets and left out
     * @throws IOException when no request was seen by both
     */
    static DelaySummary of(List<CapturedPacket> ingress, List<CapturedPacket> egress, int count) throws IOException {
        Map<Long, Long> left = new HashMap<>();
        egress.forEach(packet -> left.putIfAbsent(key(packet), packet.timeNs()));
        long[] delays = ingress.stream()
                .filter(packet -> packet.sequence() < count)
                .flatMapToLong(packet -> delay(packet, left).stream())
                .toArray();
        if (delays.length == 0) {
            throw new IOException("no request was seen on both sides of the router; seen coming " + ingress.size()
                    + ", leaving " + egress.size());
        }
        return DelaySummary.of(delays);
    }

    private static OptionalLong delay(CapturedPacket came, Map<Long, Long> left) {
        Long leftNs = left.get(key(came));
        return leftNs == null ? OptionalLong.empty() : OptionalLong.of(leftNs - came.timeNs());
    }

    private static long key(CapturedPacket packet) {
        return packet.sequence() << 16 | packet.sessionId();
    }
}
