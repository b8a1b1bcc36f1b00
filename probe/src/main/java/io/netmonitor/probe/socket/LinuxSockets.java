// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Opens {@link LinuxSocket}s, or says why not. */
final class LinuxSockets {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final long TIMER_SLACK_NS = 1;

    private LinuxSockets() {}

    static LinuxSocket connect(InetSocketAddress destination, int dscp) throws IOException {
        boolean six = destination.getAddress() instanceof Inet6Address;
        Arena arena = Arena.ofConfined();
        int fd = -1;
        MemorySegment state = Libc.callState(arena);
        try {
            fd = open(state, six);
            SocketOptions options = new SocketOptions(arena, true);
            options.common(state, fd, six, dscp);
            options.errors(state, fd, six);
            MemorySegment address = arena.allocate(SocketAddresses.MAX_BYTES, 8);
            int length = SocketAddresses.write(address, destination.getAddress(), destination.getPort());
            if (Libc.connect(state, fd, address, length) < 0) {
                int errno = Libc.errno(state);
                if (Errno.isNetwork(errno)) {
                    throw new NetworkErrorException(errno);
                }
                throw new IOException(
                        "cannot send to " + SocketAddresses.text(destination) + ": " + Errno.words(errno));
            }
            // Without this the kernel may fire timers 50 µs late, more than a send instant may err.
            Libc.timerSlack(state, TIMER_SLACK_NS);
            return new LinuxSocket(arena, fd, options, boundTo(arena, state, fd));
        } catch (IOException | RuntimeException e) {
            abandon(arena, state, fd);
            throw e;
        }
    }

    static LinuxSocket listen(InetSocketAddress wanted) throws IOException {
        boolean wildcard = wanted.getAddress() != null && wanted.getAddress().isAnyLocalAddress();
        if (wildcard) {
            try {
                return bind(wanted, InetAddress.getByAddress(new byte[16]));
            } catch (FamilyMissingException e) {
                return bind(wanted, InetAddress.getByAddress(new byte[4]));
            }
        }
        InetAddress address = wanted.getAddress();
        if (address == null) {
            throw new UnknownHostException("cannot listen on " + wanted.getHostString() + ": the name is not known");
        }
        return bind(wanted, address);
    }

    private static LinuxSocket bind(InetSocketAddress wanted, InetAddress address) throws IOException {
        boolean six = address instanceof Inet6Address;
        // Shared: opened by one thread so that it learns of errors, used and closed by another.
        Arena arena = Arena.ofShared();
        int fd = -1;
        MemorySegment state = Libc.callState(arena);
        try {
            fd = open(state, six);
            SocketOptions options = new SocketOptions(arena, false);
            options.common(state, fd, six, 0);
            options.destinations(state, fd, six);
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
            int length = SocketAddresses.write(name, address, wanted.getPort());
            if (Libc.bind(state, fd, name, length) < 0) {
                throw bindFailure(wanted, Libc.errno(state));
            }
            return new LinuxSocket(arena, fd, options, boundTo(arena, state, fd));
        } catch (IOException | RuntimeException e) {
            abandon(arena, state, fd);
            throw e;
        }
    }

    private static int open(MemorySegment state, boolean six) throws IOException {
        int fd =
                Libc.socket(state, six ? SocketAddresses.AF_INET6 : SocketAddresses.AF_INET, SOCK_DGRAM | SOCK_CLOEXEC);
        if (fd < 0) {
            int errno = Libc.errno(state);
            if (errno == Errno.EAFNOSUPPORT) {
                throw new FamilyMissingException(six);
            }
            throw new IOException("cannot open a UDP socket: " + Errno.words(errno));
        }
        return fd;
    }

    static IOException bindFailure(InetSocketAddress wanted, int errno) throws IOException {
        String place = SocketAddresses.text(wanted);
        String remedy = switch (errno) {
            case Errno.EACCES ->
                "this user may not open ports below 1024; run as root or with CAP_NET_BIND_SERVICE, or"
                        + " `sysctl net.ipv4.ip_unprivileged_port_start=" + wanted.getPort()
                        + "`, or choose a port above 1023";
            case Errno.EADDRINUSE ->
                "another program has it; `ss -ulpn sport = :" + wanted.getPort()
                        + "` shows which, or choose another port";
            case Errno.EADDRNOTAVAIL -> {
                if (wanted.getAddress() instanceof Inet6Address six && six.isAnyLocalAddress()) {
                    throw new FamilyMissingException(true);
                }
                yield "the address is none of this host's; `ip address` shows them";
            }
            default -> Errno.words(errno);
        };
        return new IOException("cannot listen on udp " + place + ": " + remedy);
    }

    private static InetSocketAddress boundTo(Arena arena, MemorySegment state, int fd) {
        MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
        MemorySegment length = arena.allocate(4, 4);
        length.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        Libc.getsockname(state, fd, name, length);
        return SocketAddresses.read(name);
    }

    private static void abandon(Arena arena, MemorySegment state, int fd) {
        if (fd >= 0) {
            Libc.close(state, fd);
        }
        arena.close();
    }

    /** The host has no IPv6, or no IPv4. */
    private static final class FamilyMissingException extends IOException {
        private static final long serialVersionUID = 1;

        FamilyMissingException(boolean six) {
            super("this host has no " + (six ? "IPv6" : "IPv4") + "; choose an address of the other family");
        }
    }
}
