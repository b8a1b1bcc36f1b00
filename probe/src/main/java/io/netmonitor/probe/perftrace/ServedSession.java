// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Peer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A measurement that a server serves: whose probes count and which. The server's UDP thread gives it probes, the thread of its
 * connection asks it.
 */
abstract sealed class ServedSession permits ServedBasic, ServedBandwidth {
    final long id;
    private final Peer client;

    ServedSession(long id, Peer client) {
        this.id = id;
        this.client = client;
    }

    final boolean isFrom(Peer peer) {
        return client.high() == peer.high() && client.low() == peer.low();
    }

    /** Whether it is the other's twin: nothing could tell their probes apart. */
    final boolean isLike(ServedSession other) {
        return id == other.id && isFrom(other.client);
    }

    /** Whether probes are answered. */
    abstract boolean answers();

    /**
     * Takes a probe, and makes it its own reply if it is to be answered.
     *
     * @param arrivedNs since 1970
     * @return why it does not count; null when it does
     */
    abstract @Nullable Drop take(ByteBuffer probe, long arrivedNs);
}
