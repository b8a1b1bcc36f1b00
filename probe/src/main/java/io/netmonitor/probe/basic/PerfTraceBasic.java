// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.perftrace.BasicOrder;
import io.netmonitor.probe.perftrace.BasicRun;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.perftrace.PerfTraceException;
import io.netmonitor.probe.socket.TestSocket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Measures a host that runs only the prototype's server. Of the settings it heeds count, interval and size; the protocol has nothing for
 * the others.
 */
final class PerfTraceBasic {
    private static final int HEADER_BYTES = 28;
    private static final int LEAST_PAYLOAD_BYTES = 24;
    /** The server's stamps are whole microseconds. */
    private static final long STAMP_NS = 1_000;

    private final PerfTraceClient client;
    private final Settings settings;

    PerfTraceBasic(PerfTraceClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** As {@link BasicProbe#measure}; {@code sharedClock} when the server reads the same clock. */
    Measurement measure(Session session, boolean sharedClock, @Nullable String bootId)
            throws IOException, InterruptedException {
        if (settings.flag("authenticated")) {
            throw new IOException("packets are to be authenticated, and perftrace cannot; measure this host by another"
                    + " task, or run an agent or reflector there");
        }
        Duration ahead = Duration.between(Instant.now(), session.startAt());
        if (ahead.isPositive()) {
            Thread.sleep(ahead);
        }
        Instant calledAt = Instant.now();
        long calledNs = System.nanoTime();
        try {
            BasicRun run = client.basic(session.destination(), order());
            Outcome outcome = run.returned() > 0 ? Outcome.MEASURED : Outcome.LOST;
            return new Measurement(
                    run.startedAt(),
                    run.duration(),
                    outcome,
                    outcome == Outcome.LOST ? lost(session, run) : null,
                    values(run, sharedClock, bootId));
        } catch (PerfTraceException e) {
            Duration duration = Duration.ofNanos(System.nanoTime() - calledNs);
            return new Measurement(calledAt, duration, e.outcome(), e.getMessage(), Values.NONE);
        }
    }

    private BasicOrder order() throws IOException {
        int size = (int) settings.whole("size");
        long intervalUs = TimeUnit.NANOSECONDS.toMicros(settings.durationNs("interval"));
        try {
            return new BasicOrder((int) settings.whole("count"), intervalUs, size == 0 ? 0 : size + HEADER_BYTES);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String lost(Session session, BasicRun run) {
        return "none of " + run.sent() + " packets to udp " + TestSocket.text(session.destination())
                + " came back, and " + run.arrived()
                + " arrived there; does every firewall on the way let UDP through?";
    }

    private Values values(BasicRun run, boolean sharedClock, @Nullable String bootId) {
        Values.Builder values = Values.builder();
        values.put("sent", run.sent());
        values.put("arrived", run.arrived());
        values.put("returned", run.returned());
        if (run.returned() > 0) {
            values.put("stamps", client.hasKernelStamps() ? "mixed" : "user");
        }
        values.put("sizeBytes", Math.max(LEAST_PAYLOAD_BYTES, settings.whole("size")));
        values.put("authenticated", false);
        DelayFields.put(values, "roundTrip", run.roundTripNs());
        values.put("roundTrip.loss", run.roundTripLoss());
        DelayFields.put(values, "forward", run.forwardNs());
        DelayFields.put(values, "backward", run.backwardNs());
        if (run.returned() > 0) {
            clocks(values, run, sharedClock);
        }
        values.put("forward.loss", run.forwardLoss());
        values.put("backward.loss", run.backwardLoss());
        values.put("clock.bootId", bootId);
        return values.build();
    }

    private static void clocks(Values.Builder values, BasicRun run, boolean sharedClock) {
        ClockComparison clocks = sharedClock
                ? ClockComparison.SHARED
                : ClockComparison.ofStranger(run.forwardNs(), run.backwardNs(), STAMP_NS);
        values.put("forward.delayErrorNs", sharedClock ? STAMP_NS : clocks.delayErrorNs());
        values.put("backward.delayErrorNs", sharedClock ? STAMP_NS : clocks.delayErrorNs());
        values.put("clock.synchronized", clocks.synchronised());
        values.put("clock.offsetNs", clocks.offsetNs());
        if (sharedClock) {
            values.put("clock.maxErrorNs", clocks.maxErrorNs());
        }
    }
}
