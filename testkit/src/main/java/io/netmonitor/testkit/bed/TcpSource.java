// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The program that sends TCP cross traffic; {@link TcpCross} starts it and speaks with it. */
final class TcpSource implements PacedSender.Load {
    /** What a full segment carries over IPv4 with time stamps, and what it is with all headers. */
    static final int PAYLOAD_BYTES = 1_448;

    static final int FRAME_BYTES = 1_514;

    private static final int MAX_SEGMENTS = 4_096;

    private final SocketChannel channel;
    private final ByteBuffer clump = ByteBuffer.allocateDirect(MAX_SEGMENTS * PAYLOAD_BYTES);

    private TcpSource(SocketChannel channel) {
        this.channel = channel;
    }

    /** Takes address and port. The stream stays open until the process ends: the sender may be writing. */
    public static void main(String[] args) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(args[0], Integer.parseInt(args[1])));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        PacedSender sender = PacedSender.start(new TcpSource(channel));
        CommandLoop.serve("{}", words -> CommandLoop.command(sender, words));
    }

    /** As many whole segments as come nearest to 1 ms. */
    @Override
    public int unitWireBytes(long wireBps) {
        long segments = Math.round(wireBps / 8_000.0 / FRAME_BYTES);
        int count = Math.clamp(segments, 1, MAX_SEGMENTS);
        clump.clear().limit(count * PAYLOAD_BYTES);
        return count * FRAME_BYTES;
    }

    @Override
    public void send() throws IOException {
        clump.rewind();
        while (clump.hasRemaining()) {
            int _ = channel.write(clump);
        }
    }
}
