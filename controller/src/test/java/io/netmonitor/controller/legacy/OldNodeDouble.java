// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of the prototype that listens on loopback for tasks and answers as the test says. */
public final class OldNodeDouble implements AutoCloseable {
    private final ServerSocket server;
    private final Manner manner;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** How it answers. */
    @FunctionalInterface
    public interface Manner {
        /**
         * Answers a message; then the connection is closed.
         *
         * @param time the how-manieth message it is, from 1
         */
        void answer(int time, Socket socket) throws IOException, InterruptedException;
    }

    /** Listens on an address of loopback, at a free port. */
    public OldNodeDouble(String address, Manner manner) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.ofLiteral(address));
        this.manner = manner;
        Thread.ofVirtual().name("old-node").start(this::serve);
    }

    public static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers at once that it has understood. */
    public static OldNodeDouble good(String address) throws IOException {
        return new OldNodeDouble(address, (time, socket) -> say(socket, "File content parsed successfully"));
    }

    /** Says nothing and holds the connection. */
    public static OldNodeDouble silent(String address) throws IOException {
        return new OldNodeDouble(address, (time, socket) -> {
            int _ = socket.getInputStream().read();
        });
    }

    /** As a task lists it. */
    public String member() {
        String host = server.getInetAddress().getHostAddress();
        return "legacy:" + (host.contains(":") ? "[::1]" : host) + ":" + server.getLocalPort();
    }

    /** What it was told, in order. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> hear(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void hear(Socket socket) {
        try (socket) {
            byte[] octets = new byte[1_024];
            int length = socket.getInputStream().read(octets);
            if (length > 0) {
                int time;
                synchronized (messages) {
                    messages.add(new String(octets, 0, length, StandardCharsets.UTF_8));
                    time = messages.size();
                }
                manner.answer(time, socket);
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone.
        }
        open.remove(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
