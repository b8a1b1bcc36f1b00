// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a server's UDP thread does: give probes to the measurements that they belong to, and send replies. */
final class ProbeLoop {
    private static final long IDLE_NS = 1_000_000_000L;
    /** Trains are stamped by the kernel and not answered, so nobody hurries to read them. */
    private static final long PAUSE_NS = 500_000;
    /** Most batches in a row: whoever waits for a look is not kept waiting by a flood. */
    private static final int MOST_BATCHES = 1_024;

    private final TestSocket socket;
    private final Waiter waiter;
    private final ServerCounters counters;
    private final SystemTime time = new SystemTime();
    private final Queue<CountDownLatch> looks = new ConcurrentLinkedQueue<>();
    private volatile ServedSession[] sessions = {};
    private volatile boolean stopped;

    ProbeLoop(TestSocket socket, Waiter waiter, ServerCounters counters) {
        this.socket = socket;
        this.waiter = waiter;
        this.counters = counters;
    }

    /** Serves a session from now on; false when its twin is served already. Any thread. */
    synchronized boolean add(ServedSession session) {
        for (ServedSession other : sessions) {
            if (session.isLike(other)) {
                return false;
            }
        }
        ServedSession[] more = Arrays.copyOf(sessions, sessions.length + 1);
        more[sessions.length] = session;
        sessions = more;
        return true;
    }

    /** Forgets a session. Any thread. */
    synchronized void remove(ServedSession session) {
        sessions = Arrays.stream(sessions).filter(other -> other != session).toArray(ServedSession[]::new);
    }

    /** Waits until all has been read that had come by now, or the loop has ended. */
    void awaitLook(long patienceNs) throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        looks.add(looked);
        waiter.wake();
        boolean _ = looked.await(patienceNs, TimeUnit.NANOSECONDS);
    }

    /** Asks the loop to end. Any thread. */
    void stop() {
        stopped = true;
        waiter.wake();
    }

    void run() throws IOException {
        waiter.add(socket);
        while (!stopped) {
            waiter.await(IDLE_NS, true);
            List<CountDownLatch> waiting = new ArrayList<>();
            for (CountDownLatch look = looks.poll(); look != null; look = looks.poll()) {
                waiting.add(look);
            }
            boolean came = readAll();
            waiting.forEach(CountDownLatch::countDown);
            if (came && socket.hasKernelStamps() && !answers()) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
    }

    private boolean answers() {
        for (ServedSession session : sessions) {
            if (session.answers()) {
                return true;
            }
        }
        return false;
    }

    private boolean readAll() throws IOException {
        int received = socket.receive();
        boolean came = received > 0;
        for (int batch = 0; received > 0 && batch < MOST_BATCHES; batch++) {
            for (int i = 0; i < received; i++) {
                Drop drop = take(socket.arrival(i));
                if (drop != null) {
                    counters.drop(drop);
                }
            }
            if (socket.queued() > 0) {
                send();
            }
            received = socket.receive();
        }
        return came;
    }

    private @Nullable Drop take(Arrival arrival) {
        if (arrival.truncated()) {
            return Drop.TOO_LONG;
        }
        if (arrival.lengthBytes() < ProbePacket.PROBE_BYTES) {
            return Drop.TOO_SHORT;
        }
        long id = ProbePacket.id(arrival.payload());
        Drop drop = Drop.NO_SESSION;
        for (ServedSession session : sessions) {
            if (session.id != id) {
                continue;
            }
            if (session.isFrom(arrival.peer())) {
                long arrivedNs = arrival.kernelNs() == Arrival.UNKNOWN ? time.nowNs() : arrival.kernelNs();
                Drop refusal = session.take(arrival.payload(), arrivedNs);
                if (refusal == null && session.answers()) {
                    socket.queueReply(arrival, ProbePacket.REPLY_BYTES, 0, false);
                }
                return refusal;
            }
            drop = Drop.OTHER_ADDRESS;
        }
        return drop;
    }

    private void send() {
        int queued = socket.queued();
        socket.flush();
        int sent = 0;
        for (int i = 0; i < queued; i++) {
            if (socket.stampId(i) < TestSocket.UNSTAMPED) {
                counters.drop(Drop.SEND_FAILED);
            } else {
                sent++;
            }
        }
        counters.replied(sent);
    }
}
