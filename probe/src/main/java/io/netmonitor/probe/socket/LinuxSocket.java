// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Linux UDP socket with {@code SO_TIMESTAMPING}. All memory belongs to one arena that is freed at closing. */
final class LinuxSocket implements TestSocket {
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;
    /** An error that the network sent earlier is reported by the next send, which then sends nothing. */
    private static final int ATTEMPTS = 4;

    private static final int NOTICE_BYTES = 64;

    private final Arena arena;
    private final int fd;
    private final boolean stampAll;
    private final MemorySegment state;
    private final InetSocketAddress localAddress;
    private final StampIds ids;
    private final MessageBatch incoming;
    private final MessageBatch errors;
    private final MessageBatch outgoing;
    private final Arrival[] arrivals = new Arrival[BATCH];
    private final Notice[] notices = new Notice[BATCH];
    private final boolean[] known = new boolean[BATCH];
    private final boolean[] stamped = new boolean[BATCH];
    private final int[] stampIds = new int[BATCH];
    private final @Nullable IOException[] failures = new IOException[BATCH];
    private int queued;
    private int lastReceived;
    private int lastNoticed;
    private boolean closed;

    /** Takes over an open, bound descriptor and the arena; {@code stampAll} when every packet is stamped as it leaves. */
    LinuxSocket(
            Arena arena,
            int fd,
            SocketOptions options,
            boolean stampAll,
            boolean explicitIds,
            InetSocketAddress localAddress) {
        this.arena = arena;
        this.fd = fd;
        this.stampAll = stampAll;
        this.ids = new StampIds(options, explicitIds);
        this.localAddress = localAddress;
        this.state = Libc.callState(arena);
        this.incoming = new MessageBatch(arena, BATCH, MAX_PAYLOAD_BYTES);
        this.errors = new MessageBatch(arena, BATCH, NOTICE_BYTES);
        this.outgoing = new MessageBatch(arena, BATCH, 0);
        for (int i = 0; i < BATCH; i++) {
            arrivals[i] =
                    new Arrival(i, incoming.payload(i).asByteBuffer().order(ByteOrder.BIG_ENDIAN), new PacketInfo());
            notices[i] = new Notice();
        }
    }

    int fd() {
        return fd;
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
    public int queue(OutgoingPacket packet, int lengthBytes) {
        int place = nextPlace();
        stamped[place] = stampAll;
        int controlBytes = stampAll ? stampId(place, 0) : 0;
        outgoing.point(place, packet.name, packet.nameBytes, packet.payload, lengthBytes, controlBytes);
        return place;
    }

    @Override
    public int queueReply(Arrival request, int lengthBytes, int dscp, boolean wantsStamp) {
        int place = nextPlace();
        MemorySegment control = outgoing.control(place);
        MemorySegment name = incoming.name(request.place);
        int at = request.info.write(control, 0);
        if (dscp != 0) {
            boolean ipv4 = request.info.level == ControlMessages.IPPROTO_IP
                    || SocketAddresses.isMapped(name)
                    || SocketAddresses.family(name) == SocketAddresses.AF_INET;
            at = ControlMessages.put(
                    control,
                    at,
                    ipv4 ? ControlMessages.IPPROTO_IP : ControlMessages.IPPROTO_IPV6,
                    ipv4 ? ControlMessages.IP_TOS : ControlMessages.IPV6_TCLASS,
                    dscp << 2);
        }
        stamped[place] = wantsStamp;
        if (wantsStamp) {
            at = ControlMessages.put(
                    control,
                    at,
                    ControlMessages.SOL_SOCKET,
                    ControlMessages.SO_TIMESTAMPING,
                    SocketOptions.TX_SOFTWARE);
            at = stampId(place, at);
        }
        outgoing.point(
                place, name, incoming.nameBytes(request.place), incoming.payload(request.place), lengthBytes, at);
        return place;
    }

    private int nextPlace() {
        if (queued == BATCH) {
            throw new IllegalStateException("the batch holds " + BATCH + " packets already; flush it");
        }
        failures[queued] = null;
        return queued++;
    }

    private int stampId(int place, int at) {
        if (!ids.isExplicit()) {
            return at;
        }
        stampIds[place] = ids.take();
        return ids.write(outgoing.control(place), at, stampIds[place]);
    }

    @Override
    public int queued() {
        return queued;
    }

    @Override
    public void flush() {
        int place = 0;
        int attempts = 0;
        while (place < queued) {
            int count = ids.isExplicit() ? queued - place : 1;
            int sent = Libc.sendmmsg(
                    state,
                    fd,
                    outgoing.headers.address() + (long) place * MessageBatch.HEADER_BYTES,
                    count,
                    MSG_DONTWAIT);
            if (sent > 0) {
                for (int i = place; i < place + sent; i++) {
                    sent(i);
                }
                place += sent;
                attempts = 0;
                continue;
            }
            int errno = Libc.errno(state);
            if (stamped[place]) {
                ids.failed(errno);
            }
            attempts++;
            boolean again = errno == Errno.EINTR || Errno.isNetwork(errno);
            if (!again || attempts == ATTEMPTS) {
                failed(place, errno);
                place++;
                attempts = 0;
            }
        }
        queued = 0;
    }

    private void sent(int place) {
        if (!stamped[place]) {
            stampIds[place] = UNSTAMPED;
        } else if (!ids.isExplicit()) {
            stampIds[place] = ids.take();
        }
    }

    private void failed(int place, int errno) {
        if (Errno.isQueueFull(errno)) {
            stampIds[place] = DROPPED;
            return;
        }
        stampIds[place] = FAILED;
        failures[place] = Errno.isNetwork(errno)
                ? new NetworkErrorException(errno)
                : new IOException("cannot send from " + SocketAddresses.text(localAddress) + ": " + Errno.words(errno));
    }

    @Override
    public int stampId(int place) {
        return stampIds[place];
    }

    @Override
    public @Nullable IOException failure(int place) {
        return failures[place];
    }

    @Override
    public int receive() throws IOException {
        for (int i = 0; i < lastReceived; i++) {
            incoming.offer(i);
        }
        lastReceived = 0;
        int received = Libc.recvmmsg(state, fd, incoming.headers.address(), BATCH, MSG_DONTWAIT);
        if (received < 0) {
            int errno = Libc.errno(state);
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
            arrival.lengthBytes = Math.min(incoming.lengthBytes(i), MAX_PAYLOAD_BYTES);
            arrival.truncated = incoming.truncated(i);
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
    public int readNotices() throws IOException {
        for (int i = 0; i < lastNoticed; i++) {
            errors.offer(i);
        }
        lastNoticed = 0;
        int noticed = Libc.recvmmsg(state, fd, errors.headers.address(), BATCH, MSG_DONTWAIT | MSG_ERRQUEUE);
        if (noticed < 0) {
            return 0;
        }
        lastNoticed = noticed;
        for (int i = 0; i < noticed; i++) {
            notices[i].kernelNs = Arrival.UNKNOWN;
            known[i] = ControlMessages.read(errors, i, notices[i]);
            if (known[i] && !notices[i].isStamp()) {
                SocketAddresses.readPeer(errors.name(i), notices[i].peer);
            }
        }
        return noticed;
    }

    @Override
    public @Nullable Notice notice(int place) {
        return known[place] ? notices[place] : null;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Arrays.fill(failures, null);
            Libc.close(state, fd);
            arena.close();
        }
    }
}
