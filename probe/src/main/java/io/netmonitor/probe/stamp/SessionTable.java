// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reflector's sessions by who sends and what it calls the session; bounded, the one unused for longest gives way. Used by
 * the reflector's thread alone.
 */
final class SessionTable {
    /** Who sends, IPv4 in its IPv4-mapped form. */
    private record Key(long addressHigh, long addressLow, int port, int sessionId) {}

    private final int maxSessions;
    private final long idleNs;
    private final LinkedHashMap<Key, ReflectorSession> sessions = new LinkedHashMap<>(64, 0.75f, true);

    /** A table of at most so many sessions, each forgotten when unused for so long. */
    SessionTable(int maxSessions, long idleNs) {
        this.maxSessions = maxSessions;
        this.idleNs = idleNs;
    }

    /** The session, if it is known. */
    @Nullable
    ReflectorSession find(long addressHigh, long addressLow, int port, int sessionId, long nowNs) {
        ReflectorSession session = sessions.get(new Key(addressHigh, addressLow, port, sessionId));
        if (session != null) {
            session.lastUsedNs = nowNs;
        }
        return session;
    }

    /** Adds a session; returns whether another had to give way. */
    boolean add(long addressHigh, long addressLow, int port, int sessionId, ReflectorSession session) {
        boolean full = sessions.size() >= maxSessions;
        if (full) {
            Iterator<ReflectorSession> eldest = sessions.values().iterator();
            eldest.next();
            eldest.remove();
        }
        sessions.put(new Key(addressHigh, addressLow, port, sessionId), session);
        return full;
    }

    /** Forgets what was unused for too long: in order of use, so it stops at the first that was not. */
    void expire(long nowNs) {
        Iterator<Map.Entry<Key, ReflectorSession>> eldest = sessions.entrySet().iterator();
        while (eldest.hasNext() && nowNs - eldest.next().getValue().lastUsedNs > idleNs) {
            eldest.remove();
        }
    }

    int size() {
        return sessions.size();
    }
}
