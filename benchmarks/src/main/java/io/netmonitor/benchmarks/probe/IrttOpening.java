// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/**
 * Opens a session at an irtt server for a socket of ours. A real client speaks, and we stand between the two until it has
 * sent its first test packet, which is then ours to repeat: so nothing of irtt's protocol has to be written here.
 */
final class IrttOpening {
    private static final int MAX_BYTES = 2_048;
    private static final int FLAGS = 3;
    private static final int OPEN = 1;
    private static final int PATIENCE_MS = 5_000;

    private IrttOpening() {}

    /**
     * Opens a session.
     *
     * @param toServer connected to the server
     * @return a test packet of the session
     * @throws IOException when either does not answer within 5 s
     */
    static ByteBuffer of(DatagramChannel toServer) throws IOException, InterruptedException {
        try (DatagramChannel toClient = DatagramChannel.open()) {
            toClient.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = ((InetSocketAddress) toClient.getLocalAddress()).getPort();
            Process client = new ProcessBuilder(client(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return relay(toClient, toServer);
            } finally {
                // Killed, it cannot tell the server that the session is over.
                client.destroyForcibly().waitFor();
            }
        }
    }

    private static List<String> client(int port) {
        String length = String.valueOf(Pace.PAYLOAD_BYTES);
        return List.of("irtt", "client", "-Q", "-i", "10ms", "-d", "10m", "-l", length, "127.0.0.1:" + port);
    }

    private static ByteBuffer relay(DatagramChannel toClient, DatagramChannel toServer) throws IOException {
        Datagram opening = receive(toClient);
        int _ = toServer.write(opening.octets);
        int _ = toClient.send(receive(toServer).octets, opening.from);
        Datagram packet = receive(toClient);
        while ((packet.octets.get(FLAGS) & OPEN) != 0) {
            // The client was impatient and asked again.
            packet = receive(toClient);
        }
        return packet.octets;
    }

    private static Datagram receive(DatagramChannel channel) throws IOException {
        byte[] octets = new byte[MAX_BYTES];
        DatagramPacket packet = new DatagramPacket(octets, octets.length);
        channel.socket().setSoTimeout(PATIENCE_MS);
        channel.socket().receive(packet);
        ByteBuffer direct = ByteBuffer.allocateDirect(packet.getLength());
        direct.put(octets, 0, packet.getLength()).flip();
        return new Datagram(direct, packet.getSocketAddress());
    }

    private record Datagram(ByteBuffer octets, SocketAddress from) {}
}
