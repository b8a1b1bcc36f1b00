// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Asks a chronyd on this host what it knows of the clock. Safe for use by many threads.
 *
 * <p>It is asked by its monitoring protocol and not by running {@code chronyc}: one packet each way costs no process, and chronyd
 * lets every user of the host ask on port 323 of loopback, where its Unix socket wants the rights of root. Only a
 * privileged program can sit on that port, so the answer is believed.
 */
final class Chronyd {
    private static final int PORT = 323;
    private static final int TIMEOUT_MS = 500;

    private final InetSocketAddress address;

    Chronyd(InetSocketAddress address) {
        this.address = address;
    }

    /** The one of this host, if there is one. */
    static Chronyd ofThisHost() {
        try {
            return new Chronyd(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), PORT));
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an address", e);
        }
    }

    /** Waits for its answer, half a second at most; empty when there is none. */
    Optional<Tracking> ask() {
        // A socket of its own for each question leaves no way for an old answer to come in.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address);
            socket.setSoTimeout(TIMEOUT_MS);
            int sequence = socket.getLocalPort();
            byte[] request = Tracking.request(sequence);
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket answer = new DatagramPacket(new byte[Tracking.BYTES], Tracking.BYTES);
            socket.receive(answer);
            return Tracking.answer(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), sequence);
        } catch (IOException e) {
            // Most hosts have no chronyd: their loopback refuses at once.
            return Optional.empty();
        }
    }
}
