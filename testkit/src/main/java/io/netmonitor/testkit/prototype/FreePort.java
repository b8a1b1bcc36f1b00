// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/** Finds a port that is free for TCP and for UDP. */
final class FreePort {
    private static final int TRIES = 50;

    private FreePort() {}

    /** A port other than 0 is tried as it is. */
    static ServerSocket bind(InetSocketAddress listen) throws IOException {
        for (int attempt = 1; ; attempt++) {
            ServerSocket tcp = new ServerSocket();
            tcp.setReuseAddress(true);
            tcp.bind(listen);
            try (DatagramSocket _ = new DatagramSocket(tcp.getLocalSocketAddress())) {
                return tcp;
            } catch (SocketException e) {
                tcp.close();
                if (listen.getPort() != 0 || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
