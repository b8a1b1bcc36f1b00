// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.plan.Plans;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The answering sides, and whom they answer: the sessions of the plan in force and of those to come. Those of a plan that was
 * replaced are answered for ten seconds more, so that a measurement under way at the change comes to its end. Safe for use by many
 * threads.
 */
final class Answering implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<String, Responder> responders = new LinkedHashMap<>();
    private final Map<String, Set<AnsweredSession>> answered = new HashMap<>();
    private Plans last = Plans.NONE;
    private Plans before = Plans.NONE;
    private Instant changedAt = Instant.MIN;

    private Answering() {}

    /**
     * Starts the answering sides; until told, they answer nobody.
     *
     * @param peers what control connections from other nodes are secured by; absent when they are not
     * @throws IOException when one cannot be started, saying why
     */
    static Answering start(Map<String, InetSocketAddress> listen, @Nullable SSLContext peers, Extensions extensions)
            throws IOException {
        Answering answering = new Answering();
        try {
            for (Map.Entry<String, InetSocketAddress> one : listen.entrySet()) {
                ResponderOptions options = new ResponderOptions(one.getValue(), null, peers);
                Responder responder = extensions.probeType(one.getKey()).respond(options);
                answering.responders.put(one.getKey(), responder);
                responder.answerOnly(Set.of());
            }
            return answering;
        } catch (IOException | RuntimeException e) {
            answering.close();
            throw e;
        }
    }

    /** Answers what the plans say. Cheap when nothing changed. */
    synchronized void follow(Plans plans, Instant now) {
        if (!plans.equals(last)) {
            before = last;
            last = plans;
            changedAt = now;
        }
        boolean lingering = now.isBefore(changedAt.plus(GRACE)) && !now.isBefore(changedAt.minus(GRACE));
        Map<String, Set<AnsweredSession>> wanted = plans.answers();
        if (lingering) {
            before.answers()
                    .forEach((kind, sessions) -> wanted.merge(kind, sessions, (a, b) -> {
                        a.addAll(b);
                        return a;
                    }));
        }
        responders.forEach((kind, responder) -> {
            Set<AnsweredSession> sessions = Set.copyOf(wanted.getOrDefault(kind, Set.of()));
            if (!sessions.equals(answered.put(kind, sessions))) {
                responder.answerOnly(sessions);
            }
        });
    }

    /** Where each probe type's answering side listens. */
    Map<String, InetSocketAddress> addresses() {
        Map<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        responders.forEach((kind, responder) -> addresses.put(kind, responder.address()));
        return addresses;
    }

    Collection<Responder> responders() {
        return responders.values();
    }

    @Override
    public void close() {
        responders.forEach((kind, responder) -> {
            try {
                responder.close();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the answering side of " + kind + " did not close", e);
            }
        });
    }
}
