// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import io.netmonitor.testkit.host.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The prototype's {@code perftrace_srv}: one measurement at a time, everybody else is denied, every number is trusted, and UDP is
 * open only while a session needs it.
 *
 * <p>A thread of its own for each connection. Safe for use by many threads.
 */
public final class PrototypeServer implements Closeable {
    public static final int PORT = 19_999;

    private final ServerSocket listener;
    private final ServerFaults faults;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger denied = new AtomicInteger();
    private final List<Served> served = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    private PrototypeServer(ServerSocket listener, ServerFaults faults) {
        this.listener = listener;
        this.faults = faults;
    }

    /** Port 0 takes one that is free for TCP and for UDP. */
    public static PrototypeServer open(InetSocketAddress listen, ServerFaults faults) throws IOException {
        PrototypeServer server = new PrototypeServer(FreePort.listen(listen), faults);
        Thread.ofPlatform().name("prototype-server").daemon().start(server::accept);
        return server;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Sessions that are over and got as far as a task, in the order of their ends; the next client is let in before it is here. */
    public List<Served> served() {
        return List.copyOf(served);
    }

    /** Clients that came, those that were denied among them. */
    public int connected() {
        return connected.get();
    }

    public int denied() {
        return denied.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connected.getAndIncrement();
                Thread.ofPlatform().name("prototype-session").daemon().start(() -> receive(socket, number));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private void receive(Socket socket, int number) {
        if (number < faults.denyFirst || !busy.compareAndSet(false, true)) {
            deny(socket);
            return;
        }
        Served seen;
        try {
            ServerSession session = new ServerSession(socket, address(), faults);
            open.add(session);
            seen = session.run();
        } finally {
            busy.set(false);
        }
        if (seen != null) {
            served.add(seen);
        }
        if (faults.departure.how() != Leaving.SILENCE) {
            close(socket);
        }
    }

    private void deny(Socket socket) {
        denied.incrementAndGet();
        try (socket) {
            socket.getOutputStream().write("deny".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has left before it could be denied.
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(PrototypeServer::close);
    }
}
