// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A UDP relay on loopback between one client and one server, with {@link Faults} each way.
 *
 * <pre>
 * client ── forward faults ──▶ server
 *        ◀── backward faults ──
 * </pre>
 *
 * Two threads of its own carry the packets; a third those that are delayed. Safe for use by many threads.
 */
public final class FaultyRelay implements Closeable {
    private static final int MAX_PACKET_BYTES = 65_507;

    private final DatagramSocket clientSide;
    private final DatagramSocket serverSide;
    private final InetSocketAddress server;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("faulty-relay-later").daemon().factory());
    private volatile @Nullable SocketAddress client;

    private FaultyRelay(InetSocketAddress server) throws IOException {
        this.server = server;
        this.clientSide = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
        this.serverSide = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
    }

    /** Starts a relay to a server on loopback. */
    public static FaultyRelay to(InetSocketAddress server, Faults forward, Faults backward) throws IOException {
        FaultyRelay relay = new FaultyRelay(server);
        relay.start("forward", () -> relay.carry(relay.clientSide, forward, true));
        relay.start("backward", () -> relay.carry(relay.serverSide, backward, false));
        return relay;
    }

    /** Where the client sends to. */
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.ofLiteral(server.getAddress().getHostAddress()), clientSide.getLocalPort());
    }

    @Override
    public void close() {
        clientSide.close();
        serverSide.close();
        later.shutdownNow();
    }

    private void start(String direction, Runnable work) {
        Thread.ofPlatform().name("faulty-relay-" + direction).daemon().start(work);
    }

    /** Runs until its socket is closed. */
    private void carry(DatagramSocket from, Faults faults, boolean forward) {
        byte @Nullable [] held = null;
        try {
            for (int number = 0; ; number++) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
                from.receive(packet);
                if (forward) {
                    client = packet.getSocketAddress();
                }
                if (faults.drop().test(number)) {
                    continue;
                }
                byte[] payload = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                if (faults.swap().test(number)) {
                    held = payload;
                    continue;
                }
                pass(payload, faults, forward);
                if (faults.duplicate().test(number)) {
                    pass(payload, faults, forward);
                }
                if (held != null) {
                    pass(held, faults, forward);
                    held = null;
                }
            }
        } catch (IOException e) {
            if (!from.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private void pass(byte[] payload, Faults faults, boolean forward) throws IOException {
        if (faults.delay().isZero()) {
            send(payload, forward);
            return;
        }
        var _ = later.schedule(
                () -> {
                    send(payload, forward);
                    return true;
                },
                faults.delay().toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void send(byte[] payload, boolean forward) throws IOException {
        SocketAddress to = forward ? server : client;
        if (to != null) {
            (forward ? serverSide : clientSide).send(new DatagramPacket(payload, payload.length, to));
        }
    }
}
