// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.statistics.DelaySummary;
import io.netmonitor.core.statistics.Jitter;
import io.netmonitor.probe.perftrace.BandwidthOrder;
import io.netmonitor.probe.perftrace.BandwidthRun;
import io.netmonitor.probe.perftrace.BasicOrder;
import io.netmonitor.probe.perftrace.BasicRun;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.perftrace.PerfTraceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Measures as old nodes do by {@code perftrace_cli -c 10 -i 10ms -m 1} and {@code -m 2}, and gives the values as they read them in
 * what that prints: milliseconds with three decimals, percent with two.
 */
final class PerfTraceProbe implements PeerProbe {
    private static final BasicOrder BASIC = new BasicOrder(10, 10_000, 0);
    private static final long MAX_RATE_BPS = 10_000_000_000L;
    private static final long MAX_BYTES = 200_000_000;
    /** Fits a path of 1,500 bytes in either family, and most tunnels. */
    private static final int TRAIN_PACKET_BYTES = 1_420;

    private static final BandwidthOrder BANDWIDTH =
            new BandwidthOrder(BandwidthOrder.DEFAULT_TRAIN_US, null, MAX_RATE_BPS, MAX_BYTES, TRAIN_PACKET_BYTES);
    private static final double NS_PER_MS = 1e6;

    private final PerfTraceClient client = new PerfTraceClient();
    private final int port;

    /**
     * A probe.
     *
     * @param port of all peers, TCP and UDP
     */
    PerfTraceProbe(int port) {
        this.port = port;
    }

    /** By the first of the peer's addresses where anybody is: old servers have no IPv6, whatever their names say. */
    @Override
    public List<Sample> measure(Job job, String peer) throws IOException, InterruptedException {
        @Nullable PerfTraceException failure = null;
        for (InetAddress address : addresses(peer)) {
            try {
                return measure(job, peer, new InetSocketAddress(address, port));
            } catch (PerfTraceException e) {
                if (e.outcome() == Outcome.BUSY) {
                    throw new BusyException(String.valueOf(e.getMessage()), e);
                }
                if (e.outcome() != Outcome.UNREACHABLE && e.outcome() != Outcome.REFUSED) {
                    throw e;
                }
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new IOException("it has no address") : failure;
    }

    private static InetAddress[] addresses(String host) throws IOException {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.getAllByName(bare);
        } catch (UnknownHostException e) {
            throw new IOException("the name is unknown", e);
        }
    }

    private List<Sample> measure(Job job, String peer, InetSocketAddress server)
            throws IOException, InterruptedException {
        return switch (job.kind()) {
            case BASIC -> samples(job.self(), peer, client.basic(server, BASIC));
            case BANDWIDTH -> samples(job.self(), peer, client.bandwidth(server, BANDWIDTH, train -> {}));
        };
    }

    /** Both directions; no delays when every probe was lost. */
    static List<Sample> samples(String self, String peer, BasicRun run) {
        List<Sample> samples = new ArrayList<>();
        if (run.returned() > 0) {
            samples.add(new Sample(self, peer, "RTT", meanMs(run.roundTripNs())));
            samples.add(new Sample(self, peer, "OWD", meanMs(run.forwardNs())));
            samples.add(new Sample(peer, self, "OWD", meanMs(run.backwardNs())));
            samples.add(new Sample(self, peer, "OW_Jitter", jitterMs(run.forwardNs())));
            samples.add(new Sample(peer, self, "OW_Jitter", jitterMs(run.backwardNs())));
        }
        samples.add(new Sample(self, peer, "RT_Loss", ratio(run.roundTripLoss())));
        samples.add(new Sample(self, peer, "OW_Loss", ratio(run.forwardLoss())));
        samples.add(new Sample(peer, self, "OW_Loss", ratio(run.backwardLoss())));
        return samples;
    }

    /** What is available, or at least available; see {@link BandwidthRun#valueAlone}. */
    static List<Sample> samples(String self, String peer, BandwidthRun run) throws IOException {
        OptionalDouble value = run.valueAlone();
        if (value.isEmpty()) {
            throw new IOException(run.outcome().label() + ": " + run.reason());
        }
        return List.of(new Sample(self, peer, "AB", printed("%.6f", value.getAsDouble())));
    }

    private static double meanMs(long[] delaysNs) {
        return printed("%.3f", DelaySummary.of(delaysNs).meanNs() / NS_PER_MS);
    }

    private static double jitterMs(long[] delaysNs) {
        Jitter jitter = new Jitter();
        for (long delay : delaysNs) {
            jitter.add(delay);
        }
        return printed("%.3f", jitter.jitterNs() / NS_PER_MS);
    }

    private static double ratio(double loss) {
        return printed("%.2f", loss * 100) / 100;
    }

    private static double printed(String form, double value) {
        return Double.parseDouble(String.format(Locale.ROOT, form, value));
    }
}
