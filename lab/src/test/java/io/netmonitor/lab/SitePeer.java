// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A small program for the far end of a link, in a process of its own: on one port it answers each datagram with the
 * number of datagrams that it has received until then, and swallows TCP streams, telling their length at their end.
 */
final class SitePeer implements AutoCloseable {
    private final Process process;
    private final int port;

    private SitePeer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static SitePeer start(Lab lab, String site) throws IOException {
        return start(lab.layout().execPrefix(site));
    }

    private static SitePeer start(List<String> prefix) throws IOException {
        List<String> command = TestJava.command(SitePeer.class);
        command.addAll(0, prefix);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the peer ended at once: " + command);
        }
        return new SitePeer(process, Integer.parseInt(line));
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws IOException {
        try (DatagramSocket datagrams = new DatagramSocket(0);
                ServerSocket streams = new ServerSocket(datagrams.getLocalPort())) {
            Thread.ofPlatform().daemon().start(() -> swallow(streams));
            System.out.println(datagrams.getLocalPort());
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            for (long received = 1; ; received++) {
                datagrams.receive(packet);
                byte[] count = ByteBuffer.allocate(8).putLong(received).array();
                datagrams.send(new DatagramPacket(count, 8, packet.getSocketAddress()));
                packet.setLength(1500);
            }
        }
    }

    private static void swallow(ServerSocket streams) {
        try {
            while (true) {
                try (Socket stream = streams.accept();
                        InputStream in = stream.getInputStream()) {
                    long length = in.skip(Long.MAX_VALUE);
                    stream.getOutputStream()
                            .write(ByteBuffer.allocate(8).putLong(length).array());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
