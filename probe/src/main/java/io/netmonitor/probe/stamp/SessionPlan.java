// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.socket.SourcePort;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
 * @param source what packets leave from
 * @param varyPort whether packets take turns over {@link #PORTS} source ports, since routers spread packets over equal paths by
 *     them
 * @param key what packets are authenticated with, or null
 */
public record SessionPlan(
        InetSocketAddress destination,
        int sessionId,
        Instant startAt,
        int count,
        long intervalNs,
        long lossTimeoutNs,
        int sizeBytes,
        SourcePort source,
        boolean varyPort,
        @Nullable SessionKey key) {
    /** How many source ports packets take turns over when they are to. */
    public static final int PORTS = 16;

    public SessionPlan {
        requireNonNull(destination, "destination");
        requireNonNull(startAt, "startAt");
        requireNonNull(source, "source");
        requireWithin("count", count, 1, 1_000);
        requireWithin("intervalNs", intervalNs, 100_000, 10_000_000_000L);
        requireWithin("lossTimeoutNs", lossTimeoutNs, 1, 60_000_000_000L);
        requireWithin("sizeBytes", sizeBytes, 0, 8_972);
        if (source.six() != destination.getAddress() instanceof Inet6Address) {
            throw new IllegalArgumentException("source and destination are of different families: " + destination);
        }
        if (varyPort && source.port() != 0) {
            throw new IllegalArgumentException("a source port cannot be fixed and varied: " + source.port());
        }
    }

    /** UDP payload of each packet, octets: what is wanted, and never too little for the extensions. */
    public int lengthBytes() {
        return lengthBytes(sizeBytes, key != null);
    }

    /** UDP payload of each packet of a session with a key or without, octets, see {@link #lengthBytes()}. */
    public static int lengthBytes(int sizeBytes, boolean authenticated) {
        return Request.lengthBytes(PacketLayout.of(authenticated), sizeBytes);
    }

    /** How many source ports there are. */
    public int ports() {
        return varyPort ? PORTS : 1;
    }

    /** Which of them a packet leaves from. */
    public int portOf(int sequence) {
        return varyPort ? sequence % PORTS : 0;
    }

    PacketLayout layout() {
        return PacketLayout.of(key != null);
    }

    private static void requireWithin(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " outside " + min + " to " + max + ": " + value);
        }
    }
}
