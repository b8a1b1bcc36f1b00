// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A STAMP session-sender (RFC 8762, section 4.2) for any number of sessions at once, all on one platform thread, which lives while
 * there are any. Safe for use by many threads; callers may be virtual ones, since they only wait.
 */
public final class SessionSender {
    /** Each packet of a session takes about 100 octets of memory until the session ends; what does not fit waits its turn. */
    private static final int MAX_PACKETS_UNDER_WAY = 400_000;

    private final TestNetwork network;
    private final Semaphore room = new Semaphore(MAX_PACKETS_UNDER_WAY, true);
    private @Nullable SenderLoop loop;

    /** A sender without sessions; opens nothing yet. */
    public SessionSender(TestNetwork network) {
        this.network = network;
    }

    /**
     * Runs a session from its first packet to its last reply, or until replies would be late.
     *
     * @throws IOException when this host could not send, saying why
     * @throws InterruptedException when the calling thread was interrupted
     */
    public SessionRecord run(SessionPlan plan) throws IOException, InterruptedException {
        int packets = SessionRecord.maxPackets(plan);
        room.acquire(packets);
        try {
            return runNow(plan);
        } finally {
            room.release(packets);
        }
    }

    private SessionRecord runNow(SessionPlan plan) throws IOException, InterruptedException {
        SenderSession session = new SenderSession(plan);
        SenderLoop runs = submit(session);
        try {
            return session.end().get();
        } catch (InterruptedException e) {
            runs.cancel(session);
            throw new InterruptedException(
                    "measurement of " + TestSocket.text(plan.destination()) + " was interrupted");
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        }
    }

    private synchronized SenderLoop submit(SenderSession session) throws IOException {
        SenderLoop running = loop;
        if (running == null || !running.submit(session)) {
            running = new SenderLoop(network);
            running.submit(session);
            loop = running;
            Thread.ofPlatform().name("stamp-sender").daemon().start(running);
        }
        return running;
    }
}
