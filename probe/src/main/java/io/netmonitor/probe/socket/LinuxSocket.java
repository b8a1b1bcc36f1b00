// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A Linux UDP socket with {@code SO_TIMESTAMPING}. All memory belongs to one arena that is freed at closing. */
final class LinuxSocket implements TestSocket {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final int POLLIN = 1;
    private static final int SHUT_RDWR = 2;
    /** An error that the network sent earlier is reported by the next send, which then sends nothing. */
    private static final int ATTEMPTS = 4;

    private final Arena arena;
    private final int fd;
    private final MemorySegment state;
    private final InetSocketAddress localAddress;
    private final StampIds ids;
    private final SystemTime clock;
    private final MessageHeader incoming;
    private final MessageHeader errors;
    private final MessageHeader sending;
    private final MessageHeader replying;
    private final ByteBuffer outgoing;
    private final MemorySegment descriptor;
    private final MemorySegment timeout;
    private final PacketInfo info;
    private final Arrival arrival;
    private final Notice notice = new Notice();
    private boolean closed;

    /** Takes over an open, bound descriptor and the arena. */
    LinuxSocket(Arena arena, int fd, SocketOptions options, InetSocketAddress localAddress) {
        this.arena = arena;
        this.fd = fd;
        this.ids = new StampIds(options);
        this.localAddress = localAddress;
        this.state = Libc.callState(arena);
        this.clock = new SystemTime(arena);
        this.incoming = new MessageHeader(arena, arena.allocate(MAX_PAYLOAD_BYTES, 8));
        this.errors = new MessageHeader(arena, arena.allocate(64, 8));
        this.sending = new MessageHeader(arena, arena.allocate(MAX_PAYLOAD_BYTES, 8));
        this.replying = new MessageHeader(arena, arena.allocate(8, 8));
        this.outgoing = sending.payload.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
        this.info = new PacketInfo(arena);
        this.arrival = new Arrival(incoming.payload.asByteBuffer().order(ByteOrder.BIG_ENDIAN));
        this.timeout = arena.allocate(16, 8);
        this.descriptor = arena.allocate(8, 4);
        descriptor.set(JAVA_INT, 0, fd);
        descriptor.set(JAVA_SHORT, 4, (short) POLLIN);
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public ByteBuffer outgoing() {
        return outgoing;
    }

    @Override
    public SystemTime clock() {
        return clock;
    }

    @Override
    public int send(int lengthBytes) throws IOException {
        sending.toConnected(lengthBytes, ids.write(sending.control, 0));
        return transmit(sending, true);
    }

    @Override
    public int reply(Arrival request, boolean stamped) throws IOException {
        int at = info.write(replying.control, 0);
        if (request.dscp() != 0) {
            boolean four = info.level == ControlMessages.IPPROTO_IP || SocketAddresses.isMapped(incoming.name);
            boolean ipv4 = four || SocketAddresses.family(incoming.name) == SocketAddresses.AF_INET;
            at = ControlMessages.put(
                    replying.control,
                    at,
                    ipv4 ? ControlMessages.IPPROTO_IP : ControlMessages.IPPROTO_IPV6,
                    ipv4 ? ControlMessages.IP_TOS : ControlMessages.IPV6_TCLASS,
                    request.dscp() << 2);
        }
        if (stamped) {
            at = ControlMessages.put(
                    replying.control,
                    at,
                    ControlMessages.SOL_SOCKET,
                    ControlMessages.SO_TIMESTAMPING,
                    SocketOptions.TX_SOFTWARE);
            at = ids.write(replying.control, at);
        }
        replying.replyTo(incoming, request.lengthBytes(), at);
        return transmit(replying, stamped);
    }

    private int transmit(MessageHeader message, boolean stamped) throws IOException {
        int errno = 0;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (Libc.sendmsg(state, fd, message.header, MSG_DONTWAIT) >= 0) {
                return stamped ? ids.take() : UNSTAMPED;
            }
            errno = Libc.errno(state);
            boolean again = stamped && ids.failed(errno, message, state, fd);
            if (!again && errno != Errno.EINTR && !Errno.isNetwork(errno)) {
                break;
            }
        }
        if (Errno.isQueueFull(errno)) {
            return DROPPED;
        }
        if (Errno.isNetwork(errno)) {
            throw new NetworkErrorException(errno);
        }
        throw new IOException("cannot send from " + SocketAddresses.text(localAddress) + ": " + Errno.words(errno));
    }

    @Override
    public @Nullable Arrival receive() throws IOException {
        incoming.offer();
        long length = Libc.recvmsg(state, fd, incoming.header, MSG_DONTWAIT);
        if (length < 0) {
            int errno = Libc.errno(state);
            if (Errno.isQueueFull(errno) || errno == Errno.EINTR || Errno.isNetwork(errno)) {
                return null;
            }
            throw new IOException(
                    "cannot receive at " + SocketAddresses.text(localAddress) + ": " + Errno.words(errno));
        }
        arrival.reset();
        arrival.lengthBytes = (int) length;
        arrival.truncated = incoming.truncated();
        SocketAddresses.readPeer(incoming.name, arrival);
        ControlMessages.read(incoming, arrival, info);
        return arrival;
    }

    @Override
    public @Nullable Notice nextNotice() throws IOException {
        errors.offer();
        while (Libc.recvmsg(state, fd, errors.header, MSG_DONTWAIT | MSG_ERRQUEUE) >= 0) {
            notice.kernelNs = Arrival.UNKNOWN;
            if (ControlMessages.read(errors, notice)) {
                return notice;
            }
            errors.offer();
        }
        return null;
    }

    @Override
    public void await(long timeoutNs) throws IOException {
        if (timeoutNs <= 0) {
            return;
        }
        timeout.set(JAVA_LONG, 0, timeoutNs / 1_000_000_000L);
        timeout.set(JAVA_LONG, 8, timeoutNs % 1_000_000_000L);
        if (Libc.ppoll(state, descriptor, 1, timeout) < 0 && Libc.errno(state) != Errno.EINTR) {
            throw new IOException("cannot wait for packets at " + SocketAddresses.text(localAddress) + ": "
                    + Errno.words(Libc.errno(state)));
        }
    }

    /** On an unconnected socket this fails by name, and yet wakes whoever polls it. */
    @Override
    public void wake() {
        try (Arena own = Arena.ofConfined()) {
            Libc.shutdown(Libc.callState(own), fd, SHUT_RDWR);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(state, fd);
            arena.close();
        }
    }
}
