// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The address to which a packet came, so that its reply leaves from there: on a host with several addresses a connected
 * sender hears no other.
 *
 * <pre>
 * in_pktinfo    0 interface (int) | 4 source when sending | 8 destination as received    12 octets
 * in6_pktinfo   0 address | 16 interface (int)                                           20 octets
 * </pre>
 */
final class PacketInfo {
    /** Protocol level of the message, −1 when the kernel gave none. */
    int level = -1;

    private final MemorySegment address;
    private int device;

    PacketInfo() {
        this.address = Arena.ofAuto().allocate(16, 4);
    }

    void ipv4(MemorySegment control, long at) {
        level = ControlMessages.IPPROTO_IP;
        address.set(JAVA_INT, 0, control.get(JAVA_INT, at + 4));
    }

    /** An IPv4 packet on an IPv6 socket brings both; the IPv4 form is the one that its reply needs. */
    void ipv6(MemorySegment control, long at) {
        if (level == ControlMessages.IPPROTO_IP) {
            return;
        }
        level = ControlMessages.IPPROTO_IPV6;
        MemorySegment.copy(control, at, address, 0, 16);
        device = control.get(JAVA_INT, at + 16);
    }

    /** Writes the message that makes a reply leave from this address; returns where the next may begin. */
    int write(MemorySegment control, int at) {
        long data = at + 16L;
        return switch (level) {
            case ControlMessages.IPPROTO_IP -> {
                control.set(JAVA_INT, data, 0);
                control.set(JAVA_INT, data + 4, address.get(JAVA_INT, 0));
                control.set(JAVA_INT, data + 8, 0);
                yield ControlMessages.header(control, at, level, ControlMessages.IP_PKTINFO, 12);
            }
            case ControlMessages.IPPROTO_IPV6 -> {
                MemorySegment.copy(address, 0, control, data, 16);
                // A link-local address means nothing without its interface; any other is better left to routing.
                boolean linkLocal = (address.get(JAVA_INT, 0) & 0xC0FF) == 0x80FE;
                control.set(JAVA_INT, data + 16, linkLocal ? device : 0);
                yield ControlMessages.header(control, at, level, ControlMessages.IPV6_PKTINFO, 20);
            }
            default -> at;
        };
    }
}
