// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.clock.BootId;
import io.netmonitor.probe.perftrace.BandwidthOrder;
import io.netmonitor.probe.perftrace.BandwidthRun;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.perftrace.PerfTraceException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Measures a host that runs only the prototype's server, while its caller has the node's turn. The server's kernel may stamp arrivals or
 * not, so results do not say. Safe for use by many threads.
 */
final class PerfTraceBandwidth {
    private final PerfTraceClient client;
    private final Settings settings;
    private final Consumer<TrainReport> listener;
    private final Map<InetSocketAddress, Long> lastBps = new ConcurrentHashMap<>();

    PerfTraceBandwidth(PerfTraceClient client, Settings settings, Consumer<TrainReport> listener) {
        this.client = client;
        this.settings = settings;
        this.listener = listener;
    }

    /** As {@link BandwidthProbe#measure}. */
    Measurement measure(Session session, boolean reverse) throws IOException, InterruptedException {
        if (reverse) {
            throw new IOException("perftrace measures only towards the host that it calls");
        }
        Instant calledAt = Instant.now();
        long calledNs = System.nanoTime();
        try {
            AtomicInteger number = new AtomicInteger();
            BandwidthRun run = client.bandwidth(
                    session.destination(),
                    order(session.destination()),
                    train -> listener.accept(report(number.getAndIncrement(), train)));
            learn(session.destination(), run);
            return new Measurement(run.startedAt(), run.duration(), run.outcome(), run.reason(), values(run));
        } catch (PerfTraceException e) {
            Duration duration = Duration.ofNanos(System.nanoTime() - calledNs);
            return new Measurement(calledAt, duration, e.outcome(), e.getMessage(), Values.NONE);
        }
    }

    private BandwidthOrder order(InetSocketAddress destination) {
        boolean six = destination.getAddress() instanceof Inet6Address;
        return new BandwidthOrder(
                BandwidthOrder.DEFAULT_TRAIN_US,
                lastBps.get(destination),
                settings.whole("maxRate"),
                settings.whole("maxBytes"),
                (int) settings.whole("size")
                        + (six ? BandwidthProbe.IPV6_AND_UDP_BYTES : BandwidthProbe.IPV4_AND_UDP_BYTES));
    }

    /** Only what was measured well leads the next measurement, which begins at the same rate. */
    private void learn(InetSocketAddress destination, BandwidthRun run) {
        if (run.outcome() == Outcome.MEASURED && run.availableBps().isPresent()) {
            lastBps.put(
                    destination,
                    Math.max(
                            BandwidthOrder.LEAST_RATE_BPS,
                            Math.round(run.availableBps().getAsDouble())));
        } else {
            lastBps.remove(destination);
        }
    }

    private static TrainReport report(int number, BandwidthRun.Train train) {
        return new TrainReport(
                number,
                TrainReport.Kind.TRAIN,
                train.sent(),
                (double) train.askedBps(),
                (double) train.sentBps(),
                OptionalDouble.empty(),
                0,
                0,
                0,
                0,
                0,
                0,
                train.sent() - train.arrived());
    }

    private static Values values(BandwidthRun run) {
        Values.Builder values = Values.builder();
        put(values, "availableBps", run.availableBps());
        put(values, "lowBps", run.lowBps());
        put(values, "highBps", run.highBps());
        if (run.outcome().hasValue()) {
            values.put(
                    "trains",
                    run.trains().stream().filter(BandwidthRun.Train::counted).count());
            values.put("loss", run.loss());
        }
        values.put("sentBytes", run.sentBytes());
        values.put("reverse", false);
        values.put("clock.bootId", BootId.own().orElse(null));
        return values.build();
    }

    private static void put(Values.Builder values, String field, OptionalDouble bps) {
        bps.ifPresent(value -> values.put(field, Math.round(value)));
    }
}
