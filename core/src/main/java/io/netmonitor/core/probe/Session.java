// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom to measure now, and how the two ends know each other.
 *
 * @param destination where the answering side listens, resolved
 * @param sessionId identifies the session at the reflector, 0 to 65535; 0 lets a foreign reflector be used
 * @param startAt when to start, by this machine's wall clock; in the past means at once
 * @param destinationBootId kernel boot id of the destination where known: an equal one means a shared clock
 * @param key what packets are authenticated with; absent when they are not
 * @param reverse whether what goes from the destination to here is measured
 * @param endBy when it has to be over, by this machine's wall clock; absent when nobody waits
 * @param protocol what the destination speaks, of {@link ProbeDescription#foreign}; absent for the probe type's own
 * @param tls how a control connection is secured, for probe types that have one; absent when it is not
 */
public record Session(
        InetSocketAddress destination,
        int sessionId,
        Instant startAt,
        @Nullable String destinationBootId,
        @Nullable SessionKey key,
        boolean reverse,
        @Nullable Instant endBy,
        @Nullable String protocol,
        @Nullable PeerTls tls) {
    /** A session with neither key nor TLS. */
    public Session(InetSocketAddress destination, int sessionId, Instant startAt, @Nullable String destinationBootId) {
        this(destination, sessionId, startAt, destinationBootId, null, false, null, null, null);
    }

    /** A forward session that nobody waits for. */
    public Session(
            InetSocketAddress destination,
            int sessionId,
            Instant startAt,
            @Nullable String destinationBootId,
            @Nullable SessionKey key,
            @Nullable PeerTls tls) {
        this(destination, sessionId, startAt, destinationBootId, key, false, null, null, tls);
    }

    /** A session without TLS. */
    public Session(
            InetSocketAddress destination,
            int sessionId,
            Instant startAt,
            @Nullable String destinationBootId,
            @Nullable SessionKey key) {
        this(destination, sessionId, startAt, destinationBootId, key, false, null, null, null);
    }

    public Session {
        requireNonNull(destination, "destination");
        requireNonNull(startAt, "startAt");
        if (destination.isUnresolved()) {
            throw new IllegalArgumentException("destination is not resolved: " + destination);
        }
        if (sessionId < 0 || sessionId > 0xFFFF) {
            throw new IllegalArgumentException("session id outside 0 to 65535: " + sessionId);
        }
    }
}
