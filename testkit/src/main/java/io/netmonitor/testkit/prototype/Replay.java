// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import io.netmonitor.testkit.host.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays one side of a {@link Transcript} against a real peer, and holds what the other side says against it, octet by octet.
 *
 * <pre>{@code
 * Replay.open(Transcript.load("basic"), server, Map.of());                  // as the one who connects
 *
 * try (Replay replay = Replay.answer(Transcript.load("basic"), listen, Map.of())) {
 *     client.basic(replay.address(), ...);
 *     replay.result();                                                      // throws what was wrong
 * }
 * }</pre>
 *
 * One who answers does so on a thread of its own, to one client after the other, by TCP and UDP on the same port. Safe for use by
 * many threads.
 */
public final class Replay implements Closeable {
    private static final int CONNECT_MS = 10_000;
    private static final int PATIENCE_S = 30;

    private final ServerSocket listener;
    private final AtomicInteger conversations = new AtomicInteger();
    private final CompletableFuture<Map<String, String>> result = new CompletableFuture<>();

    private Replay(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Plays the side that opens the connection.
     *
     * @param given what fields and texts are to be
     * @return what they were, a character for each octet
     * @throws AssertionError naming the line of the transcript that the other side does not keep to
     */
    public static Map<String, String> open(Transcript transcript, InetSocketAddress peer, Map<String, String> given)
            throws IOException {
        Bindings bindings = new Bindings(given);
        Socket tcp = new Socket();
        tcp.connect(peer, CONNECT_MS);
        try (ReplaySockets sockets = new ReplaySockets(tcp, new DatagramSocket(), peer)) {
            new Player(transcript, transcript.opener(), sockets, bindings).play();
        }
        return bindings.seen();
    }

    /** Plays the side that answers, to each that comes. Port 0 takes one that is free. */
    public static Replay answer(Transcript transcript, InetSocketAddress listen, Map<String, String> given)
            throws IOException {
        Replay replay = new Replay(FreePort.listen(listen));
        Thread.ofPlatform().name("replay").daemon().start(() -> replay.play(transcript, given));
        return replay;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /**
     * Waits for the end of the first conversation.
     *
     * @return what fields and texts were, a character for each octet
     * @throws AssertionError naming the line of the transcript that the other side does not keep to, also in a later conversation
     */
    public Map<String, String> result() {
        try {
            return result.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError wrong) {
                throw wrong;
            }
            throw e;
        }
    }

    /** How many have come to their end as the transcript says. */
    public int conversations() {
        return conversations.get();
    }

    private void play(Transcript transcript, Map<String, String> given) {
        while (!listener.isClosed()) {
            try (Socket tcp = listener.accept();
                    ReplaySockets sockets =
                            new ReplaySockets(tcp, new DatagramSocket(listener.getLocalSocketAddress()), null)) {
                Bindings bindings = new Bindings(given);
                new Player(transcript, transcript.answerer(), sockets, bindings).play();
                conversations.incrementAndGet();
                result.complete(bindings.seen());
            } catch (IOException | AssertionError | RuntimeException e) {
                if (!listener.isClosed()) {
                    result.obtrudeException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
