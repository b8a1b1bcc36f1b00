// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The program that reads TCP cross traffic, counts it and throws it away; {@link TcpCross} starts it. */
final class TcpSink {
    private static final int READ_BYTES = 1 << 18;

    private TcpSink() {}

    /** Takes the address at which it waits; its greeting tells the port. */
    public static void main(String[] args) throws IOException {
        SendLog log = new SendLog();
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(args[0], 0))) {
            Thread.ofPlatform().daemon().start(() -> read(server, log));
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            CommandLoop.serve("{\"port\":" + port + "}", words -> CommandLoop.count(log, words));
        }
    }

    /** Takes all segments for full ones. */
    private static void read(ServerSocketChannel server, SendLog log) {
        try (SocketChannel channel = server.accept()) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
            long payloadBytes = 0;
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
                long before = wireBytes(payloadBytes);
                payloadBytes += read;
                log.add(System.nanoTime(), 0, (int) (wireBytes(payloadBytes) - before));
            }
        } catch (IOException e) {
            // The source has gone; what came until then stays counted.
        }
    }

    private static long wireBytes(long payloadBytes) {
        return payloadBytes * TcpSource.FRAME_BYTES / TcpSource.PAYLOAD_BYTES;
    }
}
