// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is let in: a bounded number of connections in all, and of each address. Safe for use by many threads. */
final class Admission {
    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_OF_ADDRESS = 32;

    private final Map<InetAddress, Integer> ofAddress = new HashMap<>();
    private int connections;

    /** Lets a connection in; or says why not. */
    synchronized @Nullable Drop enter(InetAddress from) {
        int others = ofAddress.getOrDefault(from, 0);
        if (others == MAX_OF_ADDRESS) {
            return Drop.ADDRESS_FULL;
        }
        if (connections == MAX_CONNECTIONS) {
            return Drop.FULL;
        }
        connections++;
        ofAddress.put(from, others + 1);
        return null;
    }

    /** One that was let in has left. */
    synchronized void leave(InetAddress from) {
        connections--;
        ofAddress.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** Waits until all have left. */
    synchronized void awaitEmpty() {
        boolean interrupted = false;
        while (connections > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized int connections() {
        return connections;
    }
}
