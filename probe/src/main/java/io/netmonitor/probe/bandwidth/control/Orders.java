// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.probe.train.TrainOrder;
import java.nio.ByteBuffer;

/**
 * A train's order as it is asked of a server.
 *
 * <pre>
 *  0  train            4 octets
 *  4  packets in burst 4
 *  8  paced packets    4
 * 12  octets a packet  4   with IP and UDP headers
 * 16  gap              8   picoseconds from one paced packet to the next; 1 when there are none
 * </pre>
 */
final class Orders {
    private static final double PS_PER_NS = 1e3;
    private static final long LONGEST_GAP_PS = 1_000_000_000_000L;

    private Orders() {}

    static Frame frame(TrainOrder order) {
        long gapPs = order.pacedPackets() == 0 ? 1 : Math.max(1, Math.round(order.gapNs() * PS_PER_NS));
        return Frame.of(
                Frame.Type.SEND,
                ByteBuffer.allocate(24)
                        .putInt(order.number())
                        .putInt(order.burstPackets())
                        .putInt(order.pacedPackets())
                        .putInt(order.packetBytes())
                        .putLong(gapPs));
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it asks for what is not possible, with the value
     */
    static TrainOrder read(ByteBuffer body) {
        if (body.remaining() < 24) {
            throw new IllegalArgumentException("an order of " + body.remaining() + " octets");
        }
        int number = body.getInt();
        int burst = body.getInt();
        int paced = body.getInt();
        int packetBytes = body.getInt();
        long gapPs = body.getLong();
        if (gapPs < 1 || gapPs > LONGEST_GAP_PS) {
            throw new IllegalArgumentException("a gap of " + gapPs + " ps");
        }
        return new TrainOrder(number, burst, paced, packetBytes * 8e9 / (gapPs / PS_PER_NS), packetBytes);
    }
}
