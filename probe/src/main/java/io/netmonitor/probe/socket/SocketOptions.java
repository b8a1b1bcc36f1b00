// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static io.netmonitor.probe.socket.ControlMessages.IPPROTO_IP;
import static io.netmonitor.probe.socket.ControlMessages.IPPROTO_IPV6;
import static io.netmonitor.probe.socket.ControlMessages.SOL_SOCKET;
import static io.netmonitor.probe.socket.ControlMessages.SO_TIMESTAMPING;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Options of a test socket. An IPv6 socket takes those of both families, since it also carries IPv4 packets.
 *
 * <p>Time stamps are best effort: where the kernel gives none, packets simply come without.
 */
final class SocketOptions {
    /** Makes the kernel stamp packets as they leave; for a whole socket, or for one packet. */
    static final int TX_SOFTWARE = 1 << 1;

    private static final int RX_SOFTWARE = 1 << 3;
    private static final int SOFTWARE = 1 << 4;
    private static final int OPT_ID = 1 << 7;
    private static final int OPT_TSONLY = 1 << 11;

    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int IP_TTL = 2;
    private static final int IP_RECVTTL = 12;
    private static final int IP_RECVTOS = 13;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_RECVHOPLIMIT = 51;
    private static final int IPV6_RECVTCLASS = 66;
    /** RFC 8762, section 4: the full range, so that the far end can tell the hops from what is left. */
    private static final int INITIAL_HOPS = 255;

    private final MemorySegment value;
    private final int timestamping;

    /** Options of a socket whose every packet is stamped as it leaves, or only those for which it is asked. */
    SocketOptions(Arena arena, boolean stampAll) {
        this.value = arena.allocate(4, 4);
        this.timestamping = RX_SOFTWARE | SOFTWARE | OPT_ID | OPT_TSONLY | (stampAll ? TX_SOFTWARE : 0);
    }

    /** What every test socket needs. */
    void common(MemorySegment state, int fd, boolean six, int dscp) {
        set(state, fd, SOL_SOCKET, SO_RCVBUF, BUFFER_BYTES);
        set(state, fd, SOL_SOCKET, SO_SNDBUF, BUFFER_BYTES);
        set(state, fd, SOL_SOCKET, SO_TIMESTAMPING, timestamping);
        set(state, fd, IPPROTO_IP, IP_TTL, INITIAL_HOPS);
        set(state, fd, IPPROTO_IP, IP_RECVTTL, 1);
        set(state, fd, IPPROTO_IP, IP_RECVTOS, 1);
        set(state, fd, IPPROTO_IP, ControlMessages.IP_TOS, dscp << 2);
        if (six) {
            set(state, fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, INITIAL_HOPS);
            set(state, fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
            set(state, fd, IPPROTO_IPV6, IPV6_RECVTCLASS, 1);
            set(state, fd, IPPROTO_IPV6, ControlMessages.IPV6_TCLASS, dscp << 2);
        }
    }

    /** What a sender needs besides: the network's errors. */
    void errors(MemorySegment state, int fd, boolean six) {
        set(state, fd, IPPROTO_IP, ControlMessages.IP_RECVERR, 1);
        if (six) {
            set(state, fd, IPPROTO_IPV6, ControlMessages.IPV6_RECVERR, 1);
        }
    }

    /** What a reflector needs besides: the address to which a packet came, and both families at a wildcard. */
    void destinations(MemorySegment state, int fd, boolean six) {
        set(state, fd, IPPROTO_IP, ControlMessages.IP_PKTINFO, 1);
        if (six) {
            set(state, fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
            set(state, fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
        }
    }

    /** The next stamp's id is 0 again: the kernel starts anew when the option comes on. */
    void restartStampIds(MemorySegment state, int fd) {
        set(state, fd, SOL_SOCKET, SO_TIMESTAMPING, timestamping & ~OPT_ID & ~OPT_TSONLY);
        set(state, fd, SOL_SOCKET, SO_TIMESTAMPING, timestamping);
    }

    private void set(MemorySegment state, int fd, int level, int option, int number) {
        value.set(JAVA_INT, 0, number);
        int ignored = Libc.setsockopt(state, fd, level, option, value);
    }
}
