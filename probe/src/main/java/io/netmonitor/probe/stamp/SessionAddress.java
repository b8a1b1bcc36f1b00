// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.Peer;

/**
 * Who is at the other end of a session, and what the session is called. As a key in a map it is not changed any more; for looking
 * up, one instance is written over, so that a packet costs no allocation.
 */
final class SessionAddress {
    private long high;
    private long low;
    private int port;
    private int sessionId;

    /** Makes this the address of a session. */
    SessionAddress set(Peer peer, int id) {
        high = peer.high();
        low = peer.low();
        port = peer.port();
        sessionId = id;
        return this;
    }

    /** An address of its own, to be kept. */
    static SessionAddress of(Peer peer, int id) {
        return new SessionAddress().set(peer, id);
    }

    /** Whether the same one is at the other end, by whatever id. */
    boolean isOf(Peer peer) {
        return high == peer.high() && low == peer.low() && port == peer.port();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionAddress address
                && high == address.high
                && low == address.low
                && port == address.port
                && sessionId == address.sessionId;
    }

    /** Spread well even for addresses and ports that count up, as forged ones may. */
    @Override
    public int hashCode() {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L + ((long) port << 16 | sessionId);
        mixed *= 0xBF58_476D_1CE4_E5B9L;
        return (int) (mixed ^ mixed >>> 32);
    }
}
