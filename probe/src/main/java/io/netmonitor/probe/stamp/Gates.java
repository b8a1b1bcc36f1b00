// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.SessionKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a reflector answers, by id: those of a plan, or all by one gate. An id has two gates while a plan with a new key
 * takes over. Not changed once made; by pages, since most ids are of nobody.
 */
final class Gates {
    private static final int PAGE = 256;

    private final @Nullable List<Gate>[][] pages;
    private final @Nullable List<Gate> all;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Gates(@Nullable List<Gate> all) {
        this.pages = new List[PAGE][];
        this.all = all;
    }

    /** All sessions are answered, those by this key alone when there is one. */
    static Gates all(@Nullable SessionKey key) {
        return new Gates(List.of(new Gate(key, false)));
    }

    /** These sessions alone; what the gates that stay have seen they remember. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    Gates only(Collection<AnsweredSession> sessions) {
        Gates gates = new Gates(null);
        for (AnsweredSession session : sessions) {
            int id = session.sessionId();
            @Nullable List<Gate>[] page = gates.pages[id / PAGE];
            if (page == null) {
                page = new List[PAGE];
                gates.pages[id / PAGE] = page;
            }
            List<Gate> of = page[id % PAGE];
            if (of == null) {
                of = new ArrayList<>(1);
                page[id % PAGE] = of;
            }
            of.add(kept(session));
        }
        return gates;
    }

    private Gate kept(AnsweredSession session) {
        if (all == null) {
            for (Gate gate : of(session.sessionId())) {
                if (Objects.equals(gate.key(), session.key())) {
                    return gate;
                }
            }
        }
        return new Gate(session.key(), true);
    }

    /** The gates of a session id; empty when it is not answered. */
    List<Gate> of(int sessionId) {
        if (all != null) {
            return all;
        }
        @Nullable List<Gate>[] page = pages[sessionId / PAGE];
        List<Gate> gates = page == null ? null : page[sessionId % PAGE];
        return gates == null ? List.of() : gates;
    }
}
