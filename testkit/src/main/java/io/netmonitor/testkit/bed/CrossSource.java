// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The program that sends UDP cross traffic; {@link CrossTraffic} starts it and speaks with it. */
final class CrossSource implements PacedSender.Load {
    private static final int HEADER_BYTES = 28;

    /** Many kernels allow each socket 200 KB, but the bottleneck's queue must never make the sender wait. */
    private static final int SOCKETS = 16;

    private static final int SEND_BUFFER_BYTES = 4 << 20;

    private final DatagramChannel[] channels = new DatagramChannel[SOCKETS];
    private final ByteBuffer payload;
    private final int wireBytes;
    private int next;

    private CrossSource(InetSocketAddress target, int ipBytes) throws IOException {
        for (int i = 0; i < SOCKETS; i++) {
            channels[i] = DatagramChannel.open()
                    .setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES)
                    .connect(target);
        }
        payload = ByteBuffer.allocateDirect(ipBytes - HEADER_BYTES);
        wireBytes = ipBytes + Bottleneck.ETHERNET_BYTES;
    }

    /** Takes address, port and the size of a packet at the IP layer. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress target = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        PacedSender sender = PacedSender.start(new CrossSource(target, Integer.parseInt(args[2])));
        CommandLoop.serve("{}", words -> CommandLoop.command(sender, words));
    }

    @Override
    public int unitWireBytes(long wireBps) {
        return wireBytes;
    }

    @Override
    public void send() throws IOException {
        int sent = channels[next].write(payload.clear());
        if (sent != payload.capacity()) {
            throw new IOException("packet not sent whole: " + sent);
        }
        next = (next + 1) & (SOCKETS - 1);
    }
}
