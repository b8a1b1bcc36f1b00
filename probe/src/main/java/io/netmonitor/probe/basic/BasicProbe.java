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
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.clock.BootId;
import io.netmonitor.probe.socket.NetworkErrorException;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.stamp.SessionPlan;
import io.netmonitor.probe.stamp.SessionRecord;
import io.netmonitor.probe.stamp.SessionSender;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs one STAMP session a measurement. Keeps nothing between them. */
final class BasicProbe implements Probe {
    private final Settings settings;

    BasicProbe(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Measurement measure(Session session) throws IOException, InterruptedException {
        SessionPlan plan = new SessionPlan(
                session.destination(),
                session.sessionId(),
                session.startAt(),
                (int) settings.whole("count"),
                settings.durationNs("interval"),
                settings.durationNs("lossTimeout"),
                (int) settings.whole("size"),
                (int) settings.whole("dscp"));
        SessionRecord record;
        try {
            record = SessionSender.run(plan);
        } catch (NetworkErrorException e) {
            Outcome outcome = e.isRefused() ? Outcome.REFUSED : Outcome.UNREACHABLE;
            String reason =
                    TestSocket.text(session.destination()) + " is out of reach from this host: " + e.getMessage();
            return new Measurement(WallClock.SYSTEM.now(), Duration.ZERO, outcome, reason, Values.NONE);
        }
        String bootId = BootId.read().orElse(null);
        Values values = BasicValues.of(record, sharesClock(session, bootId), bootId);
        Outcome outcome = outcome(record, values);
        return new Measurement(
                EpochNanos.toInstant(record.startedNs()),
                Duration.ofNanos(record.durationNs()),
                outcome,
                reason(record, outcome),
                values);
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
