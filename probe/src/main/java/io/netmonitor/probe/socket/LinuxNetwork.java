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
final class LinuxNetwork implements TestNetwork {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;

    @Override
    public boolean hasKernelStamps() {
        return true;
    }

    @Override
    public Waiter waiter() throws IOException {
        return new LinuxWaiter();
    }

    @Override
    public TestSocket open(SourcePort port) throws IOException {
        InetAddress any = InetAddress.getByAddress(new byte[port.six() ? 16 : 4]);
        Arena arena = Arena.ofShared();
        int fd = -1;
        try {
            boolean explicitIds = KernelStamps.takesIds();
            fd = open(arena, port.six());
            SocketOptions options = new SocketOptions(arena, fd, port.six(), true);
            options.common();
            options.sender(port);
            bind(arena, fd, new InetSocketAddress(any, port.port()), any, "send from");
            return new LinuxSocket(arena, fd, options, true, explicitIds, boundTo(arena, fd));
        } catch (IOException | RuntimeException e) {
            abandon(arena, fd);
            throw e;
        }
    }

    @Override
    public TestSocket listen(InetSocketAddress wanted) throws IOException {
        return listen(
                wanted,
                (arena, fd, options) ->
                        new LinuxSocket(arena, fd, options, false, KernelStamps.takesIds(), boundTo(arena, fd)));
    }

    @Override
    public TestSocket listenForTrains(InetSocketAddress wanted) throws IOException {
        return listen(wanted, (arena, fd, options) -> {
            options.roomForTrains();
            return new LinuxSocket(arena, fd, options, false, KernelStamps.takesIds(), boundTo(arena, fd));
        });
    }

    @Override
    public TrainSocket trains(InetSocketAddress wanted) throws IOException {
        return listen(wanted, (arena, fd, options) -> {
            options.roomForTrains();
            return new LinuxTrainSocket(arena, fd, boundTo(arena, fd));
        });
    }

    private static <S> S listen(InetSocketAddress wanted, Wrapping<S> wrapping) throws IOException {
        InetAddress address = wanted.getAddress();
        if (address == null) {
            throw new UnknownHostException("cannot listen on " + wanted.getHostString() + ": the name is not known");
        }
        if (!address.isAnyLocalAddress()) {
            return listen(wanted, address, wrapping);
        }
        try {
            return listen(wanted, InetAddress.getByAddress(new byte[16]), wrapping);
        } catch (FamilyMissingException e) {
            return listen(wanted, InetAddress.getByAddress(new byte[4]), wrapping);
        }
    }

    private static <S> S listen(InetSocketAddress wanted, InetAddress address, Wrapping<S> wrapping)
            throws IOException {
        boolean six = address instanceof Inet6Address;
        // Shared: opened by one thread so that it learns of errors, used and closed by another.
        Arena arena = Arena.ofShared();
        int fd = -1;
        try {
            boolean _ = KernelStamps.takesIds();
            fd = open(arena, six);
            SocketOptions options = new SocketOptions(arena, fd, six, false);
            options.common();
            if (address.isAnyLocalAddress()) {
                options.destinations();
            }
            bind(arena, fd, wanted, address, "listen on");
            return wrapping.of(arena, fd, options);
        } catch (IOException | RuntimeException e) {
            abandon(arena, fd);
            throw e;
        }
    }

    /** Opens a UDP socket and returns its descriptor. */
    static int open(Arena arena, boolean six) throws IOException {
        MemorySegment state = Libc.callState(arena);
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

    static void bind(Arena arena, int fd, InetSocketAddress wanted, InetAddress address, String purpose)
            throws IOException {
        MemorySegment state = Libc.callState(arena);
        MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
        int length = SocketAddresses.write(name, address, wanted.getPort());
        if (Libc.bind(state, fd, name, length) < 0) {
            throw bindFailure(purpose, wanted, Libc.errno(state));
        }
    }

    static IOException bindFailure(String purpose, InetSocketAddress wanted, int errno) throws IOException {
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
        return new IOException("cannot " + purpose + " udp " + place + ": " + remedy);
    }

    /** Where a socket is bound. */
    static InetSocketAddress boundTo(Arena arena, int fd) {
        MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
        MemorySegment length = arena.allocate(4, 4);
        length.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        Libc.getsockname(Libc.callState(arena), fd, name, length);
        return SocketAddresses.read(name);
    }

    static void abandon(Arena arena, int fd) {
        if (fd >= 0) {
            Libc.close(Libc.callState(arena), fd);
        }
        arena.close();
    }

    /** Makes a socket of an open, bound descriptor; both belong to the arena from then on. */
    @FunctionalInterface
    private interface Wrapping<S> {
        S of(Arena arena, int fd, SocketOptions options) throws IOException;
    }

    /** The host has no IPv6, or no IPv4. */
    private static final class FamilyMissingException extends IOException {
        private static final long serialVersionUID = 1;

        FamilyMissingException(boolean six) {
            super("this host has no " + (six ? "IPv6" : "IPv4") + "; choose an address of the other family");
        }
    }
}
