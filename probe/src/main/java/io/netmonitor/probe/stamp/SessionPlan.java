// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * What a session-sender is to do.
 *
 * @param destination the reflector, resolved
 * @param sessionId 0 to 65535, 0 for none
 * @param startAt instant of the first packet by this machine's clock; in the past means at once
 * @param count packets that are counted, 1 to 1000
 * @param intervalNs between two packets, 100 µs to 10 s
 * @param lossTimeoutNs after which a reply is late and its packet lost, RFC 7680
 * @param sizeBytes wanted UDP payload, see {@link #lengthBytes}
 * @param dscp 0 to 63
 */
public record SessionPlan(
        InetSocketAddress destination,
        int sessionId,
        Instant startAt,
        int count,
        long intervalNs,
        long lossTimeoutNs,
        int sizeBytes,
        int dscp) {
    public SessionPlan {
        requireNonNull(destination, "destination");
        requireNonNull(startAt, "startAt");
        requireWithin("count", count, 1, 1_000);
        requireWithin("intervalNs", intervalNs, 100_000, 10_000_000_000L);
        requireWithin("lossTimeoutNs", lossTimeoutNs, 1, 60_000_000_000L);
        requireWithin("sizeBytes", sizeBytes, 0, 8_972);
        requireWithin("dscp", dscp, 0, 63);
    }

    /** UDP payload of each packet, octets: what is wanted, and never too little for the extensions. */
    public int lengthBytes() {
        return Request.lengthBytes(sizeBytes);
    }

    private static void requireWithin(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " outside " + min + " to " + max + ": " + value);
        }
    }
}
