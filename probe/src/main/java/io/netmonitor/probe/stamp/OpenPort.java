// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.NetworkErrorException;
import io.netmonitor.probe.socket.Notice;
import io.netmonitor.probe.socket.Peer;
import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A socket that sessions send from, and which of them a reply, a stamp or an error belongs to. Used by the sender's thread. */
final class OpenPort {
    /** A power of two, more than the error queue holds. */
    private static final int STAMPS = 4_096;

    private final SourcePort source;
    private final TestSocket socket;
    private final Map<SessionAddress, SenderSession> sessions = new HashMap<>();
    private final SessionAddress wanted = new SessionAddress();
    private final @Nullable SenderSession[] stampSession = new SenderSession[STAMPS];
    private final int[] stampSequence = new int[STAMPS];
    private final int[] stampId = new int[STAMPS];
    private final @Nullable SenderSession[] queuedSession = new SenderSession[TestSocket.BATCH];
    private final int[] queuedSequence = new int[TestSocket.BATCH];
    private final Map<SenderSession, IOException> failed = new LinkedHashMap<>();
    private boolean troubled;
    private long unusedSinceNs;

    OpenPort(SourcePort source, TestSocket socket) {
        this.source = source;
        this.socket = socket;
    }

    SourcePort source() {
        return source;
    }

    TestSocket socket() {
        return socket;
    }

    Collection<SenderSession> sessions() {
        return sessions.values();
    }

    /** Whether no session has the same peer and id, so that replies can be told apart. */
    boolean isFreeFor(SenderSession session) {
        return !sessions.containsKey(wanted.set(session.peer(), session.plan().sessionId()));
    }

    void add(SenderSession session) {
        sessions.put(SessionAddress.of(session.peer(), session.plan().sessionId()), session);
    }

    void remove(SenderSession session, long nowNs) {
        sessions.remove(wanted.set(session.peer(), session.plan().sessionId()));
        unusedSinceNs = nowNs;
        troubled &= !sessions.isEmpty();
    }

    boolean isUnusedFor(long durationNs, long nowNs) {
        return sessions.isEmpty() && nowNs - unusedSinceNs > durationNs;
    }

    /** Puts a session's packet into the socket's batch. */
    void queue(SenderSession session, int sequence) {
        int place = socket.queue(session.packet(), session.plan().lengthBytes());
        queuedSession[place] = session;
        queuedSequence[place] = sequence;
        session.setQueued(true);
    }

    /** The sessions that this host could not send for, and why; whoever ends them takes them out. */
    Map<SenderSession, IOException> failed() {
        return failed;
    }

    /** Sends the batch. */
    void flush() {
        int queued = socket.queued();
        if (queued == 0) {
            return;
        }
        socket.flush();
        for (int place = 0; place < queued; place++) {
            SenderSession session = queuedSession[place];
            if (session == null) {
                continue;
            }
            session.setQueued(false);
            int id = socket.stampId(place);
            switch (id) {
                case TestSocket.UNSTAMPED -> {}
                case TestSocket.DROPPED -> session.record().countDropped();
                case TestSocket.FAILED -> failed(session, socket.failure(place));
                default -> {
                    int slot = id & (STAMPS - 1);
                    stampSession[slot] = session;
                    stampSequence[slot] = queuedSequence[place];
                    stampId[slot] = id;
                }
            }
        }
    }

    private void failed(SenderSession session, @Nullable IOException failure) {
        switch (failure) {
            case NetworkErrorException network -> {
                troubled = true;
                session.record().countDropped();
                if (session.record().networkError() == null) {
                    // What the network itself has said tells more.
                    session.record().networkError(network.getMessage() + " (this host)", network.isRefused());
                }
            }
            case null -> throw new IllegalStateException("a packet failed without a reason");
            default -> failed.put(session, failure);
        }
    }

    /** Whether the network has said something against one of its sessions, which may be over by that. */
    boolean isTroubled() {
        return troubled;
    }

    /** Notes stamps and what the network said. */
    void readNotices() throws IOException {
        int noticed;
        do {
            noticed = socket.readNotices();
            for (int i = 0; i < noticed; i++) {
                Notice notice = socket.notice(i);
                if (notice != null && notice.isStamp()) {
                    stamp(notice);
                } else if (notice != null) {
                    networkError(notice);
                }
            }
        } while (noticed == TestSocket.BATCH);
    }

    private void stamp(Notice notice) {
        int slot = notice.stampId() & (STAMPS - 1);
        SenderSession session = stampSession[slot];
        if (session != null && stampId[slot] == notice.stampId() && notice.kernelNs() != Arrival.UNKNOWN) {
            session.record().transmitStamp(stampSequence[slot], notice.kernelNs());
            stampSession[slot] = null;
        }
    }

    /** It names the destination, not the session; all sessions to there suffer the same. */
    private void networkError(Notice notice) {
        Peer peer = notice.peer();
        sessions.forEach((address, session) -> {
            if (address.isOf(peer)) {
                troubled = true;
                session.record().networkError(notice.words(), notice.isRefusal());
            }
        });
    }

    /** The session that a reply belongs to, if any. A reflector older than RFC 8972 leaves the id 0. */
    @Nullable
    SenderSession sessionOf(Arrival arrival) {
        int open = idOf(arrival, PacketLayout.OPEN);
        SenderSession session = sessions.get(wanted.set(arrival.peer(), open));
        if (session != null && session.seal() == null) {
            return session;
        }
        session = sessions.get(wanted.set(arrival.peer(), idOf(arrival, PacketLayout.AUTHENTICATED)));
        if (session != null && session.seal() != null) {
            return session;
        }
        return open == 0 ? byEcho(arrival) : null;
    }

    private static int idOf(Arrival arrival, PacketLayout layout) {
        return arrival.lengthBytes() < layout.baseBytes ? -1 : arrival.payload().getShort(layout.sessionId) & 0xFFFF;
    }

    /** Whose packet the reply repeats. */
    private @Nullable SenderSession byEcho(Arrival arrival) {
        int sequence = arrival.payload().getInt(PacketLayout.OPEN.senderSequence);
        long echoedNtp = arrival.payload().getLong(PacketLayout.OPEN.senderTimestamp);
        for (Map.Entry<SessionAddress, SenderSession> entry : sessions.entrySet()) {
            SenderSession session = entry.getValue();
            if (entry.getKey().isOf(arrival.peer())
                    && session.seal() == null
                    && session.record().isAnswer(sequence, echoedNtp)) {
                return session;
            }
        }
        return null;
    }
}
