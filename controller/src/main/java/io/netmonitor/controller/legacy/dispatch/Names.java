// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names on a few threads of its own: the system's resolver may hang, and would hold up the carriers of all virtual threads.
 * Safe for use by many threads.
 */
final class Names implements AutoCloseable {
    private static final int AT_ONCE = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("names-", 0).daemon().factory());

    /**
     * All addresses of a host.
     *
     * @param host name or address
     * @throws IOException when it has none, or none were told in time
     */
    List<InetAddress> addresses(String host, Duration patience) throws IOException, InterruptedException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            // A name.
        }
        Future<InetAddress[]> asked = threads.submit(() -> InetAddress.getAllByName(host));
        try {
            return List.of(asked.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() instanceof UnknownHostException
                            ? "the name " + host + " does not resolve"
                            : "the name " + host + " could not be looked up",
                    e);
        } catch (TimeoutException e) {
            throw new IOException("the name " + host + " did not resolve within " + patience.toSeconds() + " s", e);
        } finally {
            asked.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
