// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import org.jspecify.annotations.Nullable;

/**
 * Something that came over the error queue: a transmit stamp, or what the network said of a packet. Reused: valid until its
 * socket's next {@code nextNotice}.
 */
public final class Notice {
    boolean stamp;
    int stampId;
    long kernelNs;
    int errno;
    int origin;
    int type;
    int code;
    int info;
    final Peer peer = new Peer();

    @Nullable
    String offender;

    Notice() {}

    /** Whether it is a transmit stamp; otherwise it is an error. */
    public boolean isStamp() {
        return stamp;
    }

    /** Which packet the stamp is for: what {@code send} or {@code reply} returned. */
    public int stampId() {
        return stampId;
    }

    /** When the kernel handed the packet to the device, nanoseconds since 1970. */
    public long kernelNs() {
        return kernelNs;
    }

    /** Whether the destination's port is closed (ICMP port unreachable). */
    public boolean isRefusal() {
        return !stamp && errno == Errno.ECONNREFUSED;
    }

    /** To whom the packet was that an error is about. */
    public Peer peer() {
        return peer;
    }

    /** What the network said, with who said it: {@code port is closed (ICMP type 3 code 3 from 192.0.2.7)}. */
    public String words() {
        String source = switch (origin) {
            case 2 -> "ICMP type " + type + " code " + code;
            case 3 -> "ICMPv6 type " + type + " code " + code;
            default -> "this host";
        };
        String mtu = errno == Errno.EMSGSIZE && info > 0 ? ", at most " + info + " bytes with its headers" : "";
        return Errno.words(errno) + mtu + " (" + source + (offender == null ? "" : " from " + offender) + ")";
    }
}
