// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static io.netmonitor.probe.socket.ControlMessages.IPPROTO_IP;
import static io.netmonitor.probe.socket.ControlMessages.IPPROTO_IPV6;
import static io.netmonitor.probe.socket.ControlMessages.SOL_SOCKET;
import static io.netmonitor.probe.socket.ControlMessages.SO_TIMESTAMPING;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
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
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_RXQ_OVFL = 40;
    private static final int BUFFER_BYTES = 1 << 20;
    /** The kernel counts about twice a packet's length: 100 ms at 1 Gbit/s. */
    private static final int TRAIN_BUFFER_BYTES = 1 << 24;

    private static final int IP_TTL = 2;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IP_RECVTTL = 12;
    private static final int IP_RECVTOS = 13;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_MTU_DISCOVER = 23;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_RECVHOPLIMIT = 51;
    private static final int IPV6_DONTFRAG = 62;
    private static final int IPV6_RECVTCLASS = 66;
    /** Packets may be split, here and on the way; nothing learnt of the path's MTU is used. */
    private static final int PMTUDISC_DONT = 0;
    /** Packets are never split, and those known to be too long for the path are refused here. */
    private static final int PMTUDISC_DO = 2;
    /** RFC 8762, section 4: the full range, so that the far end can tell the hops from what is left. */
    private static final int INITIAL_HOPS = 255;

    private final MemorySegment state;
    private final int fd;
    private final boolean six;
    private final MemorySegment value;
    private final MemorySegment name;
    private final int timestamping;

    /** Options of an open socket whose every packet is stamped as it leaves, or only those for which it is asked. */
    SocketOptions(Arena arena, int fd, boolean six, boolean stampAll) {
        this.state = Libc.callState(arena);
        this.fd = fd;
        this.six = six;
        this.value = arena.allocate(4, 4);
        this.name = arena.allocate(16, 1);
        this.timestamping = RX_SOFTWARE | SOFTWARE | OPT_ID | OPT_TSONLY | (stampAll ? TX_SOFTWARE : 0);
    }

    /** What every test socket needs. */
    void common() {
        set(SOL_SOCKET, SO_RCVBUF, BUFFER_BYTES);
        set(SOL_SOCKET, SO_SNDBUF, BUFFER_BYTES);
        set(SOL_SOCKET, SO_TIMESTAMPING, timestamping);
        set(IPPROTO_IP, IP_TTL, INITIAL_HOPS);
        set(IPPROTO_IP, IP_RECVTTL, 1);
        set(IPPROTO_IP, IP_RECVTOS, 1);
        if (six) {
            set(IPPROTO_IPV6, IPV6_UNICAST_HOPS, INITIAL_HOPS);
            set(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
            set(IPPROTO_IPV6, IPV6_RECVTCLASS, 1);
        }
    }

    /** Buffers for whole trains, so that no reader has to be as quick as they come; and the count of those that did not fit. */
    void roomForTrains() {
        set(SOL_SOCKET, SO_RCVBUF, TRAIN_BUFFER_BYTES);
        set(SOL_SOCKET, SO_SNDBUF, TRAIN_BUFFER_BYTES);
        // Beyond the host's limit for everybody, where this process may.
        set(SOL_SOCKET, SO_RCVBUFFORCE, TRAIN_BUFFER_BYTES);
        set(SOL_SOCKET, SO_SNDBUFFORCE, TRAIN_BUFFER_BYTES);
        set(SOL_SOCKET, SO_RXQ_OVFL, 1);
    }

    /**
     * What a sender needs besides.
     *
     * @throws IOException when the interface cannot be used
     */
    void sender(SourcePort port) throws IOException {
        int discovery = port.dontFragment() ? PMTUDISC_DO : PMTUDISC_DONT;
        if (six) {
            set(IPPROTO_IPV6, ControlMessages.IPV6_RECVERR, 1);
            set(IPPROTO_IPV6, ControlMessages.IPV6_TCLASS, port.dscp() << 2);
            set(IPPROTO_IPV6, IPV6_MTU_DISCOVER, discovery);
            set(IPPROTO_IPV6, IPV6_DONTFRAG, port.dontFragment() ? 1 : 0);
        } else {
            set(IPPROTO_IP, ControlMessages.IP_RECVERR, 1);
            set(IPPROTO_IP, ControlMessages.IP_TOS, port.dscp() << 2);
            set(IPPROTO_IP, IP_MTU_DISCOVER, discovery);
        }
        if (!port.device().isEmpty()) {
            name.fill((byte) 0);
            name.setString(0, port.device());
            if (Libc.setsockopt(state, fd, SOL_SOCKET, SO_BINDTODEVICE, name) < 0) {
                throw new IOException("cannot send by network interface " + port.device() + ": "
                        + Errno.words(Libc.errno(state)) + "; `ip link` shows them");
            }
        }
    }

    /** What a reflector at the wildcard needs besides: both families, and the address to which a packet came. */
    void destinations() {
        set(IPPROTO_IP, ControlMessages.IP_PKTINFO, 1);
        if (six) {
            set(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
            set(IPPROTO_IPV6, IPV6_V6ONLY, 0);
        }
    }

    /** The next stamp's id is 0 again: the kernel starts anew when the option comes on. */
    void restartStampIds() {
        set(SOL_SOCKET, SO_TIMESTAMPING, timestamping & ~OPT_ID & ~OPT_TSONLY);
        set(SOL_SOCKET, SO_TIMESTAMPING, timestamping);
    }

    private void set(int level, int option, int number) {
        value.set(JAVA_INT, 0, number);
        int ignored = Libc.setsockopt(state, fd, level, option, value);
    }
}
