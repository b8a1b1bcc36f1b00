// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the reflector's thread does: wait, collect transmit stamps, answer what has come, forget idle sessions. */
final class ReflectorLoop {
    private static final int MAX_SESSIONS = 16_384;
    /** Longer than the longest interval and loss timeout together. */
    private static final long IDLE_NS = 60_000_000_000L;

    private static final long HOUSEKEEPING_NS = 1_000_000_000L;
    /** How many packets are answered before stamps are collected again; bounds the error queue. */
    private static final int BATCH = 64;
    /** A power of two, at least as many as stamps can be under way: the error queue holds fewer. */
    private static final int STAMPS_UNDER_WAY = 4_096;

    private final TestSocket socket;
    private final StampClock clock;
    private final ReflectorCounters counters;
    private final SessionTable sessions = new SessionTable(MAX_SESSIONS, IDLE_NS);
    private final @Nullable ReflectorSession[] stampSession = new ReflectorSession[STAMPS_UNDER_WAY];
    private final int[] stampSequence = new int[STAMPS_UNDER_WAY];
    private volatile @Nullable BitSet allowed;
    private int stampsUnderWay;
    private boolean stopped;
    private boolean released;
    private short errorEstimate;
    private boolean synchronised;

    ReflectorLoop(TestSocket socket, StampClock clock, ReflectorCounters counters) {
        this.socket = socket;
        this.clock = clock;
        this.counters = counters;
    }

    /** From now on only these session ids are answered; the set is not changed any more. Any thread. */
    void answerOnly(BitSet sessionIds) {
        allowed = sessionIds;
    }

    /** Asks the loop to end; returns whether the socket is still there to be woken. Any thread. */
    synchronized boolean stop() {
        stopped = true;
        return !released;
    }

    /** Frees the socket, when the loop has ended. */
    synchronized void release() {
        released = true;
        socket.close();
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    void run() throws IOException {
        long housekeepingNs = System.nanoTime() - HOUSEKEEPING_NS;
        while (!stopped()) {
            long nowNs = System.nanoTime();
            if (nowNs - housekeepingNs >= HOUSEKEEPING_NS) {
                housekeepingNs = nowNs;
                keepHouse(nowNs);
            }
            socket.await(HOUSEKEEPING_NS);
            collectStamps();
            answerBatch();
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

    private void answerBatch() throws IOException {
        for (int i = 0; i < BATCH; i++) {
            Arrival arrival = socket.receive();
            // A socket that was woken for its end gives empty packets for ever.
            if (arrival == null || stopped()) {
                return;
            }
            Drop drop = reasonToDrop(arrival);
            if (drop == null) {
                answer(arrival);
            } else {
                counters.drop(drop);
            }
            if (stampsUnderWay > 0) {
                collectStamps();
            }
        }
    }

    private @Nullable Drop reasonToDrop(Arrival arrival) {
        if (arrival.truncated()) {
            return Drop.TOO_LONG;
        }
        if (arrival.lengthBytes() < PacketLayout.BASE_BYTES) {
            return Drop.TOO_SHORT;
        }
        BitSet planned = allowed;
        if (planned != null && !planned.get(arrival.payload().getShort(PacketLayout.SESSION_ID) & 0xFFFF)) {
            return Drop.NOT_PLANNED;
        }
        return Reflection.isReply(arrival.payload()) ? Drop.LOOP : null;
    }

    private void answer(Arrival arrival) {
        ByteBuffer packet = arrival.payload();
        ReflectorSession session = session(arrival);
        session.accept(packet.getInt(PacketLayout.SEQUENCE), packet.getLong(PacketLayout.TIMESTAMP));
        int sequence = session.takeSequence();
        boolean stamped = Reflection.wantsFollowUp(packet, arrival.lengthBytes());
        boolean t2Kernel = arrival.kernelNs() != Arrival.UNKNOWN;
        long t2Ns =
                clock.readingAt(t2Kernel ? arrival.kernelNs() : socket.clock().nowNs());
        Reflection.base(packet, sequence, t2Ns, arrival.hopLimit(), errorEstimate);
        Reflection.extensions(packet, arrival.lengthBytes(), session, t2Kernel, synchronised);
        Reflection.departure(packet, clock.readingAt(socket.clock().nowNs()));
        try {
            int stampId = socket.reply(arrival, stamped);
            if (stampId == TestSocket.DROPPED) {
                counters.drop(Drop.SEND_FAILED);
                return;
            }
            if (stampId >= 0) {
                stampSession[stampId & (STAMPS_UNDER_WAY - 1)] = session;
                stampSequence[stampId & (STAMPS_UNDER_WAY - 1)] = sequence;
                stampsUnderWay++;
            }
            counters.answer();
        } catch (IOException e) {
            // One peer's unreachable network is no reason to stop answering the others.
            counters.drop(Drop.SEND_FAILED);
        }
    }

    private ReflectorSession session(Arrival arrival) {
        int sessionId = arrival.payload().getShort(PacketLayout.SESSION_ID) & 0xFFFF;
        long nowNs = System.nanoTime();
        ReflectorSession known =
                sessions.find(arrival.peerHigh(), arrival.peerLow(), arrival.peerPort(), sessionId, nowNs);
        if (known != null) {
            return known;
        }
        ReflectorSession session = new ReflectorSession();
        session.lastUsedNs = nowNs;
        if (sessions.add(arrival.peerHigh(), arrival.peerLow(), arrival.peerPort(), sessionId, session)) {
            counters.drop(Drop.SESSION_EVICTED);
        }
        return session;
    }

    private void collectStamps() throws IOException {
        for (Notice notice = socket.nextNotice(); notice != null; notice = socket.nextNotice()) {
            int slot = notice.stampId() & (STAMPS_UNDER_WAY - 1);
            ReflectorSession session = stampSession[slot];
            if (notice.isStamp() && session != null && notice.kernelNs() != Arrival.UNKNOWN) {
                session.addStamp(stampSequence[slot], clock.readingAt(notice.kernelNs()));
                stampSession[slot] = null;
                stampsUnderWay--;
            }
        }
    }
}
