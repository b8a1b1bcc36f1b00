// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of both protocols that nobody has, each told once. Nobody gets them by chance either, as a test may get the very port that it
 * has just closed: they are below those that Linux draws from for whoever names none. Safe for use by many threads.
 */
public final class UnusedPort {
    private static final int LEAST = 22_000;
    private static final int LEAST_DRAWN = 32_768;
    /** Other tests on this host look for ports, too. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(LEAST, (LEAST + LEAST_DRAWN) / 2));

    private UnusedPort() {}

    public static int next() throws IOException {
        for (int port = NEXT.getAndIncrement(); port < LEAST_DRAWN; port = NEXT.getAndIncrement()) {
            try (ServerSocket _ = new ServerSocket(port);
                    DatagramSocket _ = new DatagramSocket(port)) {
                return port;
            } catch (BindException e) {
                // Somebody has it; the next may do.
            }
        }
        throw new IOException("no port below " + LEAST_DRAWN + " is left");
    }
}
