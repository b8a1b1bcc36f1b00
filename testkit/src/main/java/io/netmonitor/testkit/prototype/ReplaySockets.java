// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets of one replay. Used by one thread. */
final class ReplaySockets implements Closeable {
    private static final int PATIENCE_MS = 10_000;
    private static final int QUIET_MS = 50;
    private static final int MAX_PACKET_BYTES = 65_507;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private final Socket tcp;
    private final DatagramSocket udp;
    private final InputStream in;
    private @Nullable SocketAddress peer;
    private int ahead = -1;

    ReplaySockets(Socket tcp, DatagramSocket udp, @Nullable SocketAddress peer) throws IOException {
        this.tcp = tcp;
        this.udp = udp;
        this.peer = peer;
        this.in = tcp.getInputStream();
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout(PATIENCE_MS);
        udp.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    }

    void write(byte[] octets) throws IOException {
        tcp.getOutputStream().write(octets);
    }

    void send(byte[] octets) throws IOException {
        if (peer == null) {
            throw new AssertionError("a datagram is to be sent before one came");
        }
        udp.send(new DatagramPacket(octets, octets.length, peer));
    }

    /** Takes the first octet of what comes without consuming it; -1 when the other side has closed. */
    int peek() throws IOException {
        if (ahead < 0) {
            ahead = in.read();
        }
        return ahead;
    }

    /** At most that many octets: fewer when the other side closes or says nothing any more. */
    byte[] read(int bytes) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            while (octets.size() < bytes && peek() >= 0) {
                octets.write(ahead);
                ahead = -1;
                octets.writeBytes(in.readNBytes(Math.min(in.available(), bytes - octets.size())));
            }
        } catch (SocketTimeoutException e) {
            // What came until now is judged.
        }
        return octets.toByteArray();
    }

    /** What comes until it pleases the judge; or all that comes. */
    byte[] readUntil(Judge judge) throws IOException {
        byte[] octets = {};
        while (octets.length < MAX_MESSAGE_BYTES) {
            byte[] more = read(1);
            octets = Arrays.copyOf(octets, octets.length + more.length);
            System.arraycopy(more, 0, octets, octets.length - more.length, more.length);
            if (more.length == 0 || (in.available() == 0 && judge.isSatisfied(octets))) {
                break;
            }
        }
        return octets;
    }

    /** Says whether a message is complete. */
    interface Judge {
        boolean isSatisfied(byte[] octets);
    }

    byte[] readToEnd() throws IOException {
        return read(MAX_MESSAGE_BYTES);
    }

    byte[] receive() throws IOException {
        return receive(PATIENCE_MS);
    }

    /** All datagrams until something comes by TCP. */
    void receiveUntilTold(DatagramTaker taker) throws IOException {
        long endNano = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        boolean told = false;
        while (System.nanoTime() - endNano < 0) {
            try {
                taker.take(receive(QUIET_MS));
            } catch (SocketTimeoutException e) {
                if (told) {
                    return;
                }
            }
            told = in.available() > 0;
        }
    }

    /** Takes a datagram's payload. */
    interface DatagramTaker {
        void take(byte[] octets) throws IOException;
    }

    private byte[] receive(int patienceMs) throws IOException {
        udp.setSoTimeout(patienceMs);
        DatagramPacket datagram = new DatagramPacket(new byte[MAX_PACKET_BYTES], MAX_PACKET_BYTES);
        udp.receive(datagram);
        peer = datagram.getSocketAddress();
        return Arrays.copyOf(datagram.getData(), datagram.getLength());
    }

    /** Octets that came and that nobody wanted. */
    List<byte[]> leftOver() throws IOException {
        return peek() < 0 ? List.of() : List.of(readToEnd());
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
