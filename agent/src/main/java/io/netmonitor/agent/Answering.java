// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.plan.Plans;
import io.netmonitor.core.Component;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The answering sides, and whom they answer: the sessions of the plan in force and of those to come. Those of a plan that was
 * replaced are answered for ten seconds more, so that a measurement under way at the change comes to its end. The prototype's
 * measurements are in no plan: their server, where there is one, answers everybody. Safe for use by many threads.
 */
final class Answering implements Closeable {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Map<String, Responder> responders = new LinkedHashMap<>();
    private final Map<String, Set<AnsweredSession>> answered = new HashMap<>();
    private @Nullable PerfTraceServer perfTrace;
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
                answering.start(one.getKey(), one.getValue(), peers, extensions);
            }
            return answering;
        } catch (IOException | RuntimeException e) {
            answering.close();
            throw e;
        }
    }

    private void start(String kind, InetSocketAddress listen, @Nullable SSLContext peers, Extensions extensions)
            throws IOException {
        if (kind.equals(AgentOptions.PERFTRACE)) {
            perfTrace = PerfTraceServer.open(listen);
            return;
        }
        Responder responder = extensions.probeType(kind).respond(new ResponderOptions(listen, null, peers));
        responders.put(kind, responder);
        responder.answerOnly(Set.of());
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

    /** Ports by probe type, and the one for the prototype's measurements. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        responders.forEach(
                (kind, responder) -> ports.put(kind, responder.address().getPort()));
        if (perfTrace != null) {
            ports.put(AgentOptions.PERFTRACE, perfTrace.address().getPort());
        }
        return ports;
    }

    /** Everything that answers. */
    List<Component> sides() {
        List<Component> sides = new ArrayList<>(responders.values());
        if (perfTrace != null) {
            sides.add(perfTrace);
        }
        return sides;
    }

    @Override
    public void close() {
        sides().forEach(side -> {
            try {
                side.close();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "an answering side did not close: " + side.check().detail(),
                        e);
            }
        });
    }
}
