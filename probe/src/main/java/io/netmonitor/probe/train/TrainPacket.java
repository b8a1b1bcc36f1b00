// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.TrainSocket;
import java.nio.ByteBuffer;

/**
 * The beginning of a train's packet, big-endian; what follows up to its length means nothing.
 *
 * <pre>
 *  0  "NMTP"          4 octets
 *  4  train           4
 *  8  token           8   drawn by the answering side for the session
 * 16  sequence        4   from 0 in each train
 * 20  zeros          12
 * </pre>
 */
final class TrainPacket {
    /** Instead of a train's number: the packet shows the other end where to send. */
    static final int GREETING = -1;

    private static final int MAGIC = 0x4E4D5450;

    private TrainPacket() {}

    static void write(ByteBuffer header, long token, int train, int sequence) {
        header.putInt(0, MAGIC);
        header.putInt(4, train);
        header.putLong(8, token);
        header.putInt(16, sequence);
    }

    static boolean isOf(Arrival arrival, long token) {
        ByteBuffer header = arrival.payload();
        return arrival.lengthBytes() >= TrainSocket.HEADER_BYTES
                && header.getInt(0) == MAGIC
                && header.getLong(8) == token;
    }

    static int train(Arrival arrival) {
        return arrival.payload().getInt(4);
    }

    static int sequence(Arrival arrival) {
        return arrival.payload().getInt(16);
    }
}
