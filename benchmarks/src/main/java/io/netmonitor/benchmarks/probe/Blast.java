// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends test packets as fast as one thread can, from four ports in turn, until it is killed. It reads no replies: the kernel
 * drops them when its buffers are full, which costs both answering sides the same.
 */
final class Blast {
    private static final int SESSIONS = 4;

    private Blast() {}

    /**
     * Sends.
     *
     * @param arguments name of a {@link Load}, address, port
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Load load = Load.valueOf(arguments[0]);
        InetSocketAddress destination =
                new InetSocketAddress(InetAddress.ofLiteral(arguments[1]), Integer.parseInt(arguments[2]));
        List<DatagramChannel> channels = new ArrayList<>();
        List<ByteBuffer> packets = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.connect(destination);
            channels.add(channel);
            packets.add(load == Load.IRTT ? IrttOpening.of(channel) : load.stampRequest(i + 1));
        }
        System.out.println("sending");
        for (int sequence = 0; ; sequence++) {
            for (int i = 0; i < SESSIONS; i++) {
                ByteBuffer packet = packets.get(i);
                load.number(packet, sequence);
                int _ = channels.get(i).write(packet.clear());
            }
        }
    }
}
