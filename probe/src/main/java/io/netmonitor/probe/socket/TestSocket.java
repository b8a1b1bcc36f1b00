// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket for test packets, which come and go in batches. Nothing blocks; a {@link Waiter} waits.
 *
 * <p>One thread uses it at a time. What it hands out is its own, and good until the next call of the same kind.
 */
public interface TestSocket extends Closeable {
    /** Longest UDP payload that is sent or taken. */
    int MAX_PAYLOAD_BYTES = 9_216;

    /** Most packets in a batch. */
    int BATCH = 32;

    /** Instead of a stamp's id: the packet was sent, and no stamp will come. */
    int UNSTAMPED = -1;

    /** Instead of a stamp's id: this host's own queue was full and dropped the packet. */
    int DROPPED = -2;

    /** Instead of a stamp's id: not sent; {@link #failure} says why. */
    int FAILED = -3;

    /** Where it is bound. */
    InetSocketAddress localAddress();

    /** Whether the kernel stamps packets; otherwise a stamp is only as good as the reader is quick. */
    boolean hasKernelStamps();

    /**
     * Puts a packet into the batch; its octets must stay as they are until {@link #flush}.
     *
     * @return its place in the batch, from 0
     * @throws IllegalStateException when the batch is full
     */
    int queue(OutgoingPacket packet, int lengthBytes);

    /**
     * Puts an arrival's own payload, as it stands at {@link #flush}, into the batch: back to where it came from, from the
     * address to which it came.
     *
     * @param dscp 0 to 63
     * @param stamped whether a transmit stamp is wanted; it doubles the cost of sending
     * @return as {@link #queue}
     */
    default int queueReply(Arrival arrival, int dscp, boolean stamped) {
        return queueReply(arrival, arrival.lengthBytes(), dscp, stamped);
    }

    /** As the other, with another length: an answer may have more to say than it was asked with. */
    int queueReply(Arrival arrival, int lengthBytes, int dscp, boolean stamped);

    /** How many packets are in the batch. */
    int queued();

    /** Sends the batch and empties it. */
    void flush();

    /**
     * What became of a packet of the last batch.
     *
     * @return id of the transmit stamp, which comes as a {@link Notice} of its own; or {@link #UNSTAMPED}, {@link #DROPPED},
     *     {@link #FAILED}
     */
    int stampId(int place);

    /** Why a packet of the last batch was not sent: {@link NetworkErrorException} when the network had refused it. */
    @Nullable
    IOException failure(int place);

    /** Receives what has come, at most a batch; returns how many. */
    int receive() throws IOException;

    /** A packet of those just received. */
    Arrival arrival(int place);

    /** Reads what the kernel noticed, at most a batch; returns how many, {@link #BATCH} when there may be more. */
    int readNotices() throws IOException;

    /** A notice of those just read; null where the kernel's was none that was asked for. */
    @Nullable
    Notice notice(int place);

    @Override
    void close();

    /** {@code 192.0.2.1:862} or {@code [2001:db8::1]:862}, for people; never looks a name up. */
    static String text(InetSocketAddress address) {
        return SocketAddresses.text(address);
    }
}
