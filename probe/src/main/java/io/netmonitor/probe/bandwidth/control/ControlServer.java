// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.core.Health;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.TrainSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The answering side of bandwidth measurements: a TCP port for control and the UDP port of the same number for trains. One thread
 * accepts, each connection has its own; everything else may be called from any thread.
 */
public final class ControlServer implements Responder {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.probe");
    private static final int MAX_CONNECTIONS = 32;
    private static final int PORT_TRIES = 20;
    private static final int FAREWELL_MS = 300;
    private static final int FAREWELL_BYTES = 16_384;

    private final ServerSocket door;
    private final TrainSocket trains;
    private final StampClock clock;
    private final Turn turn;
    private final @Nullable SSLContext tls;
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private volatile @Nullable Set<Integer> planned;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    private ControlServer(
            ServerSocket door, TrainSocket trains, StampClock clock, Turn turn, @Nullable SSLContext tls) {
        this.door = door;
        this.trains = trains;
        this.clock = clock;
        this.turn = turn;
        this.tls = tls;
    }

    /**
     * Opens both ports and begins to answer.
     *
     * @param clock what arrivals are stamped by, {@link StampClock#SYSTEM} outside of tests
     * @param turn of the node
     * @throws IOException when a port cannot be had, saying why and what to do
     */
    public static ControlServer open(ResponderOptions options, TestNetwork network, StampClock clock, Turn turn)
            throws IOException {
        InetSocketAddress wanted = options.listen();
        int tries = wanted.getPort() == 0 ? PORT_TRIES : 1;
        for (int i = 1; ; i++) {
            ServerSocket door = listen(wanted);
            try {
                InetSocketAddress udp = new InetSocketAddress(wanted.getAddress(), door.getLocalPort());
                ControlServer server = new ControlServer(door, network.trains(udp), clock, turn, options.tls());
                Thread.ofVirtual().name("bandwidth-door").start(server::accept);
                return server;
            } catch (IOException e) {
                door.close();
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    private static ServerSocket listen(InetSocketAddress wanted) throws IOException {
        ServerSocket door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(wanted);
            return door;
        } catch (IOException e) {
            door.close();
            throw new IOException(
                    "cannot listen on tcp " + TestSocket.text(wanted) + ": " + e.getMessage() + "; `ss -tlnp sport = :"
                            + wanted.getPort() + "` shows who has it, or choose another port",
                    e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    @Override
    public void answerOnly(Set<AnsweredSession> sessions) {
        planned = sessions.stream().map(AnsweredSession::sessionId).collect(Collectors.toUnmodifiableSet());
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = door.accept();
                if (!room.tryAcquire()) {
                    turnedAway.incrementAndGet();
                    socket.close();
                    continue;
                }
                connections.add(socket);
                Thread.ofPlatform().name("bandwidth-session").daemon().start(() -> serve(socket));
            } catch (IOException e) {
                if (!closed) {
                    failure = String.valueOf(e.getMessage());
                    LOG.log(System.Logger.Level.ERROR, "the bandwidth port stopped: " + failure, e);
                }
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (ControlChannel channel = new ControlChannel(secured(socket), ServerSession.MAX_BODY_BYTES)) {
            if (new ServerSession(channel, trains, clock, turn, planned).run()) {
                answered.incrementAndGet();
            } else {
                turnedAway.incrementAndGet();
            }
        } catch (InterruptedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a caller fell silent: {0}", e.toString());
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "a bandwidth session ended: {0}", e.toString());
        } finally {
            connections.remove(socket);
            room.release();
            closeQuietly(socket);
        }
    }

    private Socket secured(Socket socket) throws IOException {
        if (tls == null) {
            return socket;
        }
        socket.setSoTimeout(ControlChannel.PATIENCE_MS);
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, false);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(true);
        try {
            secured.startHandshake();
            return secured;
        } catch (SSLException e) {
            turnedAway.incrementAndGet();
            takeLeave(socket);
            throw e;
        }
    }

    /**
     * Reads what the caller still says before it hears that it is refused: closing with something unread would reset the
     * connection and lose the reason.
     */
    private static void takeLeave(Socket socket) throws IOException {
        socket.setSoTimeout(FAREWELL_MS);
        socket.shutdownOutput();
        byte[] ignored = new byte[FAREWELL_BYTES];
        int rest = ignored.length;
        while (rest > 0) {
            int read = socket.getInputStream().read(ignored, 0, rest);
            if (read < 0) {
                return;
            }
            rest -= read;
        }
    }

    @Override
    public Health check() {
        String trouble = failure;
        if (trouble != null) {
            return Health.down("bandwidth port stopped: " + trouble + "; restart it");
        }
        return Health.up("tcp and udp port " + door.getLocalPort() + " served " + answered.get()
                + " bandwidth measurements, turned away " + turnedAway.get());
    }

    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the bandwidth port did not close: {0}", e.toString());
        }
        connections.forEach(ControlServer::closeQuietly);
        // All rooms are free once no session uses the trains' socket any more.
        room.acquireUninterruptibly(MAX_CONNECTIONS);
        room.release(MAX_CONNECTIONS);
        trains.close();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close: {0}", e.toString());
        }
    }
}
