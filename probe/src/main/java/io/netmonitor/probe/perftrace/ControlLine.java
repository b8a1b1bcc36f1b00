// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** The TCP connection of a measurement. One thread uses it, but for {@link #close}, which ends what waits. */
final class ControlLine implements Closeable {
    private final Socket socket;
    private final InputStream in;

    /** Takes over a connected socket. */
    ControlLine(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.in = socket.getInputStream();
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    /**
     * Waits for so many octets.
     *
     * @param patience for all of them, however slowly they trickle in
     * @throws EOFException when the other end closes before
     * @throws SocketTimeoutException when they do not come in time
     */
    byte[] read(int bytes, Duration patience) throws IOException {
        long untilNs = System.nanoTime() + patience.toNanos();
        byte[] octets = new byte[bytes];
        int have = 0;
        while (have < bytes) {
            int read = read(octets, have, untilNs);
            if (read < 0) {
                throw new EOFException("the other end closed the connection");
            }
            have += read;
        }
        return octets;
    }

    /**
     * Waits for any octets, and takes what has come.
     *
     * @return at most so many; none when the other end has closed
     * @throws SocketTimeoutException when nothing comes in time
     */
    byte[] readSome(int most, Duration patience) throws IOException {
        byte[] octets = new byte[most];
        int read = read(octets, 0, System.nanoTime() + patience.toNanos());
        return Arrays.copyOf(octets, Math.max(0, read));
    }

    private int read(byte[] into, int from, long untilNs) throws IOException {
        long leftNs = untilNs - System.nanoTime();
        if (leftNs <= 0) {
            throw new SocketTimeoutException("nothing more came in time");
        }
        // A timeout of 0 would be for ever.
        socket.setSoTimeout(Math.clamp(Math.ceilDiv(leftNs, 1_000_000), 1, Integer.MAX_VALUE));
        return in.read(into, from, into.length - from);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
