// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.socket.TestSocket;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way into a server: connects, and comes back for a while when it is denied, since the prototype serves one client at a time and
 * two of ours may meet there. One thread uses it, but for {@link #close}, which ends whatever waits.
 */
final class Call implements Closeable {
    private static final int CONNECT_MS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long COME_BACK_NS = 3_000_000_000L;
    private static final long LEAST_PAUSE_MS = 100;
    private static final long MOST_PAUSE_MS = 700;

    private final InetSocketAddress server;
    private @Nullable Closeable connection;
    private boolean closed;
    private long roundTripNs;

    Call(InetSocketAddress server) {
        this.server = server;
    }

    /** {@code tcp 192.0.2.1:19999}, for sentences. */
    String where() {
        return "tcp " + TestSocket.text(server);
    }

    /**
     * Connects and is let in.
     *
     * @throws PerfTraceException when it is not, saying why
     * @throws InterruptedException when the thread was interrupted between two tries
     */
    ControlLine enter() throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + COME_BACK_NS;
        while (true) {
            ControlLine line = connect();
            byte[] word = line.read(Words.DENY.bytes(), PATIENCE);
            if (!Words.DENY.begin(word)) {
                requireAccepted(word, line);
                return line;
            }
            line.close();
            long pauseMs = ThreadLocalRandom.current().nextLong(LEAST_PAUSE_MS, MOST_PAUSE_MS);
            if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs) - untilNs > 0) {
                throw new PerfTraceException(Outcome.BUSY, where() + " is in another measurement");
            }
            TimeUnit.MILLISECONDS.sleep(pauseMs);
        }
    }

    private void requireAccepted(byte[] begin, ControlLine line) throws IOException {
        byte[] accept = Words.ACCEPT.octets();
        boolean right = new String(accept, 0, begin.length, java.nio.charset.StandardCharsets.US_ASCII)
                .equals(new String(begin, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (right) {
            byte[] rest = line.read(accept.length - begin.length, PATIENCE);
            for (int i = 0; i < rest.length; i++) {
                right &= rest[i] == accept[begin.length + i];
            }
        }
        if (!right) {
            throw new PerfTraceException(
                    Outcome.FAILED, where() + " does not speak as perftrace does; is it the right port?");
        }
    }

    private ControlLine connect() throws IOException {
        Socket socket = new Socket();
        keep(socket);
        long beganNs = System.nanoTime();
        socket.connect(server, CONNECT_MS);
        roundTripNs = System.nanoTime() - beganNs;
        ControlLine line = new ControlLine(socket);
        keep(line);
        return line;
    }

    private synchronized void keep(Closeable made) throws IOException {
        connection = made;
        if (closed) {
            made.close();
        }
    }

    /** How long the network took to answer when it was called last. */
    long roundTripNs() {
        return roundTripNs;
    }

    /** What went wrong with the connection, in words that tell what to do. */
    PerfTraceException explained(IOException e) {
        return switch (e) {
            case PerfTraceException known -> known;
            case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") ->
                new PerfTraceException(
                        Outcome.REFUSED, "nobody answers at " + where() + "; start perftrace_srv there", e);
            case NoRouteToHostException unreachable -> unreachable(e);
            case UnknownHostException unknown -> unreachable(e);
            case SocketTimeoutException silent ->
                new PerfTraceException(
                        Outcome.NO_ANSWER,
                        where() + " does not answer; is it running, and does every firewall on the way let it through?",
                        e);
            case EOFException cut -> cut(e);
            case SocketException cut when !(e instanceof ConnectException) && isCut(e) -> cut(e);
            case SocketException unreachable -> unreachable(e);
            default -> new PerfTraceException(Outcome.FAILED, where() + ": " + e.getMessage(), e);
        };
    }

    private PerfTraceException unreachable(IOException e) {
        return new PerfTraceException(
                Outcome.UNREACHABLE, "the network cannot reach " + where() + ": " + e.getMessage(), e);
    }

    private PerfTraceException cut(IOException e) {
        return new PerfTraceException(
                Outcome.NO_ANSWER, where() + " closed the connection before the measurement was over", e);
    }

    private static boolean isCut(IOException e) {
        String words = String.valueOf(e.getMessage());
        return words.contains("reset") || words.contains("pipe") || words.contains("closed");
    }

    /** Hangs up. Any thread. */
    @Override
    public synchronized void close() {
        closed = true;
        Closeable open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }
}
