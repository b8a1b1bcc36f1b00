// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.socket.Peer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reflector's sessions by who sends and what it calls the session; bounded, the one unused for longest gives way. Used by
 * the reflector's thread alone.
 */
final class SessionTable {
    private final int maxSessions;
    private final long idleNs;
    private final LinkedHashMap<SessionAddress, ReflectorSession> sessions = new LinkedHashMap<>(64, 0.75f, true);
    private final SessionAddress wanted = new SessionAddress();

    /** A table of at most so many sessions, each forgotten when unused for so long. */
    SessionTable(int maxSessions, long idleNs) {
        this.maxSessions = maxSessions;
        this.idleNs = idleNs;
    }

    /** The session, if it is known. */
    @Nullable
    ReflectorSession find(Peer peer, int sessionId, long nowNs) {
        ReflectorSession session = sessions.get(wanted.set(peer, sessionId));
        if (session != null) {
            session.lastUsedNs = nowNs;
        }
        return session;
    }

    /** Adds a session; returns whether another had to give way. */
    boolean add(Peer peer, int sessionId, ReflectorSession session) {
        boolean full = sessions.size() >= maxSessions;
        if (full) {
            Iterator<ReflectorSession> eldest = sessions.values().iterator();
            eldest.next();
            eldest.remove();
        }
        sessions.put(SessionAddress.of(peer, sessionId), session);
        return full;
    }

    /** Forgets what was unused for too long: in order of use, so it stops at the first that was not. */
    void expire(long nowNs) {
        Iterator<Map.Entry<SessionAddress, ReflectorSession>> eldest =
                sessions.entrySet().iterator();
        while (eldest.hasNext() && nowNs - eldest.next().getValue().lastUsedNs > idleNs) {
            eldest.remove();
        }
    }

    int size() {
        return sessions.size();
    }
}
