// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import io.netmonitor.core.outside.OutsideText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/**
 * Tells one node of the prototype of one task, once: a connection, a message, an answer.
 *
 * <pre>
 * controller                                             node
 *   http://192.0.2.1:3000/wan.json+192.0.2.7  ─────────►
 *                                             ◄─────────  File content parsed successfully
 * </pre>
 *
 * Immutable, safe for use by many threads.
 */
final class Conversation {
    /** Where nodes of the prototype listen. */
    static final int PORT = 5_555;

    /** Nodes read that many octets, and no more. */
    static final int MAX_MESSAGE = 1_024;

    private static final int MAX_ANSWER = 1_024;
    private static final String UNDERSTOOD = "File content parsed successfully";

    private final Names names;
    private final Duration patience;

    /**
     * Conversations with whoever has these names.
     *
     * @param patience for the connection to one address, and the answer that comes over it
     */
    Conversation(Names names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    /**
     * Returns once the node has understood. Goes on to the host's next address only where no connection comes about: who took the
     * message may have started the job.
     *
     * @param message by the address of this host as the node reaches it
     * @throws IOException when it has not, saying why in one clause
     */
    void hold(String host, int port, Function<InetAddress, String> message) throws IOException, InterruptedException {
        IOException trouble = new IOException("it has no address");
        for (InetAddress address : names.addresses(host, patience)) {
            long deadline = System.nanoTime() + patience.toNanos();
            try (Socket socket = new Socket()) {
                try {
                    socket.connect(new InetSocketAddress(address, port), Math.toIntExact(patience.toMillis()));
                } catch (IOException e) {
                    rethrowInterrupt();
                    trouble = new IOException(
                            e instanceof SocketTimeoutException
                                    ? "it did not take the connection within " + patience.toSeconds() + " s"
                                    : "no connection: " + OutsideText.brief(String.valueOf(e.getMessage())),
                            e);
                    continue;
                }
                speak(socket, message.apply(socket.getLocalAddress()), deadline);
                return;
            }
        }
        throw trouble;
    }

    private void speak(Socket socket, String message, long deadline) throws IOException, InterruptedException {
        String answer;
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(message.getBytes(StandardCharsets.UTF_8));
            answer = answer(socket, deadline);
        } catch (SocketTimeoutException e) {
            throw new IOException("it did not answer within " + patience.toSeconds() + " s", e);
        } catch (IOException e) {
            rethrowInterrupt();
            throw new IOException("it broke the connection off", e);
        }
        if (!answer.startsWith(UNDERSTOOD)) {
            throw new IOException(
                    answer.isEmpty() ? "it closed without an answer" : "it answered: " + OutsideText.brief(answer));
        }
    }

    /** Up to its end, or as much as tells that it is understood. */
    private static String answer(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] octets = new byte[MAX_ANSWER];
        int length = 0;
        String soFar = "";
        while (length < MAX_ANSWER && !soFar.startsWith(UNDERSTOOD)) {
            long restMs = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (restMs <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(Math.toIntExact(restMs));
            int read = in.read(octets, length, MAX_ANSWER - length);
            if (read < 0) {
                break;
            }
            length += read;
            soFar = new String(octets, 0, length, StandardCharsets.UTF_8).strip();
        }
        return soFar;
    }

    /** A virtual thread that is interrupted finds its socket closed. */
    private static void rethrowInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
