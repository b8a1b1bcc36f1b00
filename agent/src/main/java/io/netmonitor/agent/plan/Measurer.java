// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Turns one round into one result, whatever happens. Safe for use by many threads. */
final class Measurer {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long LEAST_LATE_NS = 50_000_000;
    private static final int LATE_DIVISOR = 100;
    private static final int MAX_REASON = 500;

    private final ControllerTime time;
    private final @Nullable SSLContext peers;

    /**
     * Measures by the controller's time.
     *
     * @param peers what control connections to other nodes are secured by; absent when they are not
     */
    Measurer(ControllerTime time, @Nullable SSLContext peers) {
        this.time = time;
        this.peers = peers;
    }

    /** Measures; waits for the planned instant first. */
    Result measure(Target target, long round, Instant plannedAt) {
        Instant called = time.now();
        try {
            PlanEntry entry = target.entry();
            Session session = new Session(
                    target.destination(),
                    entry.sessionId(),
                    time.toLocal(plannedAt),
                    entry.destinationBootId(),
                    entry.sessionKey(),
                    peers == null ? null : new PeerTls(peers, entry.path().destination()));
            return result(entry, round, plannedAt, target.probe().measure(session));
        } catch (IOException e) {
            return failed(target.entry(), round, plannedAt, called, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(target.entry(), round, plannedAt, called, "the agent was stopped while it measured");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "probe " + target.entry().kind() + " is at fault", e);
            return failed(target.entry(), round, plannedAt, called, "the probe is at fault: " + e);
        }
    }

    /** A round that was not run. */
    Result missed(PlanEntry entry, long round, Instant plannedAt, String reason) {
        return result(entry, round, plannedAt, plannedAt, Duration.ZERO, Outcome.MISSED, reason, false, Values.NONE);
    }

    private Result result(PlanEntry entry, long round, Instant plannedAt, Measurement measured) {
        Instant startedAt = time.fromLocal(measured.startedAt());
        return result(
                entry,
                round,
                plannedAt,
                startedAt,
                measured.duration(),
                measured.outcome(),
                measured.reason(),
                isLate(entry, plannedAt, startedAt),
                withOffset(measured.values()));
    }

    private Result failed(PlanEntry entry, long round, Instant plannedAt, Instant called, String reason) {
        // The probe is called a moment before the instant, to be on time.
        Instant startedAt = called.isBefore(plannedAt) ? plannedAt : called;
        Instant now = time.now();
        Duration took = now.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, now);
        boolean late = isLate(entry, plannedAt, startedAt);
        return result(entry, round, plannedAt, startedAt, took, Outcome.FAILED, reason, late, withOffset(Values.NONE));
    }

    private static boolean isLate(PlanEntry entry, Instant plannedAt, Instant startedAt) {
        long allowedNs = Math.max(LEAST_LATE_NS, entry.periodNs() / LATE_DIVISOR);
        return startedAt.isAfter(plannedAt.plusNanos(allowedNs));
    }

    private Values withOffset(Values measured) {
        OptionalLong offsetNs = time.offsetNs();
        return offsetNs.isEmpty() ? measured : measured.with("clock.controllerOffsetNs", offsetNs.getAsLong());
    }

    private static Result result(
            PlanEntry entry,
            long round,
            Instant plannedAt,
            Instant startedAt,
            Duration duration,
            Outcome outcome,
            @Nullable String reason,
            boolean late,
            Values values) {
        String bounded = reason == null || reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        return new Result(
                entry.task(),
                entry.revision(),
                round,
                null,
                entry.kind(),
                entry.path(),
                plannedAt,
                startedAt,
                duration,
                outcome,
                bounded,
                late,
                false,
                null,
                values);
    }
}
