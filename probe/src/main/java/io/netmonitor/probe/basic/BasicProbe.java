// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.clock.BootId;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.socket.SourcePort;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.stamp.SessionPlan;
import io.netmonitor.probe.stamp.SessionRecord;
import io.netmonitor.probe.stamp.SessionSender;
import java.io.IOException;
import java.net.Inet6Address;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs one STAMP session a measurement, or one by the protocol that the host speaks. Keeps nothing between them. */
final class BasicProbe implements Probe {
    private final SessionSender sender;
    private final Settings settings;
    private final PerfTraceBasic perfTrace;

    BasicProbe(SessionSender sender, PerfTraceClient perfTraceClient, Settings settings) {
        this.sender = sender;
        this.settings = settings;
        this.perfTrace = new PerfTraceBasic(perfTraceClient, settings);
    }

    @Override
    public Measurement measure(Session session) throws IOException, InterruptedException {
        String bootId = BootId.own().orElse(null);
        if (PerfTraceClient.PROTOCOL.equals(session.protocol())) {
            return perfTrace.measure(session, sharesClock(session, bootId), bootId);
        }
        if (settings.flag("authenticated") && session.key() == null) {
            throw new IOException("packets are to be authenticated and there is no key; give one with --auth-key-file,"
                    + " or let an agent measure, whose plan has it");
        }
        SessionRecord record = sender.run(plan(session));
        boolean nothingLeft = record.dropped() == record.sentWithFlushes();
        Values values = nothingLeft ? Values.NONE : BasicValues.of(record, sharesClock(session, bootId), bootId);
        Outcome outcome = outcome(record, values);
        return new Measurement(
                EpochNanos.toInstant(record.startedNs()),
                Duration.ofNanos(record.durationNs()),
                outcome,
                reason(record, outcome),
                values);
    }

    private SessionPlan plan(Session session) {
        SourcePort source = new SourcePort(
                session.destination().getAddress() instanceof Inet6Address,
                (int) settings.whole("sourcePort"),
                0,
                (int) settings.whole("dscp"),
                settings.flag("dontFragment"),
                settings.text("interface"));
        return new SessionPlan(
                session.destination(),
                session.sessionId(),
                session.startAt(),
                (int) settings.whole("count"),
                settings.durationNs("interval"),
                settings.durationNs("lossTimeout"),
                (int) settings.whole("size"),
                source,
                settings.flag("varySourcePort"),
                session.key());
    }

    private static Outcome outcome(SessionRecord record, Values values) {
        if (values.whole("returned").orElse(0) > 0) {
            return Outcome.MEASURED;
        }
        if (record.networkError() == null) {
            return Outcome.LOST;
        }
        return record.isRefused() ? Outcome.REFUSED : Outcome.UNREACHABLE;
    }

    private static @Nullable String reason(SessionRecord record, Outcome outcome) {
        String destination = TestSocket.text(record.plan().destination());
        return switch (outcome) {
            case LOST ->
                "none of " + record.sent() + " packets to udp " + destination + " came back in time"
                        + "; is a reflector running there, and does every firewall on the way let it through?";
            case REFUSED -> "no reflector listens at udp " + destination + ": " + record.networkError();
            case UNREACHABLE -> "the network cannot reach udp " + destination + ": " + record.networkError();
            default -> null;
        };
    }

    /** A destination on this host's own loopback has this host's clock, unless somebody knows better. */
    private static boolean sharesClock(Session session, @Nullable String bootId) {
        String theirs = session.destinationBootId();
        return theirs == null ? session.destination().getAddress().isLoopbackAddress() : theirs.equals(bootId);
    }
}
