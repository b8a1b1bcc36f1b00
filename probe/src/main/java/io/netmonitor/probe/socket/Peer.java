// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

/** Who is at the other end: an address, IPv4 in its IPv4-mapped form, and a UDP port. Reused by who hands it out. */
public final class Peer {
    long high;
    long low;
    int port;

    Peer() {}

    /** The peer that a destination will be seen as. */
    public static Peer of(java.net.InetSocketAddress address) {
        Peer peer = new Peer();
        peer.set(address);
        return peer;
    }

    void set(java.net.InetSocketAddress address) {
        byte[] octets = address.getAddress().getAddress();
        high = 0;
        low = 0;
        if (octets.length == 4) {
            low = 0xFFFF_0000_0000L;
        }
        for (int i = 0; i < octets.length; i++) {
            if (octets.length == 16 && i < 8) {
                high = high << 8 | (octets[i] & 0xFF);
            } else {
                long octet = octets[i] & 0xFFL;
                int shift = 8 * (octets.length - 1 - i);
                low |= octet << shift;
            }
        }
        port = address.getPort();
    }

    /** First half of the IPv6 address. */
    public long high() {
        return high;
    }

    /** Second half of the IPv6 address. */
    public long low() {
        return low;
    }

    /** UDP port. */
    public int port() {
        return port;
    }
}
