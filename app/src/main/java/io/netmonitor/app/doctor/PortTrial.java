// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Tries whether a port can be opened. */
@FunctionalInterface
interface PortTrial {
    /** Opens it on all addresses and closes it again; why that failed, or empty when it did not. */
    Optional<String> open(Port port);

    /** With a socket of this host. */
    final class Binding implements PortTrial {
        @Override
        public Optional<String> open(Port port) {
            InetSocketAddress address = new InetSocketAddress(port.number());
            try {
                switch (port.protocol()) {
                    case UDP -> new DatagramSocket(address).close();
                    case TCP -> {
                        try (ServerSocket socket = new ServerSocket()) {
                            socket.bind(address);
                        }
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
