// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port at which callers are let in until it is closed. What keeps it from that, such as want of file descriptors, passes: it
 * says so and tries again.
 *
 * <p>One thread lets callers in, one after the other; everything here may be called from any thread.
 */
public final class Door implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.probe");
    private static final int BACKLOG = 128;
    private static final long PAUSE_NS = 100_000_000;

    private final ServerSocket socket;
    private final String name;
    private volatile @Nullable String trouble;

    /**
     * Listens; nobody is let in before {@link #open}.
     *
     * @param wanted port 0 is any free one
     * @param name of what is behind it, for logs
     * @param advice what to do when somebody has the port
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    public static Door at(InetSocketAddress wanted, String name, String advice) throws IOException {
        if (wanted.isUnresolved()) {
            throw new IOException("cannot listen on " + wanted.getHostString() + ": the name is not known");
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(wanted, BACKLOG);
            return new Door(socket, name);
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "cannot listen on tcp " + TestSocket.text(wanted) + ": " + e.getMessage() + "; `ss -tlnp sport = :"
                            + wanted.getPort() + "` shows who has it, or " + advice,
                    e);
        }
    }

    /** Takes over a bound socket. */
    Door(ServerSocket socket, String name) {
        this.socket = socket;
        this.name = name;
    }

    /** Lets in whoever comes; it is for the host to close the connection, and to take no time before it takes the next. */
    public void open(Consumer<Socket> host) {
        Thread.ofVirtual().name(name + "-door").start(() -> run(host));
    }

    private void run(Consumer<Socket> host) {
        while (!socket.isClosed()) {
            try {
                letIn(socket.accept(), host);
                trouble = null;
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    suffer(e);
                }
            }
        }
    }

    /** A host that is at fault has not taken its guest over. */
    private static void letIn(Socket guest, Consumer<Socket> host) throws IOException {
        try {
            host.accept(guest);
        } catch (RuntimeException e) {
            guest.close();
            throw e;
        }
    }

    private void suffer(Exception e) {
        if (trouble == null) {
            LOG.log(System.Logger.Level.ERROR, "the " + name + " port lets nobody in: " + e.getMessage(), e);
        }
        trouble = String.valueOf(e.getMessage());
        LockSupport.parkNanos(PAUSE_NS);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    /** Why nobody is let in just now; null while they are. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Lets nobody in any more; who is in stays. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the " + name + " port did not close: {0}", e.toString());
        }
    }
}
