// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.Waiter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the reflector's thread does: wait, collect transmit stamps, answer what has come, forget idle sessions. */
final class ReflectorLoop {
    private static final int MAX_SESSIONS = 16_384;
    /** Longer than the longest interval and loss timeout together. */
    private static final long IDLE_NS = 60_000_000_000L;

    private static final long HOUSEKEEPING_NS = 1_000_000_000L;
    /** A power of two, at least as many as stamps can be under way: the error queue holds fewer. */
    private static final int STAMPS_UNDER_WAY = 4_096;

    private final TestSocket socket;
    private final Waiter waiter;
    private final StampClock clock;
    private final ReflectorCounters counters;
    private final SystemTime time = new SystemTime();
    private final SessionTable sessions = new SessionTable(MAX_SESSIONS, IDLE_NS);
    private final Reflection reflection = new Reflection();
    private final @Nullable ReflectorSession[] stampSession = new ReflectorSession[STAMPS_UNDER_WAY];
    private final int[] stampSequence = new int[STAMPS_UNDER_WAY];
    private final @Nullable ReflectorSession[] batchSession = new ReflectorSession[TestSocket.BATCH];
    private final @Nullable Gate[] batchGate = new Gate[TestSocket.BATCH];
    private final @Nullable Arrival[] batchArrival = new Arrival[TestSocket.BATCH];
    private final int[] batchSequence = new int[TestSocket.BATCH];
    private volatile Gates gates;
    private volatile boolean stopped;
    private int stampsUnderWay;
    private short errorEstimate;
    private boolean synchronised;

    ReflectorLoop(
            TestSocket socket, Waiter waiter, StampClock clock, ReflectorCounters counters, @Nullable SessionKey key) {
        this.socket = socket;
        this.waiter = waiter;
        this.clock = clock;
        this.counters = counters;
        this.gates = Gates.all(key);
    }

    /** From now on only these sessions are answered. Any thread. */
    synchronized void answerOnly(Collection<AnsweredSession> answered) {
        gates = gates.only(answered);
    }

    /** Asks the loop to end. Any thread. */
    void stop() {
        stopped = true;
        waiter.wake();
    }

    void run() throws IOException {
        waiter.add(socket);
        long housekeepingNs = System.nanoTime() - HOUSEKEEPING_NS;
        while (!stopped) {
            long nowNs = System.nanoTime();
            if (nowNs - housekeepingNs >= HOUSEKEEPING_NS) {
                housekeepingNs = nowNs;
                keepHouse(nowNs);
            }
            int received = socket.receive();
            if (received == 0) {
                waiter.await(HOUSEKEEPING_NS, true);
                collectStamps();
                continue;
            }
            for (int i = 0; i < received; i++) {
                Drop drop = answer(socket.arrival(i), nowNs);
                if (drop != null) {
                    counters.drop(drop);
                }
            }
            send();
            if (stampsUnderWay > 0) {
                collectStamps();
            }
        }
    }

    private void keepHouse(long nowNs) {
        sessions.expire(nowNs);
        // Some never come: their packet was dropped on the way to the device.
        stampsUnderWay = 0;
        ClockQuality quality = ClockQuality.read();
        synchronised = quality.synchronised();
        errorEstimate = ErrorEstimate.of(quality).encode();
    }

