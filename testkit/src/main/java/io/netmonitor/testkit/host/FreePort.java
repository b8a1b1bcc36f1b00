// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that are free for TCP and for UDP, and stay so until somebody binds them: below those that Linux gives to sockets that
 * ask for none. A port that the kernel chose and a test gave back is drawn again by any socket of any test, now and then by the very
 * client that is to call it.
 *
 * <p>Safe for use by many threads.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    /** Where {@code net.ipv4.ip_local_port_range} begins unless it was changed. */
    private static final int FIRST_OF_KERNEL = 32_768;

    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * A port for a program that is yet to be started; each is given once.
     *
     * @throws SocketException when the address is not of this host
     */
    public static int find(InetAddress address) throws IOException {
        while (true) {
            try (ServerSocket socket = listen(new InetSocketAddress(address, 0))) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    /** Where nobody listens, of any protocol, unless the test does. */
    public static InetSocketAddress at(InetAddress address) throws IOException {
        return new InetSocketAddress(address, find(address));
    }

    /**
     * Listens by TCP at a port that is free for UDP, too. Nobody else who asks here gets that port meanwhile.
     *
     * @param at a port other than 0 is tried as it is
     */
    public static ServerSocket listen(InetSocketAddress at) throws IOException {
        if (at.getPort() != 0) {
            return tryListening(at);
        }
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_KERNEL);
            try {
                if (!GIVEN.contains(port)) {
                    return tryListening(new InetSocketAddress(at.getAddress(), port));
                }
            } catch (SocketException e) {
                if (attempt >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private static ServerSocket tryListening(InetSocketAddress at) throws IOException {
        ServerSocket tcp = new ServerSocket();
        tcp.setReuseAddress(true);
        try (DatagramSocket _ = new DatagramSocket(at)) {
            tcp.bind(at);
            return tcp;
        } catch (SocketException e) {
            tcp.close();
            throw e;
        }
    }
}
