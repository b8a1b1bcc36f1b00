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

/**
 * A Linux UDP socket whose arrivals are stamped by the kernel and whose groups leave by one system call, in one piece where the
 * kernel can split it ({@code UDP_SEGMENT}, Linux 4.18). All memory belongs to one arena that is freed at closing.
 */
final class LinuxTrainSocket implements TrainSocket {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_TRUNC = 0x20;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;
    /** Most segments of one piece, and its longest payload, in the oldest kernels that split. */
    private static final int MAX_SEGMENTS = 64;

    private static final int MAX_PIECE_BYTES = 65_000;
    private static final short POLLIN = 1;

    private final Arena arena;
    private final int fd;
    private final InetSocketAddress localAddress;
    private final MemorySegment sendState;
    private final MemorySegment receiveState;
    private final MemorySegment pollDescriptor;
    private final MemorySegment pollTimeout;
    private final MessageBatch incoming;
    private final Arrival[] arrivals = new Arrival[BATCH];
    private final MessageBatch piece;
    private final MessageBatch singles;
    private final MemorySegment name;
    private final MemorySegment payloads;
    private final ByteBuffer[] headers = new ByteBuffer[MAX_SEGMENTS];
    private int nameBytes;
    private int payloadBytes;
    private int pieceControlBytes;
    private int singleControlBytes;
    private int group = 1;
    private boolean splits = true;
    private int lastReceived;
    private boolean closed;

    /** Takes over an open, bound descriptor and the arena. */
    LinuxTrainSocket(Arena arena, int fd, InetSocketAddress localAddress) {
        this.arena = arena;
        this.fd = fd;
        this.localAddress = localAddress;
        this.sendState = Libc.callState(arena);
        this.receiveState = Libc.callState(arena);
        this.pollDescriptor = arena.allocate(8, 8);
        this.pollTimeout = arena.allocate(16, 8);
        this.incoming = new MessageBatch(arena, BATCH, HEADER_BYTES);
        this.piece = new MessageBatch(arena, 1, 0);
        this.singles = new MessageBatch(arena, MAX_SEGMENTS, 0);
        this.name = arena.allocate(SocketAddresses.MAX_BYTES + 4L, 8);
        this.payloads = arena.allocate(MAX_SEGMENTS * (long) TestSocket.MAX_PAYLOAD_BYTES, 8);
        pollDescriptor.set(JAVA_INT, 0, fd);
        pollDescriptor.set(JAVA_SHORT, 4, POLLIN);
        for (int i = 0; i < BATCH; i++) {
            arrivals[i] =
                    new Arrival(i, incoming.payload(i).asByteBuffer().order(ByteOrder.BIG_ENDIAN), new PacketInfo());
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public boolean hasKernelStamps() {
        return true;
    }

    @Override
    public void aim(InetSocketAddress destination, int bytes) {
        nameBytes = SocketAddresses.write(name, destination.getAddress(), destination.getPort());
        packets(bytes, 0);
    }

    @Override
    public void aimBack(Arrival arrival, int bytes) {
        name.copyFrom(incoming.name(arrival.place).asSlice(0, SocketAddresses.MAX_BYTES));
        nameBytes = incoming.nameBytes(arrival.place);
        packets(bytes, arrival.info.write(piece.control(0), 0));
    }

    /** Lays packets of this length out behind each other; control messages begin with so many octets. */
    private void packets(int bytes, int at) {
        if (bytes < HEADER_BYTES || bytes > TestSocket.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "payload outside " + HEADER_BYTES + " to " + TestSocket.MAX_PAYLOAD_BYTES + " octets: " + bytes);
        }
        payloadBytes = bytes;
        splits = true;
        group = Math.clamp(MAX_PIECE_BYTES / bytes, 1, MAX_SEGMENTS);
        for (int i = 0; i < group; i++) {
            headers[i] = payloads.asSlice((long) i * bytes, HEADER_BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.BIG_ENDIAN);
        }
        piece.control(0).set(JAVA_SHORT, at + 16L, (short) bytes);
        pieceControlBytes = ControlMessages.header(piece.control(0), at, SOL_UDP, UDP_SEGMENT, 2);
        singleControlBytes = at;
        for (int i = 0; i < group; i++) {
            singles.control(i).copyFrom(piece.control(0).asSlice(0, at));
        }
    }

    @Override
    public int maxGroup() {
        return group;
    }

    @Override
    public ByteBuffer header(int place) {
        return headers[place];
    }

    @Override
    public int send(int count) throws IOException {
        if (count > 1 && splits) {
            piece.point(0, name, nameBytes, payloads, count * payloadBytes, pieceControlBytes);
            if (Libc.sendmmsg(sendState, fd, piece.headers.address(), 1, MSG_DONTWAIT) == 1) {
                return count;
            }
            int errno = Libc.errno(sendState);
            if (Errno.isQueueFull(errno) || errno == Errno.EINTR) {
                return 0;
            }
            // The kernel cannot split, or a packet is longer than the device takes: one by one says what is wrong.
            splits = false;
        }
        for (int i = 0; i < count; i++) {
            singles.point(
                    i, name, nameBytes, payloads.asSlice((long) i * payloadBytes), payloadBytes, singleControlBytes);
        }
        int sent = Libc.sendmmsg(sendState, fd, singles.headers.address(), count, MSG_DONTWAIT);
        if (sent >= 0) {
            return sent;
        }
        int errno = Libc.errno(sendState);
        if (Errno.isQueueFull(errno) || errno == Errno.EINTR) {
            return 0;
        }
        throw Errno.isNetwork(errno)
                ? new NetworkErrorException(errno)
                : new IOException("cannot send from " + SocketAddresses.text(localAddress) + ": " + Errno.words(errno));
    }

    @Override
    public boolean await(long timeoutNs) throws IOException {
        long bounded = Math.max(0, timeoutNs);
        pollTimeout.set(JAVA_LONG, 0, bounded / 1_000_000_000L);
        pollTimeout.set(JAVA_LONG, 8, bounded % 1_000_000_000L);
        int ready = Libc.ppoll(receiveState, pollDescriptor, 1, pollTimeout);
        if (ready < 0 && Libc.errno(receiveState) != Errno.EINTR) {
            throw new IOException("cannot wait for packets: " + Errno.words(Libc.errno(receiveState)));
        }
        return ready > 0;
    }

    @Override
    public int receive() throws IOException {
        for (int i = 0; i < lastReceived; i++) {
            incoming.offer(i);
        }
        lastReceived = 0;
        int received = Libc.recvmmsg(receiveState, fd, incoming.headers.address(), BATCH, MSG_DONTWAIT | MSG_TRUNC);
        if (received < 0) {
            int errno = Libc.errno(receiveState);
            if (Errno.isQueueFull(errno) || errno == Errno.EINTR || Errno.isNetwork(errno)) {
                return 0;
            }
            throw new IOException(
                    "cannot receive at " + SocketAddresses.text(localAddress) + ": " + Errno.words(errno));
        }
        lastReceived = received;
        for (int i = 0; i < received; i++) {
            Arrival arrival = arrivals[i];
            arrival.reset();
            arrival.lengthBytes = incoming.lengthBytes(i);
            SocketAddresses.readPeer(incoming.name(i), arrival.peer);
            ControlMessages.read(incoming, i, arrival);
        }
        return received;
    }

    @Override
    public Arrival arrival(int place) {
        return arrivals[place];
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(sendState, fd);
            arena.close();
        }
    }
}