    /** Puts the reply to a packet into the batch, or says why there is none. */
    private @Nullable Drop answer(Arrival arrival, long nowNs) {
        if (arrival.truncated()) {
            return Drop.TOO_LONG;
        }
        ByteBuffer packet = arrival.payload();
        if (arrival.lengthBytes() < PacketLayout.OPEN.baseBytes) {
            return Drop.TOO_SHORT;
        }
        Drop reason = Drop.NOT_PLANNED;
        Gates now = gates;
        int openId = packet.getShort(PacketLayout.OPEN.sessionId) & 0xFFFF;
        int sealedId = packet.getShort(PacketLayout.AUTHENTICATED.sessionId) & 0xFFFF;
        List<Gate> open = now.of(openId);
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).seal() == null) {
                return pass(arrival, open.get(i), openId, nowNs);
            }
        }
        List<Gate> sealed = now.of(sealedId);
        for (int i = 0; i < sealed.size(); i++) {
            Seal seal = sealed.get(i).seal();
            if (seal == null) {
                continue;
            }
            if (arrival.lengthBytes() < PacketLayout.AUTHENTICATED.baseBytes) {
                return Drop.TOO_SHORT;
            }
            if (seal.fits(packet, 0, PacketLayout.HMAC, PacketLayout.HMAC)) {
                return pass(arrival, sealed.get(i), sealedId, nowNs);
            }
            reason = Drop.FORGED;
        }
        return reason;
    }

    private @Nullable Drop pass(Arrival arrival, Gate gate, int sessionId, long nowNs) {
        ByteBuffer packet = arrival.payload();
        PacketLayout layout = gate.layout();
        if (Reflection.isReply(packet, layout)) {
            return Drop.LOOP;
        }
        ReflectorSession session = session(arrival, sessionId, nowNs);
        int senderSequence = packet.getInt(PacketLayout.SEQUENCE);
        long stamp = packet.getLong(layout.timestamp);
        boolean replayed =
                gate.seal() != null && !gate.window(session).accept(Integer.toUnsignedLong(senderSequence), stamp);
        if (replayed) {
            return Drop.REPLAYED;
        }
        session.accept(senderSequence, stamp);
        int sequence = session.takeSequence();
        boolean stamped = reflection.wantsFollowUp(packet, layout, arrival.lengthBytes());
        boolean t2Kernel = arrival.kernelNs() != Arrival.UNKNOWN;
        long t2Ns = clock.readingAt(t2Kernel ? arrival.kernelNs() : time.nowNs());
        Reflection.base(arrival, layout, sequence, t2Ns, errorEstimate);
        reflection.extensions(arrival, layout, gate.seal(), session, t2Kernel, synchronised);
        int place = socket.queueReply(arrival, reflection.replyDscp(), stamped);
        batchSession[place] = session;
        batchGate[place] = gate;
        batchArrival[place] = arrival;
        batchSequence[place] = sequence;
        return null;
    }

    private ReflectorSession session(Arrival arrival, int sessionId, long nowNs) {
        ReflectorSession known = sessions.find(arrival.peer(), sessionId, nowNs);
        if (known != null) {
            return known;
        }
        ReflectorSession session = new ReflectorSession();
        session.lastUsedNs = nowNs;
        if (sessions.add(arrival.peer(), sessionId, session)) {
            counters.drop(Drop.SESSION_EVICTED);
        }
        return session;
    }

    private void send() {
        int queued = socket.queued();
        for (int i = 0; i < queued; i++) {
            Gate gate = batchGate[i];
            Arrival arrival = batchArrival[i];
            if (gate != null && arrival != null) {
                Reflection.departure(arrival.payload(), gate.layout(), clock.readingAt(time.nowNs()), gate.seal());
            }
        }
        socket.flush();
        int answered = 0;
        for (int i = 0; i < queued; i++) {
            int stampId = socket.stampId(i);
            if (stampId < TestSocket.UNSTAMPED) {
                // One peer's unreachable network is no reason to stop answering the others.
                counters.drop(Drop.SEND_FAILED);
                continue;
            }
            answered++;
            if (stampId >= 0) {
                stampSession[stampId & (STAMPS_UNDER_WAY - 1)] = batchSession[i];
                stampSequence[stampId & (STAMPS_UNDER_WAY - 1)] = batchSequence[i];
                stampsUnderWay++;
            }
        }
        counters.answer(answered);
    }

    private void collectStamps() throws IOException {
        int noticed;
        do {
            noticed = socket.readNotices();
            for (int i = 0; i < noticed; i++) {
                Notice notice = socket.notice(i);
                if (notice != null && notice.isStamp() && notice.kernelNs() != Arrival.UNKNOWN) {
                    collect(notice);
                }
            }
        } while (noticed == TestSocket.BATCH);
    }

    private void collect(Notice notice) {
        int slot = notice.stampId() & (STAMPS_UNDER_WAY - 1);
        ReflectorSession session = stampSession[slot];
        if (session != null) {
            session.addStamp(stampSequence[slot], clock.readingAt(notice.kernelNs()));
            stampSession[slot] = null;
            stampsUnderWay = Math.max(0, stampsUnderWay - 1);
        }
    }
}
