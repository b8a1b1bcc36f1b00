// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trains by the Java library: packets leave one by one, and stamps are the reader's. */
final class PortableTrainSocket implements TrainSocket {
    private static final long NS_PER_MS = 1_000_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress localAddress;
    private final Arrival[] arrivals = new Arrival[BATCH];
    private final @Nullable InetSocketAddress[] senders = new InetSocketAddress[BATCH];
    private final SystemTime clock = new SystemTime();
    private final ByteBuffer outgoing =
            ByteBuffer.allocateDirect(TestSocket.MAX_PAYLOAD_BYTES).order(ByteOrder.BIG_ENDIAN);
    private InetSocketAddress destination;

    /** Takes over a bound channel that does not block. */
    PortableTrainSocket(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        this.destination = localAddress;
        this.selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        for (int i = 0; i < BATCH; i++) {
            ByteBuffer buffer =
                    ByteBuffer.allocateDirect(TestSocket.MAX_PAYLOAD_BYTES).order(ByteOrder.BIG_ENDIAN);
            arrivals[i] = new Arrival(i, buffer, new PacketInfo());
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public boolean hasKernelStamps() {
        return false;
    }

    @Override
    public void aim(InetSocketAddress where, int payloadBytes) {
        destination = where;
        outgoing.clear().limit(payloadBytes);
    }

    @Override
    public void aimBack(Arrival arrival, int payloadBytes) {
        aim(Objects.requireNonNull(senders[arrival.place]), payloadBytes);
    }

    @Override
    public int maxGroup() {
        return 1;
    }

    @Override
    public ByteBuffer header(int place) {
        return outgoing;
    }

    @Override
    public int send(int count) throws IOException {
        try {
            return channel.send(outgoing.rewind(), destination) > 0 ? 1 : 0;
        } catch (PortUnreachableException e) {
            throw new NetworkErrorException(Errno.ECONNREFUSED);
        } catch (IOException e) {
            throw NetworkErrorException.of(e);
        }
    }

    @Override
    public boolean await(long timeoutNs) throws IOException {
        int ready = timeoutNs < NS_PER_MS ? selector.selectNow() : selector.select(timeoutNs / NS_PER_MS);
        selector.selectedKeys().clear();
        return ready > 0;
    }

    @Override
    public int receive() throws IOException {
        int received = 0;
        while (received < BATCH) {
            Arrival arrival = arrivals[received];
            InetSocketAddress sender;
            try {
                sender = (InetSocketAddress) channel.receive(arrival.payload().clear());
            } catch (PortUnreachableException e) {
                continue;
            }
            if (sender == null) {
                break;
            }
            arrival.reset();
            arrival.lengthBytes = arrival.payload().position();
            arrival.kernelNs = clock.nowNs();
            arrival.payload().clear();
            arrival.peer.set(sender);
            senders[received++] = sender;
        }
        return received;
    }

    @Override
    public Arrival arrival(int place) {
        return arrivals[place];
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
    }
}
