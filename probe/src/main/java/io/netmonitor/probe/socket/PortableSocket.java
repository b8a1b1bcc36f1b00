// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket of the Java library. It knows no kernel stamps, hop limits or classes of arrivals, and hears nothing of what the
 * network says; a reply leaves from whichever address the system chooses.
 */
final class PortableSocket implements TestSocket {
    private final DatagramChannel channel;
    private final InetSocketAddress localAddress;
    private final Arrival[] arrivals = new Arrival[BATCH];
    private final @Nullable InetSocketAddress[] senders = new InetSocketAddress[BATCH];
    private final ByteBuffer[] payloads = new ByteBuffer[BATCH];
    private final @Nullable InetSocketAddress[] destinations = new InetSocketAddress[BATCH];
    private final int[] stampIds = new int[BATCH];
    private final @Nullable IOException[] failures = new IOException[BATCH];
    private int queued;

    PortableSocket(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.localAddress = (InetSocketAddress) channel.getLocalAddress();
        for (int i = 0; i < BATCH; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_PAYLOAD_BYTES + 1).order(ByteOrder.BIG_ENDIAN);
            arrivals[i] = new Arrival(i, buffer, new PacketInfo());
            payloads[i] = buffer;
        }
    }

    DatagramChannel channel() {
        return channel;
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
    public int queue(OutgoingPacket packet, int lengthBytes) {
        return queue(packet.buffer(), lengthBytes, packet.destination);
    }

    @Override
    public int queueReply(Arrival arrival, int lengthBytes, int dscp, boolean stamped) {
        return queue(arrival.payload(), lengthBytes, Objects.requireNonNull(senders[arrival.place]));
    }

    private int queue(ByteBuffer payload, int lengthBytes, InetSocketAddress destination) {
        if (queued == BATCH) {
            throw new IllegalStateException("the batch holds " + BATCH + " packets already; flush it");
        }
        payloads[queued] = payload.duplicate().clear().limit(lengthBytes);
        destinations[queued] = destination;
        return queued++;
    }

    @Override
    public int queued() {
        return queued;
    }

    @Override
    public void flush() {
        for (int i = 0; i < queued; i++) {
            failures[i] = null;
            try {
                int sent = channel.send(payloads[i], Objects.requireNonNull(destinations[i]));
                stampIds[i] = sent > 0 ? UNSTAMPED : DROPPED;
            } catch (PortUnreachableException e) {
                refused(i, new NetworkErrorException(Errno.ECONNREFUSED));
            } catch (IOException e) {
                refused(i, NetworkErrorException.of(e));
            }
        }
        queued = 0;
    }

    private void refused(int place, IOException failure) {
        stampIds[place] = FAILED;
        failures[place] = failure;
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
        int received = 0;
        while (received < BATCH) {
            Arrival arrival = arrivals[received];
            ByteBuffer buffer = arrival.payload();
            InetSocketAddress sender;
            try {
                sender = (InetSocketAddress) channel.receive(buffer.clear());
            } catch (PortUnreachableException e) {
                continue;
            }
            if (sender == null) {
                break;
            }
            arrival.reset();
            arrival.truncated = buffer.position() > MAX_PAYLOAD_BYTES;
            arrival.lengthBytes = Math.min(buffer.position(), MAX_PAYLOAD_BYTES);
            buffer.clear();
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
    public int readNotices() {
        return 0;
    }

    @Override
    public @Nullable Notice notice(int place) {
        return null;
    }

    @Override
    public void close() {
        Arrays.fill(failures, null);
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone either way.
        }
    }
}
