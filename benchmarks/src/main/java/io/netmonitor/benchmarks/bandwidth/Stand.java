// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.benchmarks.ChildJava;
import io.netmonitor.core.json.Json;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.testkit.bed.BandwidthBed;
import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.CrossTraffic;
import io.netmonitor.testkit.bed.Pattern;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * A bed with both ends of the product and cross traffic on it, which stay up while bottleneck and load change. Used by one thread; to be
 * closed, which ends and removes all of it.
 */
final class Stand implements AutoCloseable {
    static final int PACKET_BYTES = 1_420;

    private static final int PORT = 8621;
    private static final long MAX_RATE_BPS = 10_000_000_000L;
    private static final double SHARE = 0.12;
    private static final double FIRST_SHARE = 0.25;
    private static final int BUCKETS = 6;
    private static final int FIRST_BUCKETS = 8;

    private final BandwidthBed bed;
    private final CrossTraffic cross;
    private final Process server;
    private final Process prober;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private boolean warm;
    private long crossWireBps;

    private Stand(BandwidthBed bed) throws IOException {
        this.bed = bed;
        this.cross = CrossTraffic.start(bed);
        this.server = bed.destination(ChildJava.command(BandwidthRun.class, "serve", bed.destinationIpv4(), PORT))
                .redirectErrorStream(true)
                .start();
        this.prober = bed.source(ChildJava.command(BandwidthRun.class, "measure"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.answers = new BufferedReader(new InputStreamReader(prober.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new BufferedWriter(new OutputStreamWriter(prober.getOutputStream(), StandardCharsets.UTF_8));
        String up =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (up == null || !up.startsWith("serves")) {
            throw new IOException("the answering side did not start: " + up);
        }
    }

    static Stand up(Bottleneck bottleneck) throws IOException, InterruptedException {
        BandwidthBed bed = BandwidthBed.up(bottleneck);
        try {
            return new Stand(bed);
        } catch (IOException | RuntimeException e) {
            bed.close();
            throw e;
        }
    }

    BandwidthBed bed() {
        return bed;
    }

    /** Another bottleneck and load; the next measurement knows nothing of the path. */
    void change(Bottleneck bottleneck, long wireBps, Pattern pattern, long seed)
            throws IOException, InterruptedException {
        cross.silence();
        if (!bottleneck.equals(bed.bottleneck())) {
            bed.reshape(bottleneck);
        }
        warm = false;
        crossWireBps = wireBps;
        if (wireBps > 0) {
            cross.change(wireBps, pattern, seed);
        }
    }

    /** Measures, as an agent would that has measured this path before if the last measurement was good. */
    Trial measure(String cell) throws IOException {
        return measure(cell, train -> cross.bytesBetween(train.fromNs(), train.toNs()), crossWireBps);
    }

    /**
     * Measures beside cross traffic of somebody else's.
     *
     * @param counted its octets, with Ethernet headers
     * @param nominalBps its rate, 0 when there is no saying
     */
    Trial measure(String cell, Counter counted, long nominalBps) throws IOException {
        long beginNs = System.nanoTime();
        Measured measured = ask(PORT, warm ? "warm" : "cold", "");
        long endNs = System.nanoTime();
        double loss = bed.bottleneck().lossRatio();
        boolean known = bed.bottleneck().kind() != Bottleneck.Kind.OPEN;
        double weighted = 0;
        double totalNs = 0;
        for (Measured.OneTrain train : measured.trains()) {
            double ns = (double) (train.toNs() - train.fromNs());
            if (known && ns > 0) {
                double bps = counted.bytesOf(train) * 8e9 / ns;
                weighted += available(bps) * ns;
                totalNs += ns;
            }
        }
        Trial trial = new Trial(
                cell,
                totalNs == 0 ? Double.NaN : weighted / totalNs * (1 - loss),
                known ? available((double) nominalBps) * (1 - loss) : Double.NaN,
                budgetBytes(),
                measured,
                lateUs(beginNs, endNs));
        warm = measured.outcome().equals("measured");
        return trial;
    }

    /**
     * Measures by the prototype's protocol, as an agent does towards a host that has its server alone. Which part of a train counts is
     * for the server to say there, so the truth is counted over the whole measurement.
     */
    Trial measureByPerfTrace(String cell) throws IOException {
        long beginNs = System.nanoTime();
        Measured measured = ask(PerfTraceClient.PORT, "cold", PerfTraceClient.PROTOCOL);
        long endNs = System.nanoTime();
        double crossBps = crossWireBps == 0 ? 0 : cross.bytesBetween(beginNs, endNs) * 8e9 / (endNs - beginNs);
        return new Trial(
                cell,
                available(crossBps),
                available((double) crossWireBps),
                Double.NaN,
                measured,
                lateUs(beginNs, endNs));
    }

    /** How late the cross traffic's packets were, 99th percentile, microseconds; 0 when there were none. */
    private double lateUs(long beginNs, long endNs) throws IOException {
        boolean came = crossWireBps > 0 && cross.between(beginNs, endNs).packets() > 1;
        return came ? cross.gaps(beginNs, endNs).lateP99Ns() / 1e3 : 0;
    }

    private double available(double wireBps) {
        return (double) bed.bottleneck().availableBps(Math.round(wireBps), PACKET_BYTES);
    }

    private double budgetBytes() {
        double second = bed.bottleneck().rateBps() / 8.0;
        double bucket = (double) bed.bottleneck().burstBytes();
        return warm ? SHARE * second + BUCKETS * bucket : FIRST_SHARE * second + FIRST_BUCKETS * bucket;
    }

    /** Has a measurement made; by the product's own protocol when none is named. */
    private Measured ask(int port, String memory, String protocol) throws IOException {
        commands.write(String.join(
                        " ",
                        bed.destinationIpv4(),
                        String.valueOf(port),
                        memory,
                        String.valueOf(MAX_RATE_BPS),
                        protocol)
                .stripTrailing());
        commands.newLine();
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the measuring side ended");
        }
        return Json.read(line, Measured.class);
    }

    @Override
    public void close() throws IOException {
        prober.destroyForcibly();
        server.destroyForcibly();
        try (bed;
                cross) {
            // Both are closed, whatever happens to the other.
        }
    }

    /** Octets of cross traffic that came to the bottleneck in between the two packets of a train's counted part. */
    @FunctionalInterface
    interface Counter {
        long bytesOf(Measured.OneTrain train) throws IOException;
    }
}
