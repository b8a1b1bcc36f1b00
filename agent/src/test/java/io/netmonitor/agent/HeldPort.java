// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port that nobody else is given. Who connects is refused, but while a server of the test listens there; it binds with
 * SO_REUSEADDR, as this socket does that never listens, and may go and come back.
 */
public final class HeldPort implements AutoCloseable {
    private final Socket socket = new Socket();

    /** Any port of a local address. */
    public HeldPort(InetAddress address) throws IOException {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, 0));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
