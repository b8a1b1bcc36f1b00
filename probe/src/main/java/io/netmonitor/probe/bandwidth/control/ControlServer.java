// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.core.Health;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.Door;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TrainSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
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
    /** Of a connection, with its handshake and its farewell. */
    private static final Duration LONGEST =
            Duration.ofNanos(ServerSession.LONGEST_NS).plusSeconds(10);

    private static final int FAREWELL_MS = 300;
    private static final int FAREWELL_BYTES = 16_384;

    private final Door door;
    private final TrainSocket trains;
    private final StampClock clock;
    private final Turn turn;
    private final @Nullable SSLContext tls;
    private final Duration longest;
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private volatile @Nullable Set<Integer> planned;

    private ControlServer(
            Door door, TrainSocket trains, StampClock clock, Turn turn, @Nullable SSLContext tls, Duration longest) {
        this.door = door;
        this.trains = trains;
        this.clock = clock;
        this.turn = turn;
        this.tls = tls;
        this.longest = longest;
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
        return open(options, network, clock, turn, LONGEST);
    }

    /** With how long a connection may last. */
    static ControlServer open(
            ResponderOptions options, TestNetwork network, StampClock clock, Turn turn, Duration longest)
            throws IOException {
        InetSocketAddress wanted = options.listen();
        int tries = wanted.getPort() == 0 ? PORT_TRIES : 1;
        for (int i = 1; ; i++) {
            Door door = Door.at(wanted, "bandwidth", "choose another port");
            try {
                TrainSocket trains = network.trains(door.address());
                ControlServer server = new ControlServer(door, trains, clock, turn, options.tls(), longest);
                door.open(server::admit);
                return server;
            } catch (IOException e) {
                door.close();
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return door.address();
    }

    @Override
    public void answerOnly(Set<AnsweredSession> sessions) {
        planned = sessions.stream().map(AnsweredSession::sessionId).collect(Collectors.toUnmodifiableSet());
    }

    private void admit(Socket socket) {
        if (room.tryAcquire()) {
            connections.add(socket);
            Thread.ofPlatform().name("bandwidth-session").daemon().start(() -> serve(socket));
        } else {
            turnedAway.incrementAndGet();
            closeQuietly(socket);
        }
    }

    private void serve(Socket socket) {
        Thread clockwork = Thread.ofVirtual().start(() -> hangUpInTheEnd(socket));
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
            clockwork.interrupt();
            connections.remove(socket);
            room.release();
            closeQuietly(socket);
        }
    }

    /** Each wait for a caller has its own end, but whoever says an octet at a time comes to none. */
    private void hangUpInTheEnd(Socket socket) {
        try {
            Thread.sleep(longest);
            closeQuietly(socket);
        } catch (InterruptedException e) {
            // It is over before.
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
        String trouble = door.trouble();
        if (trouble != null) {
            return Health.down("bandwidth port lets nobody in: " + trouble);
        }
        return Health.up("tcp and udp port " + door.address().getPort() + " served " + answered.get()
                + " bandwidth measurements, turned away " + turnedAway.get());
    }

    @Override
    public void close() {
        door.close();
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
