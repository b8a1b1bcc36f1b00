// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the sender's thread does, for all sessions: send what is due, read what has come, end what is over.
 *
 * <p>The kernel stamps replies, so nobody hurries to read them: that happens in batches, between instants, every few milliseconds
 * while replies are under way. Where it does not, packets are read as they come.
 */
final class SenderLoop implements Runnable {
    private static final long READ_NS = 4_000_000;
    /** While sessions may end by the next reply. */
    private static final long READ_NEAR_END_NS = 1_000_000;
    /** An interruption or a new session wakes it; this is for what else may be forgotten. */
    private static final long MAX_WAIT_NS = 1_000_000_000L;
    /** With nothing to do for so long the thread ends and its sockets are closed. */
    private static final long RETIRE_NS = 60_000_000_000L;

    private final Waiter waiter;
    private final SenderPorts ports;
    private final Queue<SenderSession> arriving = new ConcurrentLinkedQueue<>();
    private final Queue<SenderSession> cancelled = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<SenderSession> agenda =
            new PriorityQueue<>(Comparator.comparingLong(SenderSession::dueNs));
    private final Pace pace = new Pace();
    private final Reply reply = new Reply();
    private final SystemTime time = new SystemTime();
    private boolean retired;
    private boolean eager;
    private int ending;
    private int unanswered;
    private long lastReadNs;
    private long idleSinceNs = System.nanoTime();

    SenderLoop(TestNetwork network) throws IOException {
        this.waiter = network.waiter();
        this.ports = new SenderPorts(network, waiter);
    }

    /** Takes over a session; returns false when this loop has ended. Any thread. */
    boolean submit(SenderSession session) {
        synchronized (this) {
            if (retired) {
                return false;
            }
            arriving.add(session);
        }
        waiter.wake();
        return true;
    }

    /** Ends a session without a record. Any thread. */
    void cancel(SenderSession session) {
        cancelled.add(session);
        waiter.wake();
    }

