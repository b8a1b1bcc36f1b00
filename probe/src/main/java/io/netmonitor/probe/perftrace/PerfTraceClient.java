// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.task.Member;
import io.netmonitor.probe.socket.TestNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Measures paths to servers of the prototype's measuring tool, and to ours. Safe for use by many threads; a call measures once, on a
 * platform thread of its own, so that callers may be virtual ones.
 */
public final class PerfTraceClient {
    /** What members and sessions call the protocol. */
    public static final String PROTOCOL = Member.PERFTRACE;

    /** TCP and UDP port of servers. */
    public static final int PORT = 19_999;

    private final TestNetwork network;

    /** A client on the best sockets that this host has. */
    public PerfTraceClient() {
        this(TestNetwork.best());
    }

    /** A client on sockets of one's own choice. */
    public PerfTraceClient(TestNetwork network) {
        this.network = requireNonNull(network, "network");
    }

    /** Whether this host's kernel stamps probes and replies; whether the server's does, nobody knows. */
    public boolean hasKernelStamps() {
        return network.hasKernelStamps();
    }

    /**
     * Measures delay, jitter and loss. That all probes are lost is a measurement.
     *
     * @throws PerfTraceException when no measurement came about: unreachable, refused, busy, no answer, or answers without sense
     * @throws IOException when this host could not send, saying why
     * @throws InterruptedException when the calling thread was interrupted; nothing is left behind
     */
    public BasicRun basic(InetSocketAddress server, BasicOrder order) throws IOException, InterruptedException {
        requireNonNull(order, "order");
        requireResolved(server);
        Call call = new Call(server);
        return apart(call, () -> new BasicMeasurement(network, server, call, order, drawId()).run());
    }

    /**
     * Measures available bandwidth.
     *
     * @param listener hears of each train as it is over, on another thread
     * @throws PerfTraceException as {@link #basic}
     * @throws IOException when this host could not send, saying why
     * @throws InterruptedException when the calling thread was interrupted; nothing is left behind
     */
    public BandwidthRun bandwidth(InetSocketAddress server, BandwidthOrder order, Consumer<BandwidthRun.Train> listener)
            throws IOException, InterruptedException {
        requireNonNull(order, "order");
        requireNonNull(listener, "listener");
        requireResolved(server);
        Call call = new Call(server);
        return apart(call, () -> new BandwidthMeasurement(network, server, call, order, drawId(), listener).run());
    }

    private static void requireResolved(InetSocketAddress server) {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("server is not resolved: " + server);
        }
    }

    /** Positive, lest a C program prints it strangely. */
    private static long drawId() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private static <T> T apart(Call call, Callable<T> work) throws IOException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().name("perftrace").daemon().start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            call.close();
            joinUninterruptibly(thread);
            throw new InterruptedException("the measurement of " + call.where() + " was interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException trouble ? trouble : new IOException(String.valueOf(cause), cause);
        }
    }

    /** It ends within a moment: nothing that it waits for outlasts an interrupt and a closed connection by more than that. */
    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
