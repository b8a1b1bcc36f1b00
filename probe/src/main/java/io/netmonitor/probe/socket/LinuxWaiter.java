// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Waits with {@code ppoll}; an eventfd wakes it. */
final class LinuxWaiter implements Waiter {
    private static final int EFD_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int MAX_SOCKETS = 1_024;
    private static final long TIMER_SLACK_NS = 1;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Libc.callState(arena);
    private final MemorySegment descriptors = arena.allocate((long) (MAX_SOCKETS + 1) * POLLFD_BYTES, 8);
    private final MemorySegment timeout = arena.allocate(16, 8);
    private final MemorySegment counter = arena.allocate(8, 8);
    private final List<TestSocket> sockets = new ArrayList<>();
    private final int event;
    private boolean slackSet;
    private boolean closed;

    LinuxWaiter() throws IOException {
        this.event = Libc.eventfd(state, 0, EFD_NONBLOCK_CLOEXEC);
        if (event < 0) {
            int errno = Libc.errno(state);
            arena.close();
            throw new IOException("cannot open an eventfd: " + Errno.words(errno));
        }
        descriptor(0, event);
    }

    private void descriptor(int place, int fd) {
        descriptors.set(JAVA_INT, (long) place * POLLFD_BYTES, fd);
        descriptors.set(JAVA_SHORT, (long) place * POLLFD_BYTES + 4, POLLIN);
    }

    @Override
    public void add(TestSocket socket) throws IOException {
        if (sockets.size() == MAX_SOCKETS) {
            throw new IOException("more than " + MAX_SOCKETS + " UDP sockets are in use at once; measure from fewer"
                    + " different ports, interfaces and classes of service");
        }
        sockets.add(socket);
        descriptor(sockets.size(), ((LinuxSocket) socket).fd());
    }

    @Override
    public void remove(TestSocket socket) {
        sockets.remove(socket);
        for (int i = 0; i < sockets.size(); i++) {
            descriptor(i + 1, ((LinuxSocket) sockets.get(i)).fd());
        }
    }

    @Override
    public void await(long timeoutNs, boolean forPackets) throws IOException {
        if (timeoutNs <= 0) {
            return;
        }
        if (!slackSet) {
            // Else the kernel may fire this thread's timers 50 µs late, more than a send instant may err.
            Libc.timerSlack(state, TIMER_SLACK_NS);
            slackSet = true;
        }
        timeout.set(JAVA_LONG, 0, timeoutNs / 1_000_000_000L);
        timeout.set(JAVA_LONG, 8, timeoutNs % 1_000_000_000L);
        int ready = Libc.ppoll(state, descriptors, forPackets ? sockets.size() + 1 : 1, timeout);
        if (ready < 0 && Libc.errno(state) != Errno.EINTR) {
            throw new IOException("cannot wait for packets: " + Errno.words(Libc.errno(state)));
        }
        if (ready > 0 && descriptors.get(JAVA_SHORT, 6) != 0) {
            Libc.read(state, event, counter, 8);
        }
    }

    @Override
    public synchronized void wake() {
        if (closed) {
            return;
        }
        try (Arena own = Arena.ofConfined()) {
            MemorySegment one = own.allocate(8, 8);
            one.set(JAVA_LONG, 0, 1);
            Libc.write(Libc.callState(own), event, one, 8);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(state, event);
            arena.close();
        }
    }
}
