// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.probe.socket.Door;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where old controllers dispatch tasks to this node: one message a connection, one answer. What comes in is bounded in length, in
 * time and in number, and is refused when anything about it is wrong; the peer hears no more than that. One thread accepts, each
 * connection has its own.
 */
final class DispatchDoor implements Component {
    static final int MAX_CONNECTIONS = 16;
    static final int MAX_MESSAGE_BYTES = 1024;

    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final String TAKEN = "File content parsed successfully";
    private static final String REFUSED = "Failed to download file";
    private static final int SILENCE_MS = 200;
    private static final int PATIENCE_MS = 5000;
    private static final int FAREWELL_MS = 300;
    private static final int FAREWELL_BYTES = 16_384;

    private final Door door;
    private final Receiver receiver;
    private final Refusals refusals;
    private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();

    /** Takes what came in at the door. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Has the task begun.
         *
         * @throws Refusal when it will not be
         */
        void receive(Dispatch dispatch) throws Refusal, InterruptedException;
    }

    private DispatchDoor(Door door, Receiver receiver, Refusals refusals) {
        this.door = door;
        this.receiver = receiver;
        this.refusals = refusals;
    }

    /**
     * Opens the door.
     *
     * @throws IOException when the port cannot be had, saying why
     */
    static DispatchDoor open(InetSocketAddress listen, Receiver receiver, Refusals refusals) throws IOException {
        Door door = Door.at(listen, "dispatch", "choose another with --legacy-dispatch");
        DispatchDoor dispatches = new DispatchDoor(door, receiver, refusals);
        door.open(dispatches::admit);
        return dispatches;
    }

    InetSocketAddress address() {
        return door.address();
    }

    private void admit(Socket peer) {
        if (room.tryAcquire()) {
            connections.add(peer);
            Thread.ofVirtual().name("legacy-dispatch").start(() -> serve(peer));
        } else {
            refuse(new Refusal(Reason.CROWDED, MAX_CONNECTIONS + " are open"), peer);
            answerAndLeave(peer);
        }
    }

    /** Without a look at what it says, since that would take time. */
    private static void answerAndLeave(Socket peer) {
        try (peer) {
            peer.getOutputStream().write(REFUSED.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a dispatch was not answered: {0}", e.toString());
        }
    }

    private void serve(Socket peer) {
        try (peer) {
            String answer = answer(peer);
            peer.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            takeLeave(peer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a dispatch ended: {0}", e.toString());
        } finally {
            connections.remove(peer);
            room.release();
        }
    }

    private String answer(Socket peer) throws IOException, InterruptedException {
        try {
            byte[] message = new byte[MAX_MESSAGE_BYTES + 1];
            receiver.receive(Dispatch.read(message, read(peer, message)));
            taken.incrementAndGet();
            return TAKEN;
        } catch (Refusal e) {
            refuse(e, peer);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the door for dispatches is at fault", e);
            refuse(new Refusal(Reason.FAULT, e.toString()), peer);
        }
        return REFUSED;
    }

    private void refuse(Refusal refusal, Socket peer) {
        refusals.count(refusal.reason().toString(), name(peer) + ": " + refusal.getMessage());
    }

    /**
     * Reads until the peer ends, or is silent for a moment behind what may be a whole message; the protocol has no other end of it.
     */
    private static int read(Socket peer, byte[] message) throws IOException {
        long beganNs = System.nanoTime();
        int length = 0;
        while (length < message.length) {
            long leftMs = PATIENCE_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
            if (leftMs < 1) {
                throw new Refusal(Reason.INCOMPLETE, length + " bytes in " + PATIENCE_MS / 1000 + " s");
            }
            boolean plausible = Dispatch.isPlausible(message, length);
            peer.setSoTimeout((int) (plausible ? Math.min(SILENCE_MS, leftMs) : leftMs));
            try {
                int read = peer.getInputStream().read(message, length, message.length - length);
                if (read < 0) {
                    return length;
                }
                length += read;
            } catch (SocketTimeoutException e) {
                boolean silent = !plausible || leftMs >= SILENCE_MS;
                if (length > 0 && silent) {
                    return length; // what it lacks is said by whoever reads it
                }
            }
        }
        throw new Refusal(Reason.TOO_LONG, "more than " + MAX_MESSAGE_BYTES + " bytes");
    }

    /** Closing with something unread would reset the connection and lose the answer. */
    private static void takeLeave(Socket peer) throws IOException {
        long beganNs = System.nanoTime();
        peer.shutdownOutput();
        byte[] ignored = new byte[FAREWELL_BYTES];
        int rest = ignored.length;
        long leftMs = FAREWELL_MS;
        while (rest > 0 && leftMs > 0) {
            peer.setSoTimeout((int) leftMs);
            int read = peer.getInputStream().read(ignored, 0, rest);
            if (read < 0) {
                return;
            }
            rest -= read;
            leftMs = FAREWELL_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        }
    }

    private static String name(Socket peer) {
        return peer.getInetAddress() == null
                ? "a peer that went"
                : AddressText.of(new InetSocketAddress(peer.getInetAddress(), peer.getPort()));
    }

    @Override
    public Health check() {
        String trouble = door.trouble();
        String counts = "dispatch on " + AddressText.of(address()) + ": took " + taken.get() + ", refused "
                + refusals.total() + (refusals.total() == 0 ? "" : ": " + refusals.text());
        return trouble == null
                ? Health.up(counts)
                : Health.down("the door for dispatches is shut: " + trouble + "; " + counts);
    }

    @Override
    public void close() {
        door.close();
        try {
            for (Socket peer : connections) {
                peer.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the door for dispatches did not close: {0}", e.toString());
        }
    }
}
