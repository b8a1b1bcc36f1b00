// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.Waiter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sockets that sessions send from, opened when they are needed and shared where they can be. Used by the sender's thread. */
final class SenderPorts implements Closeable {
    /** How long one stays open without a session. */
    private static final long UNUSED_NS = 30_000_000_000L;

    private final TestNetwork network;
    private final Waiter waiter;
    private final Map<SourcePort, OpenPort> open = new HashMap<>();
    /** The same, to be gone over by index for each packet without an iterator. */
    private final List<OpenPort> all = new ArrayList<>();

    SenderPorts(TestNetwork network, Waiter waiter) {
        this.network = network;
        this.waiter = waiter;
    }

    List<OpenPort> all() {
        return all;
    }

    /**
     * The ports for a session, as many as it takes turns over.
     *
     * @throws IOException when one cannot be had, saying why and what to do
     */
    List<OpenPort> portsFor(SenderSession session) throws IOException {
        SessionPlan plan = session.plan();
        List<OpenPort> ports = new ArrayList<>(plan.ports());
        for (int number = 0; ports.size() < plan.ports(); number++) {
            SourcePort wanted = plan.source();
            OpenPort port = port(new SourcePort(
                    wanted.six(), wanted.port(), number, wanted.dscp(), wanted.dontFragment(), wanted.device()));
            if (port.isFreeFor(session)) {
                ports.add(port);
            } else if (wanted.port() != 0) {
                throw new IOException("source port " + wanted.port() + " is in use by another session to the same"
                        + " reflector; choose another one, or 0 to let the system choose");
            }
        }
        ports.forEach(port -> port.add(session));
        return ports;
    }

    private OpenPort port(SourcePort source) throws IOException {
        OpenPort known = open.get(source);
        if (known != null) {
            return known;
        }
        OpenPort port = new OpenPort(source, network.open(source));
        try {
            waiter.add(port.socket());
        } catch (IOException e) {
            port.socket().close();
            throw e;
        }
        open.put(source, port);
        all.add(port);
        return port;
    }

    /** Closes what was unused for long. */
    void closeUnused(long nowNs) {
        for (OpenPort port : List.copyOf(all)) {
            if (port.isUnusedFor(UNUSED_NS, nowNs)) {
                drop(port);
            }
        }
    }

    /** Closes a port. */
    void drop(OpenPort port) {
        open.remove(port.source());
        all.remove(port);
        waiter.remove(port.socket());
        port.socket().close();
    }

    @Override
    public void close() {
        List.copyOf(all).forEach(this::drop);
    }
}
