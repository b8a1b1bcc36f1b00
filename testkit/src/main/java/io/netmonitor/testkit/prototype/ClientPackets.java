// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The UDP side of a {@link PrototypeClient}: sends test packets on one thread, takes replies on another. */
final class ClientPackets implements Closeable {
    private static final int MAX_PACKET_BYTES = 65_507;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final ClientFaults faults;
    private final List<ClientRun.Returned> replies = new ArrayList<>();
    private long id;
    private int strays;
    private int sent;

    ClientPackets(InetSocketAddress server, ClientFaults faults) throws SocketException {
        this.socket = new DatagramSocket();
        this.server = server;
        this.faults = faults;
        Thread.ofPlatform().name("prototype-replies").daemon().start(this::receive);
    }

    synchronized void takeRepliesTo(long session) {
        id = session;
    }

    /** From the count-th packet of this train on, evenly; sequences start at 1. */
    void send(int from, int to, int payloadBytes, long gapNs) throws IOException {
        long startNano = System.nanoTime();
        for (int i = from; i < to; i++) {
            long dueNano = startNano + (i - from) * gapNs;
            for (long leftNs = dueNano - System.nanoTime(); leftNs > 0; leftNs = dueNano - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
            TestPacket packet = new TestPacket(id, Structure.nowUs(), i + 1);
            send(faults.packet.apply(packet).bytes(payloadBytes));
            sent++;
        }
    }

    void sendForeign() throws IOException {
        try (DatagramSocket stranger = new DatagramSocket()) {
            for (int i = 1; i <= faults.foreign; i++) {
                byte[] octets = new TestPacket(id + i, Structure.nowUs(), i).bytes(TestPacket.BYTES);
                stranger.send(new DatagramPacket(octets, octets.length, server));
            }
        }
    }

    void send(byte[] octets) throws IOException {
        try {
            socket.send(new DatagramPacket(octets, octets.length, server));
        } catch (java.net.PortUnreachableException e) {
            // The server has closed its port; it will say so on the control connection.
        }
    }

    int sent() {
        return sent;
    }

    synchronized List<ClientRun.Returned> replies() {
        return List.copyOf(replies);
    }

    synchronized int strays() {
        return strays;
    }

    private void receive() {
        try {
            while (true) {
                DatagramPacket datagram = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
                socket.receive(datagram);
                take(datagram, Structure.nowUs());
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private synchronized void take(DatagramPacket datagram, long atUs) {
        byte[] octets = Arrays.copyOf(datagram.getData(), datagram.getLength());
        if (octets.length == Reply.BYTES
                && datagram.getSocketAddress().equals(server)
                && Reply.of(octets).id() == id) {
            replies.add(new ClientRun.Returned(Reply.of(octets), atUs));
        } else {
            strays++;
        }
        notifyAll();
    }

    /** Returns when there are that many, or after that time. */
    synchronized void awaitReplies(int count, long patienceMs) throws InterruptedException {
        long endNano = System.nanoTime() + patienceMs * 1_000_000;
        for (long leftMs = patienceMs; replies.size() < count && leftMs > 0; ) {
            wait(leftMs);
            leftMs = (endNano - System.nanoTime()) / 1_000_000;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
