// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

/**
 * Where things stand in packets of the unauthenticated mode (RFC 8762, figures 2 and 5, with RFC 8972's session id). All
 * big-endian.
 *
 * <pre>
 * octet  session-sender                session-reflector
 *  0     sequence number (4)           sequence number (4), its own
 *  4     t1 (8)                        t3 as seen before sending (8)
 * 12     error estimate (2)            error estimate (2)
 * 14     session id (2)                session id (2)
 * 16     zero (28)                     t2 (8)
 * 24                                   sender's sequence number (4)
 * 28                                   sender's t1 (8)
 * 36                                   sender's error estimate (2)
 * 38                                   zero (2)
 * 40                                   TTL with which the request came (1)
 * 41                                   zero (3)
 * 44     TLVs                          TLVs
 * </pre>
 */
final class PacketLayout {
    static final int SEQUENCE = 0;
    static final int TIMESTAMP = 4;
    static final int ERROR_ESTIMATE = 12;
    static final int SESSION_ID = 14;
    static final int RECEIVED = 16;
    static final int SENDER_SEQUENCE = 24;
    static final int SENDER_TIMESTAMP = 28;
    static final int SENDER_ERROR_ESTIMATE = 36;
    static final int SENDER_TTL = 40;
    static final int BASE_BYTES = 44;

    private PacketLayout() {}
}
