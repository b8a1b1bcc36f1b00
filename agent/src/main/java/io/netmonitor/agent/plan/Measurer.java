// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import io.netmonitor.agent.link.ClockOffset;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Turns one round into one result, whatever happens. Safe for use by many threads. */
final class Measurer {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long LEAST_LATE_NS = 50_000_000;
    private static final int LATE_DIVISOR = 100;
    private static final int MAX_REASON = 500;

    /** What is kept free at the end of a round's slot, for packets under way and for nodes whose clocks differ a little. */
    static final long SLOT_MARGIN_NS = 200_000_000;

    /** Why a round was not begun. */
    static final String PASSED_UNUSED =
            "its time passed unused: the host slept, its clock was changed or it was overloaded";

    /** Why a round that has the nodes for itself was not begun. */
    static final String WOULD_DISTURB =
            "it could not begin in its time and would have disturbed the measurements after it";

    private final ControllerTime time;
    private final NameLookup names;
    private final @Nullable SSLContext peers;

    /**
     * Measures by the controller's time.
     *
     * @param names where hosts are found that a plan gives by name
     * @param peers what control connections to other nodes are secured by; absent when they are not
     */
    Measurer(ControllerTime time, NameLookup names, @Nullable SSLContext peers) {
        this.time = time;
        this.names = names;
        this.peers = peers;
    }

    /** Measures; waits for the planned instant first. */
    Result measure(Target target, long round, Instant plannedAt) {
        Instant called = time.now();
        PlanEntry entry = target.entry();
        InetSocketAddress destination;
        try {
            destination = target.destination(names);
        } catch (UnknownHostException e) {
            return unmeasured(entry, round, plannedAt, called, Outcome.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(entry, round, plannedAt, called, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return stopped(entry, round, plannedAt, called);
        }
        // The host may have been suspended since the round was handed over, or a name server slow.
        if (time.now().isAfter(plannedAt.plusNanos(Slot.patienceNs(entry)))) {
            return missed(entry, round, plannedAt, entry.slotNs() > 0 ? WOULD_DISTURB : PASSED_UNUSED);
        }
        return measure(target, destination, round, plannedAt, called);
    }

    private Result measure(
            Target target, InetSocketAddress destination, long round, Instant plannedAt, Instant called) {
        PlanEntry entry = target.entry();
        // By another one afterwards, a round that began at its instant might seem to have begun before it.
        ClockOffset offset = time.offset();
        try {
            Measurement measured = target.probe().measure(session(entry, destination, plannedAt, offset));
            if (measured.outcome() == Outcome.MISSED) {
                return missed(entry, round, plannedAt, String.valueOf(measured.reason()));
            }
            return result(entry, round, plannedAt, measured, offset);
        } catch (IOException e) {
            return failed(entry, round, plannedAt, called, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return stopped(entry, round, plannedAt, called);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "probe " + entry.kind() + " is at fault", e);
            return failed(entry, round, plannedAt, called, "the probe is at fault: " + e);
        }
    }

    private Session session(PlanEntry entry, InetSocketAddress destination, Instant plannedAt, ClockOffset offset) {
        return new Session(
                destination,
                entry.sessionId(),
                offset.toLocal(plannedAt),
                entry.destinationBootId(),
                entry.sessionKey(),
                entry.reverse(),
                entry.slotNs() == 0 ? null : offset.toLocal(plannedAt.plusNanos(entry.slotNs() - SLOT_MARGIN_NS)),
                entry.protocol(),
                peers == null ? null : new PeerTls(peers, entry.answerer()));
    }

    /** A round that was not run. */
    Result missed(PlanEntry entry, long round, Instant plannedAt, String reason) {
        return result(entry, round, plannedAt, plannedAt, Duration.ZERO, Outcome.MISSED, reason, false, Values.NONE);
    }

    private static Result result(
            PlanEntry entry, long round, Instant plannedAt, Measurement measured, ClockOffset offset) {
        Instant startedAt = offset.fromLocal(measured.startedAt());
        return result(
                entry,
                round,
                plannedAt,
                startedAt,
                measured.duration(),
                measured.outcome(),
                measured.reason(),
                isLate(entry, plannedAt, startedAt),
                withOffset(measured.values(), offset));
    }

    private Result stopped(PlanEntry entry, long round, Instant plannedAt, Instant called) {
        Thread.currentThread().interrupt();
        return failed(entry, round, plannedAt, called, "the agent was stopped while it measured");
    }

    private Result failed(PlanEntry entry, long round, Instant plannedAt, Instant called, String reason) {
        return unmeasured(entry, round, plannedAt, called, Outcome.FAILED, reason);
    }

    private Result unmeasured(
            PlanEntry entry, long round, Instant plannedAt, Instant called, Outcome outcome, String reason) {
        // The probe is called a moment before the instant, to be on time.
        Instant startedAt = called.isBefore(plannedAt) ? plannedAt : called;
        Instant now = time.now();
        Duration took = now.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, now);
        boolean late = isLate(entry, plannedAt, startedAt);
        Values values = withOffset(Values.NONE, time.offset());
        return result(entry, round, plannedAt, startedAt, took, outcome, reason, late, values);
    }

    private static boolean isLate(PlanEntry entry, Instant plannedAt, Instant startedAt) {
        long allowedNs = Math.max(LEAST_LATE_NS, entry.periodNs() / LATE_DIVISOR);
        return startedAt.isAfter(plannedAt.plusNanos(allowedNs));
    }

    private static Values withOffset(Values measured, ClockOffset offset) {
        return offset.known() ? measured.with("clock.controllerOffsetNs", offset.ns()) : measured;
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
                entry.runId() == null ? round : null,
                entry.runId(),
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
