// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

/**
 * Where things stand in packets (RFC 8762, figures 2, 3, 5 and 6, with RFC 8972's session id). All big-endian; what is not
 * named is zero.
 *
 * <pre>
 *                                              unauthenticated   authenticated
 * sequence number, each one's own (4)                 0                0
 * t1, or t3 as seen before sending (8)                4               16
 * error estimate (2)                                 12               24
 * session id (2)                                     14               26
 * t2, in a reply (8)                                 16               32
 * sender's sequence number, in a reply (4)           24               48
 * sender's t1, in a reply (8)                        28               64
 * sender's error estimate, in a reply (2)            36               72
 * TTL with which the request came, in a reply (1)    40               80
 * HMAC of all before (16)                             -               96
 * TLVs                                               44              112
 * </pre>
 */
enum PacketLayout {
    OPEN(4, 12, 16, 24, 28, 36, 40, 44),
    AUTHENTICATED(16, 24, 32, 48, 64, 72, 80, 112);

    static final int SEQUENCE = 0;
    /** Of the authenticated form: what comes before is covered by it. */
    static final int HMAC = 96;

    final int timestamp;
    final int errorEstimate;
    final int sessionId;
    final int received;
    final int senderSequence;
    final int senderTimestamp;
    final int senderErrorEstimate;
    final int senderTtl;
    final int baseBytes;

    PacketLayout(
            int timestamp,
            int errorEstimate,
            int received,
            int senderSequence,
            int senderTimestamp,
            int senderErrorEstimate,
            int senderTtl,
            int baseBytes) {
        this.timestamp = timestamp;
        this.errorEstimate = errorEstimate;
        this.sessionId = errorEstimate + 2;
        this.received = received;
        this.senderSequence = senderSequence;
        this.senderTimestamp = senderTimestamp;
        this.senderErrorEstimate = senderErrorEstimate;
        this.senderTtl = senderTtl;
        this.baseBytes = baseBytes;
    }

    /** The form of a session's packets, with a key or without. */
    static PacketLayout of(boolean authenticated) {
        return authenticated ? AUTHENTICATED : OPEN;
    }
}
