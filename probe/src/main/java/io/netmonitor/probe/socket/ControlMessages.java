// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * Reads and writes the control messages beside a packet.
 *
 * <pre>
 * cmsghdr   0 length with header (long) | 8 level (int) | 12 type (int) | 16 data, the next one at a multiple of 8
 * </pre>
 *
 * IPv4 packets bring level 0 messages on an IPv6 socket as well (TOS in one octet), IPv6 packets level 41.
 */
final class ControlMessages {
    static final int SOL_SOCKET = 1;
    static final int SO_TIMESTAMPING = 37;
    static final int SO_RXQ_OVFL = 40;
    static final int IPPROTO_IP = 0;
    static final int IPPROTO_IPV6 = 41;
    static final int IP_TOS = 1;
    static final int IP_TTL = 2;
    static final int IP_PKTINFO = 8;
    static final int IP_RECVERR = 11;
    static final int IPV6_RECVERR = 25;
    static final int IPV6_PKTINFO = 50;
    static final int IPV6_HOPLIMIT = 52;
    static final int IPV6_TCLASS = 67;

    private static final int HEADER = 16;
    private static final int ORIGIN_TIMESTAMPING = 4;
    private static final int ERROR_BYTES = 16;

    private ControlMessages() {}

    /** Notes what the kernel says of a packet; keeps where its destination address stands for the reply. */
    static void read(MessageBatch from, int place, Arrival into) {
        MemorySegment control = from.control(place);
        long end = Math.min(from.controlBytes(place), control.byteSize());
        into.info.level = -1;
        for (long at = 0; at + HEADER <= end; at = next(control, at)) {
            long data = at + HEADER;
            if (invalid(control, at, end)) {
                return;
            }
            if (control.get(JAVA_LONG, at) - HEADER < dataBytes(control, at)) {
                continue;
            }
            switch (control.get(JAVA_INT, at + 8) << 16 | control.get(JAVA_INT, at + 12)) {
                case SOL_SOCKET << 16 | SO_TIMESTAMPING -> into.kernelNs = softwareStamp(control, data);
                case SOL_SOCKET << 16 | SO_RXQ_OVFL ->
                    into.overflows = Integer.toUnsignedLong(control.get(JAVA_INT, data));
                case IPPROTO_IP << 16 | IP_TTL, IPPROTO_IPV6 << 16 | IPV6_HOPLIMIT ->
                    into.hopLimit = control.get(JAVA_INT, data) & 0xFF;
                case IPPROTO_IP << 16 | IP_TOS -> into.trafficClass = control.get(JAVA_BYTE, data) & 0xFF;
                case IPPROTO_IPV6 << 16 | IPV6_TCLASS -> into.trafficClass = control.get(JAVA_INT, data) & 0xFF;
                case IPPROTO_IP << 16 | IP_PKTINFO -> into.info.ipv4(control, data);
                case IPPROTO_IPV6 << 16 | IPV6_PKTINFO -> into.info.ipv6(control, data);
                default -> {
                    // Nothing else was asked for.
                }
            }
        }
    }

    /** Notes what came over the error queue. */
    static boolean read(MessageBatch from, int place, Notice into) {
        MemorySegment control = from.control(place);
        long end = Math.min(from.controlBytes(place), control.byteSize());
        boolean known = false;
        for (long at = 0; at + HEADER <= end && !invalid(control, at, end); at = next(control, at)) {
            int level = control.get(JAVA_INT, at + 8);
            int type = control.get(JAVA_INT, at + 12);
            if (control.get(JAVA_LONG, at) - HEADER < dataBytes(control, at)) {
                continue;
            }
            if (level == SOL_SOCKET && type == SO_TIMESTAMPING) {
                into.kernelNs = softwareStamp(control, at + HEADER);
            } else if ((level == IPPROTO_IP && type == IP_RECVERR) || (level == IPPROTO_IPV6 && type == IPV6_RECVERR)) {
                extendedError(control, at, into);
                known = true;
            }
        }
        return known;
    }

    /** sock_extended_err: errno (int) | origin | type | code | pad (1 each) | info (int) | data (int) | offender */
    private static void extendedError(MemorySegment control, long at, Notice into) {
        long data = at + HEADER;
        into.errno = control.get(JAVA_INT, data);
        into.origin = control.get(JAVA_BYTE, data + 4) & 0xFF;
        into.type = control.get(JAVA_BYTE, data + 5) & 0xFF;
        into.code = control.get(JAVA_BYTE, data + 6) & 0xFF;
        into.stamp = into.origin == ORIGIN_TIMESTAMPING;
        into.stampId = control.get(JAVA_INT, data + 12);
        into.info = control.get(JAVA_INT, data + 8);
        long addressBytes = control.get(JAVA_LONG, at) - HEADER - ERROR_BYTES;
        boolean offender = !into.stamp
                && into.origin > 1
                && addressBytes >= 16
                && (addressBytes >= SocketAddresses.MAX_BYTES
                        || SocketAddresses.family(control.asSlice(data + ERROR_BYTES)) == SocketAddresses.AF_INET);
        into.offender = offender
                ? SocketAddresses.read(control.asSlice(data + ERROR_BYTES))
                        .getAddress()
                        .getHostAddress()
                : null;
    }

    /** Writes one message and returns where the next may begin. */
    static int header(MemorySegment control, int at, int level, int type, int dataBytes) {
        control.set(JAVA_LONG, at, HEADER + dataBytes);
        control.set(JAVA_INT, at + 8L, level);
        control.set(JAVA_INT, at + 12L, type);
        return at + HEADER + align(dataBytes);
    }

    /** Writes a message with one int and returns where the next may begin. */
    static int put(MemorySegment control, int at, int level, int type, int value) {
        control.set(JAVA_INT, at + (long) HEADER, value);
        return header(control, at, level, type, 4);
    }

    private static int align(int bytes) {
        return (bytes + 7) & ~7;
    }

    private static boolean invalid(MemorySegment control, long at, long end) {
        long length = control.get(JAVA_LONG, at);
        return length < HEADER || length > end - at;
    }

    /** How many octets of a message are read, by what it says it is. */
    private static int dataBytes(MemorySegment control, long at) {
        return switch (control.get(JAVA_INT, at + 8) << 16 | control.get(JAVA_INT, at + 12)) {
            case SOL_SOCKET << 16 | SO_TIMESTAMPING, IPPROTO_IP << 16 | IP_RECVERR, IPPROTO_IPV6 << 16 | IPV6_RECVERR ->
                16;
            case IPPROTO_IP << 16 | IP_TTL,
                    IPPROTO_IPV6 << 16 | IPV6_HOPLIMIT,
                    IPPROTO_IPV6 << 16 | IPV6_TCLASS,
                    SOL_SOCKET << 16 | SO_RXQ_OVFL -> 4;
            case IPPROTO_IP << 16 | IP_TOS -> 1;
            case IPPROTO_IP << 16 | IP_PKTINFO -> 12;
            case IPPROTO_IPV6 << 16 | IPV6_PKTINFO -> 20;
            default -> 0;
        };
    }

    private static long next(MemorySegment control, long at) {
        return at + ((control.get(JAVA_LONG, at) + 7) & ~7L);
    }

    /** The first of three struct timespec is the software stamp; all zero when there is none. */
    private static long softwareStamp(MemorySegment control, long at) {
        long seconds = control.get(JAVA_LONG, at);
        return seconds == 0 ? Arrival.UNKNOWN : seconds * 1_000_000_000L + control.get(JAVA_LONG, at + 8);
    }
}
