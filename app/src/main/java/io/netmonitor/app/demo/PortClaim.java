// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port that another process is going to open, kept from other demos until closed. The claim is the port of the same
 * number in the other protocol, so that it does not stand in the way, and is gone when this process is.
 */
final class PortClaim implements AutoCloseable {
    private static final int ATTEMPTS = 200;
    private static final int ANY_ATTEMPTS = 20;

    private final InetSocketAddress address;
    private final Closeable claim;

    private PortClaim(InetSocketAddress address, Closeable claim) {
        this.address = address;
        this.claim = claim;
    }

    /** The first TCP port from this one on that is free. */
    static PortClaim tcp(InetAddress host, int firstPort) throws IOException {
        return first(host, firstPort, 1, address -> at(address, PortClaim::bindTcp, PortClaim::bindUdp));
    }

    /** The first UDP port from this one on that is free. */
    static PortClaim udp(InetAddress host, int firstPort) throws IOException {
        return first(host, firstPort, 1, address -> at(address, PortClaim::bindUdp, PortClaim::bindTcp));
    }

    /**
     * The first port from this one on that is free for TCP and UDP. Since both are for whom it is meant, it is the port after it that
     * is claimed, and every other port that is tried.
     */
    static PortClaim tcpAndUdp(InetAddress host, int firstPort) throws IOException {
        return first(host, firstPort, 2, address -> {
            Closeable claim = bindUdp(new InetSocketAddress(host, address.getPort() + 1));
            try {
                bindTcp(address).close();
                bindUdp(address).close();
                return new PortClaim(address, claim);
            } catch (IOException e) {
                claim.close();
                throw e;
            }
        });
    }

    /**
     * This TCP port and no other; any free one when the number is 0.
     *
     * @throws IOException when it is taken
     */
    static PortClaim exactlyTcp(InetSocketAddress address) throws IOException {
        int attempts = address.getPort() == 0 ? ANY_ATTEMPTS : 1;
        for (int i = 1; ; i++) {
            try {
                return at(numbered(address), PortClaim::bindTcp, PortClaim::bindUdp);
            } catch (IOException e) {
                // A port that is free for TCP may be somebody's for UDP.
                if (i == attempts) {
                    throw e;
                }
            }
        }
    }

    private static InetSocketAddress numbered(InetSocketAddress address) throws IOException {
        if (address.getPort() != 0) {
            return address;
        }
        try (ServerSocket any = new ServerSocket(0, 1, address.getAddress())) {
            return new InetSocketAddress(address.getAddress(), any.getLocalPort());
        }
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the claim on " + address + " cannot be closed", e);
        }
    }

    private static PortClaim first(InetAddress host, int firstPort, int step, Claiming claiming) throws IOException {
        IOException last = new IOException("no port");
        for (int port = firstPort; port < Math.min(firstPort + ATTEMPTS * step, 0xFFFF); port += step) {
            try {
                return claiming.at(new InetSocketAddress(host, port));
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "no free port among the %d from %d on at %s: %s"
                        .formatted(ATTEMPTS, firstPort, host.getHostAddress(), last.getMessage()),
                last);
    }

    private static PortClaim at(InetSocketAddress address, Binding wanted, Binding other) throws IOException {
        Closeable claim = other.bind(address);
        try {
            wanted.bind(address).close();
            return new PortClaim(address, claim);
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    private static Closeable bindTcp(InetSocketAddress address) throws IOException {
        ServerSocket socket = new ServerSocket();
        return bound(socket, () -> socket.bind(address));
    }

    private static Closeable bindUdp(InetSocketAddress address) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        return bound(socket, () -> socket.bind(address));
    }

    private static Closeable bound(Closeable socket, Attempt attempt) throws IOException {
        try {
            attempt.run();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @FunctionalInterface
    private interface Claiming {
        PortClaim at(InetSocketAddress address) throws IOException;
    }

    @FunctionalInterface
    private interface Binding {
        Closeable bind(InetSocketAddress address) throws IOException;
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
