// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.probe;

import io.netmonitor.core.Health;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Set;

/** Holds a port, as an answering side does, and answers nobody. */
final class FakeResponder implements Responder {
    private final DatagramSocket socket;
    private final InetSocketAddress address;

    FakeResponder(InetSocketAddress listen) throws IOException {
        try {
            socket = new DatagramSocket(listen);
        } catch (SocketException e) {
            throw new IOException("cannot listen on " + listen + ": " + e.getMessage() + "; choose another port", e);
        }
        address = (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void answerOnly(Set<AnsweredSession> sessions) {
        // Nobody is answered in any case.
    }

    @Override
    public Health check() {
        return socket.isClosed() ? Health.down("closed") : Health.up("holds " + address);
    }

    @Override
    public void close() {
        socket.close();
    }
}