    @Override
    public void run() {
        IOException failure = null;
        try {
            while (!mayRetire()) {
                turn();
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            System.getLogger("io.netmonitor.probe").log(System.Logger.Level.ERROR, "the sender failed", e);
            failure = new IOException("the sender failed: " + e, e);
        } finally {
            end(failure == null ? new IOException("the sender was stopped") : failure);
        }
    }

    private void end(IOException reason) {
        synchronized (this) {
            retired = true;
        }
        arriving.forEach(session -> session.fail(reason));
        agenda.forEach(session -> session.fail(reason));
        ports.close();
        waiter.close();
    }

    private synchronized boolean mayRetire() {
        boolean idle = agenda.isEmpty() && arriving.isEmpty();
        if (!idle) {
            idleSinceNs = System.nanoTime();
        } else if (System.nanoTime() - idleSinceNs > RETIRE_NS) {
            retired = true;
        }
        return retired;
    }

    private void turn() throws IOException {
        takeNew();
        endCancelled();
        SenderSession head = nextSession();
        long nowNs = System.nanoTime();
        if (head == null) {
            ports.closeUnused(nowNs);
            waiter.await(MAX_WAIT_NS, eager);
            read(System.nanoTime());
            return;
        }
        long wakeNs = head.dueNs() - (head.hasPacketDue() ? pace.leadNs() : 0);
        long readNs = unanswered + ending > 0 ? lastReadNs + (ending > 0 ? READ_NEAR_END_NS : READ_NS) : Long.MAX_VALUE;
        if (wakeNs - nowNs > 0 && (readNs - nowNs > 0)) {
            sleep(Math.min(wakeNs, readNs), nowNs, wakeNs <= readNs);
            nowNs = System.nanoTime();
        }
        if (wakeNs - nowNs <= 0) {
            doWhatIsDue(head, nowNs);
        } else {
            read(nowNs);
        }
    }

    private void sleep(long untilNs, long nowNs, boolean forPacket) throws IOException {
        long waitNs = Math.min(untilNs - nowNs, MAX_WAIT_NS);
        // Linux lets a poll be late by a thousandth of its time, whatever the thread's timer slack.
        waiter.await(waitNs - waitNs / 1_000, eager);
        long lateNs = System.nanoTime() - untilNs;
        if (forPacket && lateNs > 0) {
            pace.woke(lateNs);
        }
    }

    private void doWhatIsDue(SenderSession head, long nowNs) {
        long timeNs = head.hasPacketDue() && pace.leadNs() > 0 ? pace.spin(head.dueNs()) : nowNs;
        long limitNs = timeNs + pace.aheadNs();
        for (SenderSession due = agenda.peek(); due != null && due.dueNs() <= limitNs; due = agenda.peek()) {
            agenda.poll();
            if (!due.isOver()) {
                attend(due, due.hasPacketDue());
            }
        }
        flush();
        timeNs = System.nanoTime();
        boolean soon = agenda.peek() != null && agenda.peek().dueNs() - timeNs < READ_NEAR_END_NS / 2;
        if (eager || timeNs - lastReadNs >= READ_NS || (!soon && timeNs - lastReadNs >= READ_NEAR_END_NS)) {
            read(timeNs);
        }
    }

    private void attend(SenderSession session, boolean packetDue) {
        if (!packetDue) {
            // Replies that came in time may not be read yet.
            read(System.nanoTime());
            if (!session.isOver()) {
                leave(session, null);
            }
        } else {
            if (session.isEnding()) {
                // What has come decides how much there is to be asked for still.
                read(System.nanoTime());
            }
            if (!session.isOver()) {
                send(session);
                agenda.add(session);
            }
        }
    }

    private void send(SenderSession session) {
        OpenPort port = session.port();
        if (session.isQueued() || port.socket().queued() == TestSocket.BATCH) {
            flush();
        }
        boolean wasEnding = session.isEnding();
        int before = session.unanswered();
        long nowNs = System.nanoTime();
        int sequence = session.sent(nowNs, time.nowNs());
        port.queue(session, sequence);
        pace.sent(nowNs);
        unanswered += session.unanswered() - before;
        ending += session.isEnding() && !wasEnding ? 1 : 0;
    }

    private void takeNew() {
        for (SenderSession session = arriving.poll(); session != null; session = arriving.poll()) {
            try {
                List<OpenPort> from = ports.portsFor(session);
                eager |= !from.getFirst().socket().hasKernelStamps();
                long aheadNs = EpochNanos.of(session.plan().startAt()) - time.nowNs();
                session.begin(from, System.nanoTime() + Math.max(0, aheadNs));
                agenda.add(session);
            } catch (IOException e) {
                session.fail(e);
            }
        }
    }

    /** Reads all that has come, for all sessions. */
    private void read(long nowNs) {
        lastReadNs = nowNs;
        for (int i = 0; i < ports.all().size(); i++) {
            OpenPort port = ports.all().get(i);
            try {
                read(port);
            } catch (IOException e) {
                List.copyOf(port.sessions()).forEach(session -> leave(session, e));
                ports.drop(port);
                return;
            }
        }
    }

    private void read(OpenPort port) throws IOException {
        port.readNotices();
        int received;
        do {
            received = port.socket().receive();
            for (int i = 0; i < received; i++) {
                take(port, port.socket().arrival(i));
            }
        } while (received == TestSocket.BATCH);
        if (port.isTroubled()) {
            endRefused(port);
        }
    }

    private void take(OpenPort port, Arrival arrival) {
        boolean kernel = arrival.kernelNs() != Arrival.UNKNOWN;
        long t4Ns = kernel ? arrival.kernelNs() : time.nowNs();
        SenderSession session = port.sessionOf(arrival);
        if (session == null || session.isOver()) {
            return;
        }
        boolean readable = !arrival.truncated()
                && reply.read(arrival.payload(), session.plan().layout(), arrival.lengthBytes(), session.seal());
        if (!readable) {
            session.record().stray();
            return;
        }
        if (session.take(reply, t4Ns, kernel, arrival.hopLimit(), arrival.dscp())) {
            unanswered--;
        }
        if (session.isEnding() && session.isComplete(System.nanoTime())) {
            leave(session, null);
        }
    }

    private void endRefused(OpenPort port) {
        for (SenderSession session : List.copyOf(port.sessions())) {
            if (session.isEnding() && session.isComplete(System.nanoTime())) {
                leave(session, null);
            }
        }
    }

    private void endCancelled() {
        for (SenderSession session = cancelled.poll(); session != null; session = cancelled.poll()) {
            if (!session.isOver()) {
                leave(session, new IOException("the measurement was cancelled"));
            }
        }
    }

    /** The first session on the agenda that is not over. */
    private @Nullable SenderSession nextSession() {
        SenderSession head = agenda.peek();
        while (head != null && head.isOver()) {
            agenda.poll();
            head = agenda.peek();
        }
        return head;
    }

    private void flush() {
        for (int i = 0; i < ports.all().size(); i++) {
            OpenPort port = ports.all().get(i);
            port.flush();
            if (!port.failed().isEmpty()) {
                Map<SenderSession, IOException> failed = Map.copyOf(port.failed());
                port.failed().clear();
                failed.forEach(this::leave);
            }
        }
    }

    private void leave(SenderSession session, @Nullable IOException reason) {
        if (session.isOver()) {
            return;
        }
        long nowNs = System.nanoTime();
        unanswered -= session.unanswered();
        ending -= session.isEnding() ? 1 : 0;
        session.ports().forEach(port -> port.remove(session, nowNs));
        if (reason == null) {
            session.finish(nowNs);
        } else {
            session.fail(reason);
        }
    }
}
