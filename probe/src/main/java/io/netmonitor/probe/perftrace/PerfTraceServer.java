// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.probe.socket.Door;
import io.netmonitor.probe.socket.Peer;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers clients of the prototype's measuring tool, and ours, many at once: a TCP port to agree on a measurement and the UDP port of
 * the same number for its probes.
 *
 * <p>Measurements are told apart by their id together with the client's address: clients draw ids by themselves, so those of two
 * hosts may be equal, and nobody can keep another host out by taking its id. Two with the same id from one address cannot be told apart:
 * the second is hung up on, for by then it was let in and takes any word as leave to send. Whoever has no measurement under way at
 * this server gets no packet from it.
 *
 * <p>One thread accepts, each connection has its own, one reads all probes. Everything here may be called from any thread.
 */
public final class PerfTraceServer implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.probe");
    private static final int PORT_TRIES = 20;

    private final Door door;
    private final TestSocket socket;
    private final Waiter waiter;
    private final ServerCounters counters = new ServerCounters();
    private final Admission admission = new Admission();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ProbeLoop loop;
    private final Thread reader;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    private PerfTraceServer(Door door, TestSocket socket, Waiter waiter) {
        this.door = door;
        this.socket = socket;
        this.waiter = waiter;
        this.loop = new ProbeLoop(socket, waiter, counters);
        this.reader = Thread.ofPlatform()
                .name("perftrace-probes-" + door.address().getPort())
                .daemon()
                .unstarted(this::readProbes);
    }

    /**
     * Opens both ports and begins to answer.
     *
     * @param listen a wildcard answers both families; port 0 takes a port that is free for TCP and UDP
     * @throws IOException when a port cannot be had, saying why and what to do
     */
    public static PerfTraceServer open(InetSocketAddress listen) throws IOException {
        return open(listen, TestNetwork.best());
    }

    /** As the other, on a network of one's own. */
    static PerfTraceServer open(InetSocketAddress listen, TestNetwork network) throws IOException {
        int tries = listen.getPort() == 0 ? PORT_TRIES : 1;
        for (int i = 1; ; i++) {
            Door door = Door.at(listen, "perftrace", "choose another port");
            TestSocket socket = null;
            try {
                socket = network.listenForTrains(door.address());
                PerfTraceServer server = new PerfTraceServer(door, socket, network.waiter());
                server.reader.start();
                door.open(server::admit);
                return server;
            } catch (IOException e) {
                door.close();
                if (socket != null) {
                    socket.close();
                    throw e;
                }
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    /** Where it listens, with both protocols. */
    public InetSocketAddress address() {
        return door.address();
    }

    private void admit(Socket socket) {
        InetAddress from = socket.getInetAddress();
        Drop refusal = admission.enter(from);
        if (refusal != null) {
            counters.drop(refusal);
            deny(socket);
            return;
        }
        connections.add(socket);
        Thread.ofVirtual().name("perftrace-session").start(() -> serve(socket, from));
    }

    /** Four octets always fit into a new connection's buffer, so this waits for nobody. */
    private static void deny(Socket socket) {
        try (socket) {
            socket.getOutputStream().write(Words.DENY.octets());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client left before it was denied: {0}", e.toString());
        }
    }

    private void serve(Socket connection, InetAddress from) {
        try (ControlLine line = new ControlLine(connection)) {
            if (!closed) {
                Peer client = Peer.of(new InetSocketAddress(from, connection.getPort()));
                new ServerConnection(line, client, loop, counters).run();
            }
        } catch (IOException e) {
            counters.drop(Drop.CUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
            admission.leave(from);
        }
    }

    private void readProbes() {
        try {
            loop.run();
        } catch (IOException | RuntimeException e) {
            stopped("the udp port", e);
        } finally {
            waiter.close();
            socket.close();
        }
    }

    private void stopped(String what, Exception e) {
        failure = what + " stopped: " + e.getMessage();
        LOG.log(System.Logger.Level.ERROR, "perftrace: " + failure, e);
    }

    @Override
    public Health check() {
        String end = failure;
        if (end != null) {
            return Health.down("perftrace: " + end + "; restart it");
        }
        String trouble = door.trouble();
        if (trouble != null) {
            return Health.down("perftrace lets nobody in: " + trouble);
        }
        return Health.up("perftrace at tcp and udp port " + address().getPort() + " " + counters.words());
    }

    /** How many connections are open. */
    int connections() {
        return admission.connections();
    }

    /** How often something was dropped for a reason. */
    long drops(Drop reason) {
        return counters.drops(reason);
    }

    @Override
    public void close() {
        closed = true;
        door.close();
        connections.forEach(PerfTraceServer::hangUp);
        admission.awaitEmpty();
        loop.stop();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close: {0}", e.toString());
        }
    }
}
