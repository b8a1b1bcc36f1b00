// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A server that does as it is told, on one port of both protocols. */
final class OddServer implements AutoCloseable {
    private final ServerSocket door;
    private final DatagramSocket probes;
    private final Conduct conduct;
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore seen = new Semaphore(0);

    /** What it does. */
    interface Conduct {
        /** Deals with a connection. */
        void serve(Socket client, OddServer server) throws Exception;

        /** What it answers to a probe. */
        default List<byte[]> replies(byte[] probe) {
            return List.of();
        }
    }

    OddServer(Conduct conduct) throws IOException {
        this.conduct = conduct;
        this.door = FreePort.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.probes = new DatagramSocket(door.getLocalSocketAddress());
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::answer);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    /** How many connections there were. */
    int calls() {
        return calls.get();
    }

    /** Waits until so many probes have come and have their replies. */
    void awaitProbes(int count) throws InterruptedException {
        boolean _ = seen.tryAcquire(count, 30, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            calls.incrementAndGet();
            conduct.serve(client, this);
        } catch (Exception e) {
            // The client has had enough of it.
        }
    }

    private void answer() {
        byte[] buffer = new byte[9_216];
        while (!probes.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                probes.receive(packet);
                for (byte[] reply : conduct.replies(Arrays.copyOf(buffer, packet.getLength()))) {
                    probes.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
                seen.release();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Lets a Basic measurement begin. */
    static void begin(Socket client) throws IOException {
        client.getOutputStream().write(Words.ACCEPT.octets());
        client.getInputStream().readNBytes(TaskMeta.BYTES);
        client.getOutputStream().write(Words.GO.octets());
    }

    /** Ends it with a number. */
    static void end(Socket client, int arrived) throws IOException {
        client.getOutputStream()
                .write(ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(arrived)
                        .array());
    }

    /** The right reply. */
    static byte[] reply(byte[] probe, long arrivedUs) {
        return spoilt(probe, reply -> ProbePacket.answer(reply, 1, arrivedUs));
    }

    /** The right reply but for what is done to it. */
    static byte[] spoilt(byte[] probe, Consumer<ByteBuffer> spoiling) {
        byte[] octets = Arrays.copyOf(Arrays.copyOf(probe, ProbePacket.PROBE_BYTES), ProbePacket.REPLY_BYTES);
        ByteBuffer reply = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        ProbePacket.answer(reply, 1, 5);
        spoiling.accept(reply);
        return octets;
    }

    @Override
    public void close() throws IOException {
        door.close();
        probes.close();
    }
}
