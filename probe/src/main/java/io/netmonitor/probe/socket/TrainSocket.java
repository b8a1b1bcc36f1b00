// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A UDP socket for trains: it sends groups of equally long packets as fast as the host can, and keeps only the beginning of
 * packets that arrive, with their stamps. One thread sends and one receives; they may be two.
 */
public interface TrainSocket extends Closeable {
    /** Octets that are kept of an arriving packet, and those that a sender may fill in. */
    int HEADER_BYTES = 32;

    /** Most packets in one {@link #receive}. */
    int BATCH = 64;

    /** Where it is bound. */
    InetSocketAddress localAddress();

    /** Whether the kernel stamps arrivals; otherwise a stamp is only as good as the reader is quick. */
    boolean hasKernelStamps();

    /**
     * Says where packets go and how long they are, for all that are sent from now on.
     *
     * @param payloadBytes UDP payload, {@link #HEADER_BYTES} to {@link TestSocket#MAX_PAYLOAD_BYTES}
     */
    void aim(InetSocketAddress destination, int payloadBytes);

    /** As {@link #aim}, back to where a packet came from and from the address to which it came. */
    void aimBack(Arrival arrival, int payloadBytes);

    /** Most packets in one {@link #send}; at least 1, known after {@link #aim}. */
    int maxGroup();

    /** The first {@link #HEADER_BYTES} of a packet of the next group, by its place from 0; keeps what was written. */
    ByteBuffer header(int place);

    /**
     * Sends the first packets of the group back to back.
     *
     * @return how many left this host; fewer when its queue is full, 0 when it may be tried again
     * @throws NetworkErrorException when the network refuses
     */
    int send(int count) throws IOException;

    /** Waits until a packet has come, at most so long; not for the sending thread. */
    boolean await(long timeoutNs) throws IOException;

    /** Receives what has come, at most a batch; returns how many. */
    int receive() throws IOException;

    /** A packet of those just received; its payload ends after {@link #HEADER_BYTES}, its length is the whole packet's. */
    Arrival arrival(int place);

    @Override
    void close();
}
