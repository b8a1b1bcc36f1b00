// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What this kernel's time stamps can do, found out once in a process by a socket that sends to itself on loopback.
 *
 * <p>A kernel begins to stamp arrivals only some milliseconds after a host's first socket asked for it; so this also waits for
 * the first stamp, lest the first packets of a measurement go without.
 */
final class KernelStamps {
    private static final long PATIENCE_NS = 50_000_000;
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
        try (Trial trial = new Trial()) {
            return trial.run();
        } catch (IOException e) {
            // Without loopback or IPv4 nobody can tell; a kernel that counts by itself is the safe assumption.
            return false;
        }
    }

    /** The socket, with ids of its own if the kernel lets it. */
    private static final class Trial implements AutoCloseable {
        private final LinuxSocket socket;
        private final OutgoingPacket packet;

        Trial() throws IOException {
            Arena arena = Arena.ofShared();
            int fd = LinuxNetwork.open(arena, false);
            SocketOptions options = new SocketOptions(arena, fd, false, true);
            options.common();
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, 8);
            int length = SocketAddresses.write(name, InetAddress.ofLiteral("127.0.0.1"), 0);
            int _ = Libc.bind(Libc.callState(arena), fd, name, length);
            InetSocketAddress here = LinuxNetwork.boundTo(arena, fd);
            this.socket = new LinuxSocket(arena, fd, options, true, true, here);
            this.packet = new OutgoingPacket(here, 8);
        }

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
