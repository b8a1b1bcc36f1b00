// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this kernel's time stamps can do, found out once in a process by a socket that sends to itself on loopback.
 *
 * <p>A kernel begins to stamp arrivals only some milliseconds after a host's first socket asked for it, and ends after the last;
 * so this also waits for the first stamp, and asks for more as long as the process lives, lest the first packets of a measurement go
 * without.
 */
final class KernelStamps {
    /** The kernel leaves it to a thread of its own, for which a busy host may have no time. */
    private static final long PATIENCE_NS = 1_000_000_000;

    private static final long RETRY_NS = 500_000;

    private static @Nullable Boolean takesIds;

    private KernelStamps() {}

    /** Whether a packet may bring the id of its transmit stamp (Linux 6.13); waits for the first stamp when called first. */
    static synchronized boolean takesIds() {
        Boolean known = takesIds;
        if (known == null) {
            known = findOut();
            takesIds = known;
        }
        return known;
    }

    private static boolean findOut() {
        // A host may be without one family.
        for (String loopback : List.of("127.0.0.1", "::1")) {
            InetAddress here = InetAddress.ofLiteral(loopback);
            try {
                askForStamps(here instanceof Inet6Address);
                boolean withIds = awaitStamp(here, true);
                if (!withIds) {
                    boolean _ = awaitStamp(here, false);
                }
                return withIds;
            } catch (IOException e) {
                // The next may do.
            }
        }
        // Without loopback nobody can tell; a kernel that counts by itself is the safe assumption.
        return false;
    }

    /** Asks for stamps by a socket that is never closed. It is bound to no port, so nothing comes that fills it. */
    private static void askForStamps(boolean six) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int fd = LinuxNetwork.open(arena, six);
            new SocketOptions(arena, fd, six, false).common();
        }
    }

    private static boolean awaitStamp(InetAddress loopback, boolean withIds) throws IOException {
        try (Trial trial = new Trial(loopback, withIds)) {
            return trial.run();
        }
    }

    /** A socket that sends to itself. */
    private static final class Trial implements AutoCloseable {
        private final LinuxSocket socket;
        private final OutgoingPacket packet;

        Trial(InetAddress loopback, boolean withIds) throws IOException {
            boolean six = loopback instanceof Inet6Address;
            Arena arena = Arena.ofShared();
            int fd = -1;
            try {
                fd = LinuxNetwork.open(arena, six);
                SocketOptions options = new SocketOptions(arena, fd, six, true);
                options.common();
                LinuxNetwork.bind(arena, fd, new InetSocketAddress(loopback, 0), loopback, "send from");
                InetSocketAddress here = LinuxNetwork.boundTo(arena, fd);
                this.socket = new LinuxSocket(arena, fd, options, true, withIds, here);
                this.packet = new OutgoingPacket(here, 8);
            } catch (IOException | RuntimeException e) {
                LinuxNetwork.abandon(arena, fd);
                throw e;
            }
        }

        /** Waits for the first stamp; false when the kernel does not take packets as they are. */
        boolean run() throws IOException {
            try (Waiter waiter = new LinuxWaiter()) {
                long untilNs = System.nanoTime() + PATIENCE_NS;
                while (System.nanoTime() < untilNs) {
                    socket.queue(packet, 8);
                    socket.flush();
                    if (socket.stampId(0) < 0) {
                        return false;
                    }
                    waiter.await(RETRY_NS, false);
                    int received = socket.receive();
                    socket.readNotices();
                    if (received > 0 && socket.arrival(received - 1).kernelNs() != Arrival.UNKNOWN) {
                        return true;
                    }
                }
                return true;
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
